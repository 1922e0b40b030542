// Single keys, each of which also has a button or a link: / ? j k n N t x. They can be turned off.

const dialog = document.querySelector("dialog.keys");
const use = dialog.querySelector(".use-keys");
const opener = document.querySelector(".open-keys");

// The reader's choice; storage may be forbidden.
const choice = {
  get on() { try { return localStorage.getItem("keys") !== "off"; } catch { return use.checked; } },
  set on(on) { try { localStorage.setItem("keys", on ? "on" : "off"); } catch { /* for this page */ } },
};

function isTyping(target) {
  return target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

function focusBox() {
  const box = document.getElementById("q");
  box?.focus();
  box?.select();
  return box;
}

function showKeys() {
  use.checked = choice.on;
  dialog.showModal();
  return dialog;
}

// The result that has the focus, or the one whose article is read beside the list.
function hitHere() {
  return document.activeElement.closest("ol.hits > li") ?? document.querySelector("ol.hits > li[aria-current]");
}

function stepResults(by) {
  const links = [...document.querySelectorAll("ol.hits h2 a")];
  const hit = hitHere();
  const at = links.findIndex((link) => hit?.contains(link));
  // From a hit that the skip link led to, the first step is to its own headline.
  const here = at >= 0 && document.activeElement === hit && by > 0;
  const next = at < 0 ? (by > 0 ? 0 : -1) : here ? at : at + by;
  links[next]?.focus();
  links[next]?.closest("li").scrollIntoView({ block: "nearest" });
  if (links[next]) document.dispatchEvent(new CustomEvent("stepped", { detail: links[next] }));
  return links[next];
}

function tickResult() {
  const tick = hitHere()?.querySelector(".keep");
  tick?.click();
  return tick;
}

// Where a query stands in an article. A name may part a mark in two that touch: they are one hit.
function hitsOf(article) {
  const hits = [];
  for (const mark of article.querySelectorAll("mark")) {
    const last = hits.at(-1)?.at(-1);
    if (last && touch(last, mark)) hits.at(-1).push(mark);
    else hits.push([mark]);
  }
  return hits;
}

function touch(one, other) {
  const between = document.createRange();
  between.setStartAfter(one);
  between.setEndBefore(other);
  const block = (mark) => mark.closest("p, h1, h2");
  return between.toString() === "" && block(one) === block(other);
}

let shown = null;
let hits = [];
let at = -1;

// The article whose hits are stepped through: that of the page, or the one in its reading pane.
function watchHits(article) {
  shown = article?.querySelector(".hits-here") ?? null;
  hits = shown ? hitsOf(article) : [];
  at = -1;
  if (!shown) return;
  for (const [name, by] of [["previous", -1], ["next", 1]]) {
    const button = shown.querySelector(`.${name}-hit`);
    button.hidden = false;
    button.addEventListener("click", () => { stepHits(by); button.focus({ preventScroll: true }); });
  }
}

// In the reading pane only that scrolls: the list beside it keeps its place.
function centre(mark) {
  const pane = mark.closest(".pane");
  if (!pane) return mark.scrollIntoView({ block: "center" });
  const [outer, inner] = [pane, mark].map((one) => one.getBoundingClientRect());
  return pane.scrollBy({ top: inner.top + inner.height / 2 - outer.top - outer.height / 2 });
}

function stepHits(by) {
  if (!hits.length) return null;
  hits[at]?.forEach((mark) => mark.classList.remove("current"));
  at = at < 0 && by < 0 ? hits.length - 1 : (at + by + hits.length) % hits.length;
  hits[at].forEach((mark) => mark.classList.add("current"));
  const [mark] = hits[at];
  mark.tabIndex = -1;
  mark.focus({ preventScroll: true });
  centre(mark);
  const said = shown.dataset.at.replace("{at}", at + 1).replace("{n}", hits.length);
  shown.querySelector("[role=status]").textContent = said;
  return mark;
}

// What is nearest in the other language, or where it is told.
function openTwin() {
  const link = document.querySelector(".nearest .counterpart") ?? document.querySelector(".nearest .look");
  link?.click();
  return link;
}

const KEYS = {
  "/": focusBox,
  "?": showKeys,
  j: () => stepResults(1),
  k: () => stepResults(-1),
  n: () => stepHits(1),
  N: () => stepHits(-1),
  x: tickResult,
  t: openTwin,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!choice.on || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (Object.hasOwn(KEYS, event.key) && KEYS[event.key]()) event.preventDefault();
});

opener.hidden = false;
opener.addEventListener("click", showKeys);
use.addEventListener("change", () => { choice.on = use.checked; });

watchHits(document.querySelector("main.article > article"));
document.addEventListener("article-left", () => watchHits(null));
document.addEventListener("article-shown", (event) => watchHits(event.detail.article));
