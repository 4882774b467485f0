#include "feed/site_style.h"

namespace feed {

std::string_view site_style() {
    return R"css(:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --card: #ffffff; --ink: #1d1f21; --faint: #55595e; --line: #dcd9d2; --accent: #0b5d4a; --on-accent: #ffffff; --spoken: #ffe9a8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --card: #1d2125; --ink: #eceae6; --faint: #aeb2b7; --line: #353b41; --accent: #7fd6ba; --on-accent: #0c2019; --spoken: #4a4115;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word;
}
.wrap { max-width: 46rem; margin: 0 auto; padding: 0 1rem; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, select:focus-visible, input:focus-visible, summary:focus-visible, audio:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px;
}
h1, h2, h3 { line-height: 1.25; margin: 0 0 .5rem; text-wrap: balance; }
h1 { font-size: 1.75rem; }
h2 { font-size: 1.25rem; }
p { margin: 0 0 1rem; }
.skip, .hidden-text {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.skip:focus {
  position: static; display: block; width: auto; height: auto; margin: 0; padding: .75rem 1rem; clip-path: none;
  background: var(--accent); color: var(--on-accent);
}
[hidden] { display: none !important; }

.show { display: flex; gap: 1.25rem; align-items: flex-start; padding: 1.5rem 0 1rem; }
.show img { width: 7rem; height: 7rem; border-radius: .75rem; flex: none; }
.show .about { min-width: 0; }
.show .about p { margin: 0 0 .5rem; }
.faint { color: var(--faint); font-size: .9375rem; }
.crumb { display: flex; gap: .75rem; align-items: center; padding-block: 1rem; }
.crumb img { width: 3rem; height: 3rem; border-radius: .375rem; }
.crumb a { font-weight: 600; display: inline-block; padding: .375rem 0; }

.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; margin: 0 0 1.5rem; }
.card > :last-child { margin-bottom: 0; }
.apps { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; margin: 0 0 1rem; font-size: .9375rem; }
.button, .apps a {
  display: inline-flex; align-items: center; gap: .4rem; min-height: 2.75rem; padding: .25rem .8rem; border-radius: 1.5rem;
  border: 1px solid var(--accent); background: none; color: var(--accent); font: inherit; font-weight: 600;
  text-decoration: none; cursor: pointer;
}
.button.main { background: var(--accent); color: var(--on-accent); }
.address { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin-bottom: 1rem; }
.address label { flex: 1 1 14rem; font-size: .9375rem; color: var(--faint); }
input, select {
  font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--faint); border-radius: .5rem;
  min-height: 2.75rem; padding: .25rem .75rem; max-width: 100%;
}
.address input, .search input { width: 100%; display: block; }
summary { cursor: pointer; min-height: 2.75rem; display: flex; align-items: center; font-weight: 600; color: var(--accent); }
summary::before { content: "▸"; width: 1.25rem; }
details[open] > summary::before { content: "▾"; }
.qr { display: block; width: 13rem; max-width: 100%; height: auto; border-radius: .5rem; }

.search { margin-bottom: 1rem; }
.search label { font-size: .9375rem; color: var(--faint); }
.episodes { list-style: none; padding: 0; margin: 0 0 1.5rem; }
.episodes > li { border-top: 1px solid var(--line); padding: 1rem 0; }
.episodes h3 { font-size: 1.125rem; margin: 0 0 .25rem; }
.episodes h3 a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .2em; }
.episodes h3 a:hover { text-decoration-color: currentcolor; }
.episodes p { margin: 0 0 .75rem; }
.episodes .faint { margin-bottom: .25rem; }
.months { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
.months a { display: inline-flex; align-items: center; min-height: 2.75rem; padding: .25rem .75rem; border: 1px solid var(--line); border-radius: .5rem; }

.player audio { width: 100%; display: block; }
.player .row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .75rem 0 0; }
.player .row label { margin-inline-start: auto; font-size: .9375rem; color: var(--faint); display: flex; align-items: center; gap: .5rem; }
.player .row label + label { margin-inline-start: 0; }
.player .row select { max-width: 100%; }
.player .now { margin: 0 0 .5rem; font-weight: 600; }
.player .keys { margin: .75rem 0 0; }
.bar { position: fixed; left: 0; right: 0; bottom: 0; z-index: 1; background: var(--card); border-top: 1px solid var(--line); padding: .75rem 0; }
.bar .now { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.bar .row { margin-top: .5rem; }
body.playing { padding-bottom: 13rem; }
@media (hover: none) { .keys { display: none; } }

figure { margin: 0 0 1.5rem; max-width: 24rem; }
figure img { width: 100%; height: auto; border-radius: .75rem; display: block; aspect-ratio: 1; }
.lead { font-size: 1.125rem; font-weight: 500; }
.timed .s { cursor: pointer; }
.timed .s:hover { text-decoration: underline dotted; text-underline-offset: .2em; }
.s.spoken { background: var(--spoken); box-shadow: 0 .125rem var(--spoken), 0 -.125rem var(--spoken); }
@media (forced-colors: active) {
  .s.spoken { forced-color-adjust: none; background: Mark; color: MarkText; box-shadow: none; }
  a .s.spoken { text-decoration: underline; }
}
.text h2, .text h3, .text h4 { margin: 1.5rem 0 .5rem; }
.text blockquote { margin: 0 0 1rem; padding-left: 1rem; border-left: .25rem solid var(--line); }
.chapters { padding-left: 0; list-style: none; margin: 0; }
.chapters li { display: flex; flex-wrap: wrap; column-gap: 1rem; border-inline-start: .25rem solid transparent; padding-inline-start: .5rem; }
.chapters li + li { border-block-start: 1px solid var(--line); }
.chapters li:has([aria-current]) { border-inline-start-color: var(--accent); }
.chapters a { display: flex; gap: .75rem; padding: .5rem 0; min-height: 2.75rem; align-items: baseline; }
.chapters a[data-start] { flex: 1 1 12rem; min-width: 0; }
.chapters .title { min-width: 0; overflow-wrap: anywhere; }
.chapters [aria-current] .title { font-weight: 700; }
.chapters .more { font-size: .9375rem; }
.chapters time { font-variant-numeric: tabular-nums; }
.end { border-top: 1px solid var(--line); padding: 1rem 0 2rem; color: var(--faint); font-size: .9375rem; }
.end p { margin: 0 0 .5rem; }
@media (max-width: 30rem) {
  .show { gap: 1rem; }
  .show img { width: 5rem; height: 5rem; }
  h1 { font-size: 1.5rem; }
  .bar .keys { display: none; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --faint: #333; --accent: #000; }
  .player, .subscribe, .search, .play, .skip, .months { display: none !important; }
  body { font-size: 11pt; }
  .text a[href]::after { content: " (" attr(href) ")"; font-size: 9pt; }
  .episodes > li { break-inside: avoid; }
}
)css";
}

}  // namespace feed
