"""How the handbook looks: on screen in two columns, light or dark, and on paper."""

STYLE = """
:root { color-scheme: light dark; --text: #1f2328; --muted: #5d6570; --paper: #fcfcfb;
  --side: #f3f3f0; --line: #d9d9d4; --accent: #1f5fa8; }
@media (prefers-color-scheme: dark) { :root { --text: #e3e5e8; --muted: #a3abb5;
  --paper: #1b1d20; --side: #222529; --line: #3a3e44; --accent: #8ab8ee; } }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: minmax(15rem, 24rem) minmax(0, 1fr);
  color: var(--text); background: var(--paper);
  font: 16px/1.5 "Source Sans 3", "Segoe UI", "Noto Sans", system-ui, sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem 1.25rem;
  background: var(--side); border-right: 1px solid var(--line); font-size: .875rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav ul ul { padding-left: 1rem; }
nav li { margin: .15rem 0; }
.contents { font-weight: 600; margin: 0 0 .5rem; }
main { padding: 2rem clamp(1rem, 4vw, 3.5rem) 6rem; max-width: 54rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 3rem 0 1rem; padding-bottom: .25rem;
  border-bottom: 1px solid var(--line); }
h3 { font-size: 1.1rem; line-height: 1.3; margin: 0 0 .4rem; }
p { margin: 0 0 .5rem; }
a { color: var(--accent); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
.small, .path { color: var(--muted); font-size: .875rem; }
.path { margin: 0; }
.path a { color: inherit; }
article { margin: 0 0 1.75rem; scroll-margin-top: 1rem; }
article.heading { margin-top: 2.5rem; }
article.heading h3 { font-size: 1.3rem; }
article:target { outline: 2px solid var(--accent); outline-offset: .5rem; }
.code { font-variant-numeric: tabular-nums; margin-right: .35rem; }
mark { background: none; color: inherit; text-decoration: underline;
  text-decoration-thickness: .1em; text-underline-offset: .2em; }
sub { color: var(--muted); font-size: .75rem; vertical-align: baseline; margin-left: .2rem; }
kbd { font: inherit; font-size: .8em; border: 1px solid var(--line); border-radius: .25rem;
  padding: 0 .35rem; margin-left: .35rem; }
code { font: .9em "Source Code Pro", Consolas, "DejaVu Sans Mono", monospace;
  overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .25rem 0 1rem; font-size: .9rem; }
th { text-align: left; font-weight: 600; }
th, td { vertical-align: top; padding: .25rem .75rem .25rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.index ul { list-style: none; margin: 0 0 1rem; padding: 0; columns: 16rem; column-gap: 2rem;
  font-size: .9rem; }
.index a { font-weight: 600; }
.index li { break-inside: avoid; padding-left: 1rem; text-indent: -1rem; }
@media (max-width: 56rem) { body { display: block; }
  nav { position: static; height: auto; max-height: 50vh; border-right: 0;
    border-bottom: 1px solid var(--line); } }
@page { margin: 18mm 16mm; }
@media print {
  :root { color-scheme: light; --text: #000; --muted: #444; --paper: #fff; --side: #fff;
    --line: #bbb; --accent: #000; }
  body { display: block; font-size: 10.5pt; line-height: 1.35; }
  nav { position: static; height: auto; max-height: none; overflow: visible; border: 0; padding: 0;
    font-size: 9pt; columns: 2; break-after: page; }
  main { padding: 0; max-width: none; }
  section { margin-top: 8mm; }
  h2 { margin-top: 0; }
  .entries, .index { break-before: page; }
  h1, h2, h3, .path { break-after: avoid; }
  article:not(.attribute), tr { break-inside: avoid; }
  thead { display: table-header-group; }
  .index ul { columns: 3; font-size: 9pt; }
}
"""
