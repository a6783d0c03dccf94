/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The look of the page of claims. A reading is hidden until its figure is pointed at, focused or
 * linked to; it has one place, beside the text or, on small screens, at the foot, so that it never
 * leaves the window and never covers what is read. Contrasts reach 4.5:1 in light and in dark. */
#ifndef TIE_REPORTS_CLAIMS_CSS_H
#define TIE_REPORTS_CLAIMS_CSS_H

static const char TIE_CLAIMS_COLORS[] =
    ":root{color-scheme:light dark;--page:#fbfaf7;--ink:#1d1f21;--soft:#5a5f66;--line:#d9d6cd;"
    "--card:#fff;--claim:#ffe58a;--edge:#a67c00;--claim-ink:#1d1f21;--date:#1f5fa8;--number:#"
    "6b7078;--bad:#a8201a;"
    "--ring:#0b57d0}\n"
    "@media(prefers-color-scheme:dark){:root{--page:#16181b;--ink:#e4e2dc;--soft:#a3a8b0;"
    "--line:#3a3e44;--card:#202327;--claim:#5c4a08;--edge:#d9b13b;--claim-ink:#fff3c4;--date:#"
    "8ab8f5;"
    "--number:#9aa0a8;--bad:#ff9a90;--ring:#a8c7fa}}\n";

static const char TIE_CLAIMS_LAYOUT[] =
    "*{box-sizing:border-box}"
    "body{margin:0 auto;max-width:76rem;padding:1.5rem;background:var(--page);color:var(--ink);"
    "font:1rem/1.65 system-ui,sans-serif;display:flex;flex-direction:column}\n"
    "header{order:-2}footer{order:-1;color:var(--soft)}footer p{margin:.25rem 0}"
    "header,footer,main{width:calc(100% - 25rem)}\n"
    "h1{font-size:1.4rem;line-height:1.25;margin:0 0 .25rem}"
    "h2{font-size:1.05rem;line-height:1.35;margin:0;overflow-wrap:anywhere}\n"
    "article{border-top:1px solid var(--line);margin-top:1.5rem;padding-top:1.25rem}"
    ".facts{color:var(--soft);font-size:.875rem;margin:.125rem 0 1rem;overflow-wrap:anywhere}"
    ".text{white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4}"
    ".cut,.bad{color:var(--bad);overflow-wrap:anywhere}\n"
    ".legend{font-size:.875rem;color:var(--soft)}";

static const char TIE_CLAIMS_MARKS[] =
    "mark,.d,.n{background:none;color:inherit;scroll-margin:6rem}"
    ".text a,.key{color:inherit;text-decoration:none;border-radius:.2em;padding:.05em .1em}"
    "mark>a,.key.c{background:var(--claim);color:var(--claim-ink);border-bottom:2px solid "
    "var(--edge)}"
    ".d>a,.key.d{color:var(--date);border-bottom:2px solid;border-radius:0}"
    ".n>a,.key.n{color:var(--number);border-bottom:2px dotted;border-radius:0}"
    "a:focus-visible{outline:3px solid var(--ring);outline-offset:1px}\n"
    "mark:hover>a,.d:hover>a,.n:hover>a,mark:target>a,.d:target>a,.n:target>a"
    "{box-shadow:0 0 0 2px var(--ring)}\n"
    ".r,.legend{position:fixed;top:1.5rem;width:23rem;left:calc(50% + min(50%,38rem) - 24.5rem);"
    "max-height:calc(100vh - 3rem);overflow:auto;background:var(--card);"
    "border:1px solid var(--line);border-radius:.5rem;padding:.875rem 1rem;line-height:1.45}\n"
    ".r{display:none;grid-template-columns:max-content 1fr;gap:.3rem .9rem;white-space:normal;"
    "font-size:.875rem;color:var(--ink);box-shadow:0 4px 18px #0003;align-content:start;"
    "overflow-wrap:anywhere}"
    ":target>.r{display:grid;z-index:1}:focus-within>.r{display:grid;z-index:2}"
    ":hover>.r{display:grid;z-index:3}\n"
    ".h{grid-column:1/-1;font-weight:600;font-size:1.05rem}.h i{float:right;font:inherit;"
    "font-weight:400;font-size:.8rem;color:var(--soft);margin-left:1rem}"
    ".k{color:var(--soft)}.s{display:block;color:var(--soft);font-size:.8125rem}"
    ".legend p{margin:.35rem 0}.legend ul{margin:.5rem 0;padding:0;list-style:none}\n";

static const char TIE_CLAIMS_SCREENS[] =
    "@media(max-width:60rem){header,footer,main{width:100%}body{padding:1rem}"
    ".legend{position:static;width:auto;margin-top:.75rem}"
    "main{padding-bottom:48vh}html{scroll-padding-bottom:48vh}"
    ".r{top:auto;bottom:0;left:0;width:100%;max-height:45vh;border-radius:.75rem .75rem 0 0;"
    "border-width:1px 0 0;box-shadow:0 -4px 18px #0004}}\n"
    "@media(forced-colors:active){mark>a{outline:1px solid}}\n"
    "@media print{body{display:flex;max-width:none;padding:0;font-size:10pt}"
    "header,footer,main{width:100%}.legend{position:static;width:auto;border:0;padding:0}"
    ".legend p{display:none}article{display:flow-root}.text{padding-right:42%}"
    ".text a{outline:0!important;box-shadow:none!important}"
    "mark>.r{display:block!important;position:static;float:right;clear:right;width:66%;"
    "margin:0 -72% .4rem 0;padding:0 0 0 .5rem;border-width:0 0 0 1px;border-radius:0;"
    "max-height:none;font-size:7.5pt;line-height:1.3;box-shadow:none;background:none}"
    "mark>.r .h{display:block;font-size:8pt}mark>.r .h i,mark>.r .s{font-size:inherit}"
    "mark>.r .s{display:inline}mark>.r .s::before{content:'('}mark>.r .s::after{content:')'}"
    "mark>.r .v::after{content:';'}mark>a{border:1px solid;padding:0 .1em}}\n";

#endif
