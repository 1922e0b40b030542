// On a wide page an article is read beside the list. Every headline stays a link: Enter, a new tab and a page
// without this file lead to the article's own page.

const wide = matchMedia("(min-width: 75rem)");
const pane = document.querySelector(".pane");
const page = document.querySelector(".page");
const text = pane?.querySelector(".pane-text");
const links = [...document.querySelectorAll("ol.hits h2 a")];
let shown = null;
let asking = null;

function itemOf(link) { return link.closest("li"); }

// The list becomes narrower: what was looked at stays where it was.
function holding(link, change) {
  const before = itemOf(link).getBoundingClientRect().top;
  change();
  scrollBy({ top: itemOf(link).getBoundingClientRect().top - before, behavior: "instant" });
}

function setOpen(open) {
  pane.hidden = !open;
  page.classList.toggle("with-pane", open);
  document.body.classList.toggle("reading", open);
}

function mark(link) {
  if (shown) itemOf(shown).removeAttribute("aria-current");
  shown = link;
  if (link) itemOf(link).setAttribute("aria-current", "true");
  const hash = link ? `#read-${links.indexOf(link) + 1}` : " ";
  history.replaceState(history.state, "", link ? hash : location.pathname + location.search);
  // The same page in another language shows it too.
  for (const other of document.querySelectorAll(".languages a")) other.hash = link ? hash : "";
}

async function show(link) {
  asking?.abort();
  asking = new AbortController();
  if (pane.hidden) holding(link, () => setOpen(true));
  mark(link);
  pane.querySelector(".open-article").href = link.href;
  // Until the article is there its headline stands for it.
  const headline = Object.assign(document.createElement("h2"), { lang: itemOf(link).lang, textContent: link.textContent });
  text.replaceChildren(headline);
  document.dispatchEvent(new CustomEvent("article-left"));
  text.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.href, { signal: asking.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    fill(new DOMParser().parseFromString(await answer.text(), "text/html"), link);
  } catch (error) {
    if (error.name === "AbortError") return;
    text.replaceChildren(Object.assign(document.createElement("p"), { className: "failure", textContent: pane.dataset.failed }));
  }
  text.removeAttribute("aria-busy");
}

// The page has its own first heading.
function lowered(heading) {
  const lower = document.createElement("h2");
  for (const { name, value } of heading.attributes) lower.setAttribute(name, value);
  lower.append(...heading.childNodes);
  heading.replaceWith(lower);
}

function fill(answer, link) {
  const parts = answer.querySelectorAll("main.article > article, main.article > .named");
  parts.forEach((part) => part.querySelectorAll("h1").forEach(lowered));
  text.replaceChildren(...[...parts].map((part) => document.adoptNode(part)));
  pane.scrollTop = 0;
  pane.querySelector("[role=status]").textContent = link.textContent.trim();
  const detail = { article: text.querySelector("article"), path: link.pathname };
  document.dispatchEvent(new CustomEvent("article-shown", { detail }));
}

function close() {
  asking?.abort();
  const last = shown;
  holding(last, () => setOpen(false));
  mark(null);
  text.replaceChildren();
  last.focus({ preventScroll: true });
}

function opens(event) {
  // A click by Enter has no detail; with a key held it opens elsewhere.
  return wide.matches && event.detail > 0 && event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

// The address may name one, also where it is changed in this page.
function openAsked() {
  const asked = links[Number(location.hash.match(/^#read-(\d+)$/)?.[1]) - 1];
  if (asked && wide.matches) show(asked);
}

if (pane && links.length) {
  for (const link of links) {
    link.addEventListener("click", (event) => {
      if (!opens(event)) return;
      event.preventDefault();
      show(link);
    });
  }
  document.addEventListener("stepped", (event) => { if (wide.matches) show(event.detail); });
  document.addEventListener("keydown", (event) => {
    // In a field Escape empties it or ends a composition.
    const typing = event.isComposing || event.target.closest("input:not([type=checkbox]), textarea");
    if (event.key === "Escape" && shown && !typing && !document.querySelector("dialog[open]")) close();
  });
  pane.querySelector(".close-pane").addEventListener("click", close);
  wide.addEventListener("change", () => { if (!wide.matches && shown) close(); });
  addEventListener("hashchange", openAsked);
  openAsked();
}
