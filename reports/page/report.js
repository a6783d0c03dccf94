// SPDX-License-Identifier: GPL-3.0-or-later
// What a script adds to the report: search, filters, headlines alone. All that is said stands without it.
(() => {
  "use strict";
  const form = document.getElementById("filters");
  const cards = [...document.querySelectorAll(".card[data-severity]")];
  const sections = [...document.querySelectorAll("section[data-family]")];
  const tiles = [...document.querySelectorAll(".tiles a[data-family]")];
  const shown = form.querySelector("output");
  const keys = ["severity", "measure", "source", "state"];
  const words = new Map(); // of each card, once somebody searches
  let family = "", waiting = false;

  const text = card => {
    if (!words.has(card))
      words.set(card, card.textContent.toLowerCase());
    return words.get(card);
  };

  // Choices of a list: what the cards say of themselves, each with its count, the most frequent first.
  const fill = (select, key) => {
    const counts = new Map();
    for (const card of cards)
      for (const value of (card.dataset[key] || "").split("\n").filter(Boolean))
        counts.set(value, (counts.get(value) || 0) + 1);
    for (const [value, count] of [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
      select.add(new Option(`${value} (${count})`, value));
    select.closest("label").hidden = counts.size < 2;
  };

  const matches = (card, query) =>
    (!family || card.closest("section").dataset.family === family) &&
    keys.every(key => !form[key].value || (card.dataset[key] || "").split("\n").includes(form[key].value)) &&
    query.every(word => text(card).includes(word));

  const apply = () => {
    const query = form.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const target = document.querySelector(":target");
    let count = 0;
    for (const card of cards) {
      const fits = matches(card, query), hidden = !fits && !card.contains(target);
      if (card.hidden !== hidden)
        card.hidden = hidden;
      const cause = card.parentElement.closest(".card");
      if (fits && cause)
        cause.hidden = false;
      count += fits;
    }
    for (const section of sections)
      section.hidden = Boolean(family) && section.dataset.family !== family && !section.contains(target);
    for (const tile of tiles)
      tile.setAttribute("aria-pressed", tile.dataset.family === family);
    shown.value = `${count} of ${cards.length} findings shown`;
  };

  // However fast somebody types, the page is laid out once a frame.
  const applySoon = () => {
    if (!waiting)
      requestAnimationFrame(() => {
        waiting = false;
        apply();
      });
    waiting = true;
  };

  for (const key of keys)
    fill(form[key], key);
  for (const tile of tiles) {
    tile.setAttribute("role", "button");
    tile.addEventListener("click", event => {
      event.preventDefault();
      family = family === tile.dataset.family ? "" : tile.dataset.family;
      apply();
    });
    tile.addEventListener("keydown", event => {
      if (event.key === " ") {
        event.preventDefault();
        tile.click();
      }
    });
  }
  form.addEventListener("input", applySoon);
  form.addEventListener("submit", event => event.preventDefault());
  form.brief.addEventListener("click", () => {
    const brief = document.body.classList.toggle("brief");
    form.brief.setAttribute("aria-pressed", brief);
  });
  form.addEventListener("reset", () => {
    family = "";
    setTimeout(apply);
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      form.search.focus();
    }
    if (event.key === "Escape" && document.activeElement === form.search) {
      form.search.value = "";
      apply();
    }
  });
  addEventListener("hashchange", apply);
  addEventListener("beforeprint", () => {
    for (const detail of document.querySelectorAll("details"))
      detail.open = true;
  });
  form.hidden = cards.length === 0;
  apply();
})();
