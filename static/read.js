// Articles that were read look so under whatever search they are found: browsers know visited addresses
// only, and an article's holds the search. Nothing leaves the browser.

const MOST = 500;
const KEY = "read";

// Storage may be forbidden: then nothing is remembered.
function paths() {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return []; }
}

function remember(path) {
  const read = [...paths().filter((one) => one !== path), path].slice(-MOST);
  try { localStorage.setItem(KEY, JSON.stringify(read)); } catch { /* forgotten */ }
}

function show() {
  const read = new Set(paths());
  for (const link of document.querySelectorAll("ol.hits h2 a")) {
    link.classList.toggle("read", read.has(link.pathname));
  }
}

if (document.querySelector("main.article")) remember(location.pathname);
show();
document.addEventListener("article-shown", (event) => { remember(event.detail.path); show(); });
// A page taken from the back-forward cache learns what was read since.
addEventListener("pageshow", (event) => { if (event.persisted) show(); });
