/** The parts of the HTML report that are the same every time: its style and its script. */

export const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --raised: #f6f7f9; --ink: #1c2128; --soft: #59636e; --line: #d5d9df; --error: #b3261e; --warning: #7a5300; --link: #0a58ca; --mark: #ffe2dc; --mark-soft: #fff0c2; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171c; --raised: #1d2127; --ink: #e4e7eb; --soft: #9aa4b0; --line: #343a43; --error: #ff8a80; --warning: #f0b64a; --link: #7db4ff; --mark: #5c211c; --mark-soft: #4d3a0c; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 8rem; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
h2 small, .totals { color: var(--soft); font-weight: normal; }
a { color: var(--link); }
code, pre { font: .875rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.totals { margin: .25rem 0 1rem; }
.totals b { color: var(--ink); }
#controls { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; padding: .75rem 0; background: var(--ground); border-bottom: 1px solid var(--line); }
#controls[hidden] { display: none; }
#controls label { display: inline-flex; gap: .35rem; align-items: center; }
#search { flex: 1 1 14rem; }
#search input { flex: 1; }
input[type=search], select { min-width: 0; min-height: 2.5rem; padding: .25rem .6rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--raised); color: inherit; font: inherit; }
input[type=checkbox] { width: 1.15rem; height: 1.15rem; margin: 0; }
#shown { color: var(--soft); }
.overview { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: .75rem; align-items: start; margin-bottom: .5rem; }
.overview details { border: 1px solid var(--line); border-radius: .5rem; background: var(--raised); }
.overview summary { padding: .6rem .8rem; font-weight: 600; cursor: pointer; }
.overview ol { margin: 0; padding: 0 .8rem .6rem; list-style: none; max-height: 19.5rem; overflow: auto; }
.overview li { display: flex; gap: .75rem; justify-content: space-between; padding: .25rem 0; border-top: 1px solid var(--line); }
.overview li span { color: var(--soft); white-space: nowrap; }
.finding { margin: .75rem 0; border: 1px solid var(--line); border-left: .3rem solid var(--warning); border-radius: .5rem; background: var(--raised); }
.finding.error { border-left-color: var(--error); }
.finding[hidden], section[hidden] { display: none; }
.finding:target { outline: 2px solid var(--link); }
.finding > * { margin: 0; padding: .35rem .8rem; }
.finding header { display: flex; flex-wrap: wrap; gap: .15rem .75rem; padding-top: .6rem; font-size: .9rem; }
.level { font-weight: 700; color: var(--warning); }
.error .level { color: var(--error); }
.suppressed { opacity: .75; }
[data-by=file] .path { display: none; }
[data-by=file] .place::before { content: "line "; }
.place, .note { color: var(--soft); }
.note { font-size: .9rem; padding-bottom: .6rem; }
pre { overflow-x: auto; padding: .5rem 0 !important; border-top: 1px solid var(--line); border-bottom-left-radius: .2rem; background: var(--ground); border-bottom-right-radius: .5rem; tab-size: 2; overflow-wrap: normal; }
pre span { display: block; width: max-content; min-width: 100%; padding-right: .8rem; }
pre i { display: inline-block; min-width: 3.5rem; padding-right: .8rem; text-align: right; color: var(--soft); font-style: normal; user-select: none; }
mark { color: inherit; background: var(--mark-soft); border-bottom: 2px solid var(--warning); }
.error mark { background: var(--mark); border-bottom-color: var(--error); }
.none { padding: 2rem 0; color: var(--soft); }
@media (max-width: 40rem) { #controls { position: static; } html { scroll-padding-top: 1rem; } }
@media print { #controls { display: none; } pre { white-space: pre-wrap; } }
`;

/** Groups and filters the findings that are there already; without it the page shows all of them by file. */
export const SCRIPT = `
"use strict";
const byId = (id) => document.getElementById(id);
const list = byId("findings");
const cards = [...list.querySelectorAll(".finding")].map((element) => ({ element, text: element.textContent.toLowerCase() }));
const controls = byId("controls");
const [search, group, shown, none] = ["search-text", "group", "shown", "none"].map(byId);
const levels = [...controls.querySelectorAll("input[type=checkbox]")];
const draw = () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const wanted = new Set(levels.filter((box) => box.checked).map((box) => box.value));
  const groups = new Map();
  let count = 0;
  for (const { element, text } of cards) {
    const fits = wanted.has(element.dataset.kind) && words.every((word) => text.includes(word));
    element.hidden = !fits;
    if (!fits) continue;
    count++;
    const key = element.dataset[group.value];
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(element);
  }
  const sections = [...groups].sort(([a], [b]) => (a === "" ? 1 : b === "" ? -1 : a < b ? -1 : 1)).map(([key, elements]) => {
    const section = document.createElement("section");
    const title = document.createElement("h2");
    const number = document.createElement("small");
    number.textContent = " " + elements.length;
    title.append(key || "No construct", number);
    section.append(title, ...elements);
    return section;
  });
  list.dataset.by = group.value;
  list.replaceChildren(...sections, ...cards.map(({ element }) => element).filter((element) => element.hidden));
  shown.textContent = count + " of " + cards.length + " shown";
  none.hidden = count > 0;
};
const state = new URLSearchParams(location.hash.replace(/^#\\?/, ""));
if (location.hash.startsWith("#?")) {
  search.value = state.get("search") || "";
  if ([...group.options].some((option) => option.value === state.get("group"))) group.value = state.get("group");
}
controls.hidden = false;
for (const control of [search, group, ...levels]) control.addEventListener("input", draw);
for (const details of document.querySelectorAll(".overview details")) {
  details.open = matchMedia("(min-width: 50rem)").matches;
  details.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    group.value = details.dataset.by;
    for (const box of levels) box.checked = box.checked || box.value !== "suppressed";
    search.value = "";
    draw();
  });
}
draw();
// On a narrow screen the marked code may lie beyond the edge.
for (const mark of list.querySelectorAll("mark")) {
  const pre = mark.closest("pre");
  const beyond = mark.getBoundingClientRect().right - pre.getBoundingClientRect().right;
  if (beyond > 0) pre.scrollLeft = beyond + 16;
}
`;
