// SPDX-License-Identifier: GPL-3.0-or-later
// The reports as a reader meets them: no message, no request, whole without scripts, keys, axe-core, print.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { existsSync, readFileSync, statSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core"), "utf8");
const address = name => `file://${process.env.PAGES}/${name}.html`;
const file = name => `${process.env.PAGES}/${name}.html`;
const names = ["example", "hostile", "large", "drug-control", "narcotics"].filter(name => existsSync(file(name)));
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
});
after(() => browser.close());

// Opens a report; whatever it says or asks for is kept.
async function open(name, options = {}) {
  const page = await browser.newPage(options);
  page.heard = [];
  page.on("console", message => page.heard.push(message.text()));
  page.on("pageerror", error => page.heard.push(String(error)));
  page.on("dialog", dialog => { page.heard.push(dialog.message()); dialog.dismiss(); });
  page.on("request", request => request.url() === address(name) || page.heard.push(request.url()));
  await page.goto(address(name));
  return page;
}

const visibleCards = page => page.locator(".card:visible").count();

for (const name of names)
  describe(name, () => {
    test("says nothing, asks for nothing", async () => {
      const page = await open(name);
      assert.deepEqual(page.heard, []);
      assert.match(await page.title(), /^tieout: /);
      await page.close();
    });

    test("is whole without scripts", async () => {
      const page = await open(name, { javaScriptEnabled: false });
      assert.ok(await page.locator(".verdict").isVisible());
      assert.ok(await page.locator("#ledger").isVisible());
      assert.equal(await visibleCards(page), await page.locator(".card").count());
      assert.equal(await page.locator("#filters").isVisible(), false);
      await page.close();
    });

    for (const colorScheme of ["light", "dark"])
      test(`axe-core finds no fault in ${colorScheme}`, { skip: name === "large" }, async () => {
        const page = await open(name, { colorScheme });
        await page.evaluate(() => document.querySelectorAll("details").forEach(d => { d.open = true; }));
        await page.evaluate(axe);
        const { violations } = await page.evaluate(tags => globalThis.axe.run({ runOnly: tags }), WCAG);
        assert.deepEqual(violations.map(v => `${v.id}: ${v.nodes[0].html}`), []);
        await page.close();
      });

    test("does not widen a phone", async () => {
      const page = await open(name, { viewport: { width: 360, height: 780 } });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await page.close();
    });

    test("prints every card, and no controls", async () => {
      const page = await open(name);
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator("#filters").isVisible(), false);
      assert.equal(await visibleCards(page), await page.locator(".card").count());
      await page.close();
    });

    test("search and filters answer the keyboard", async () => {
      const page = await open(name);
      const all = await page.locator(".card[data-severity]").count();
      if (!all)
        return page.close();
      await page.keyboard.press("/");
      assert.equal(await page.evaluate(() => document.activeElement.name), "search");
      await page.keyboard.type("zzzz-no-such-word");
      assert.equal(await visibleCards(page), 0);
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(".card[data-severity]:visible").count(), all);
      const severity = page.locator("select[name=severity]");
      if (await severity.isVisible()) {
        await severity.focus();
        await page.keyboard.press("ArrowDown");
        const few = await visibleCards(page);
        assert.ok(few > 0 && few < all);
      }
      await page.locator("button[type=reset]").focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction(n => document.querySelectorAll(".card[data-severity]:not([hidden])").length === n, all);
      await page.close();
    });

    test("a finding has an address of its own", async () => {
      const page = await open(name);
      const link = page.locator(".card .tags a").first();
      if (await link.count()) {
        await link.click();
        assert.match(page.url(), /#f-[0-9a-f]{16}/);
        assert.ok(await page.locator(":target").isVisible());
      }
      await page.close();
    });
  });

test("hostile words stay words", async () => {
  const page = await open("hostile");
  assert.equal(await page.locator("script").count(), 2);
  assert.equal(await page.locator("img, iframe, object, link, base").count(), 0);
  const handlers = await page.evaluate(() => [...document.querySelectorAll("*")]
    .flatMap(e => e.getAttributeNames()).filter(n => n.startsWith("on")));
  assert.deepEqual(handlers, []);
  await page.close();
});

test("ten thousand findings stay below 10 MB and are at hand within two seconds", async () => {
  assert.ok(statSync(file("large")).size < 10e6);
  const page = await browser.newPage();
  const from = performance.now();
  await page.goto(address("large"));
  await page.keyboard.press("/");
  await page.keyboard.type("number-77");
  assert.ok(await visibleCards(page) > 0);
  console.log(`# ${Math.round(performance.now() - from)} ms`);
  assert.match(await page.locator(".verdict").textContent(), /result\.json/);
  await page.close();
});
