# SPDX-License-Identifier: GPL-3.0-or-later
"""corpora.py OUT: documents that try to break a report, and a corpus with many findings."""
import pathlib
import sys

out = pathlib.Path(sys.argv[1])


def write(path, text):
    path = out / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


LIST = "{} maintains cameras at 184 sites, comprising:\n\n- {}: 38\n- {}: 47\n- {}: 41\n"
ATTACKS = [
    "<script>document.title='taken'</script>",
    "<img src=x onerror=\"document.title='taken'\">",
    "</script><script>document.title='taken'</script>",
    "\"' autofocus onfocus=document.title='taken' x='",
    "<!-- <script>",
    "]]><svg onload=document.title='taken'>",
    "javascript:document.title='taken'",
    "\u202eabc\u2066 \u200f",
    "=HYPERLINK(\"http://evil.example\";\"x\")",
    "\x1b]0;taken\x07\x1b[31m",
    "x" * 1_000_000,
]
for number, attack in enumerate(ATTACKS):
    write(f"hostile/{number:02}.txt", f"{attack} agency\n\n" + LIST.format(f"The {attack} agency", attack, attack, "South"))
write("hostile/<b onmouseover=alert(1)>.txt", LIST.format("The agency", "North", "South", "West"))

for number in range(10_000):
    write(f"large/{number // 100:03}/{number:05}.txt",
          LIST.format(f"Agency number-{number} of Ostland", "North", "South", f"West"))
