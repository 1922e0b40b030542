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

// Names and days in a text are marked lightly; who reads for long may switch that off.
function watchNames(article) {
  const label = article?.querySelector(".show-names");
  if (!label) return;
  const use = label.querySelector("input");
  const set = () => article.classList.toggle("plain-text", !use.checked);
  try { use.checked = localStorage.getItem("names") !== "off"; } catch { /* as usual */ }
  label.hidden = false;
  set();
  use.addEventListener("change", () => {
    set();
    try { localStorage.setItem("names", use.checked ? "on" : "off"); } catch { /* for this page */ }
  });
}

watchNames(document.querySelector("main.article > article"));
if (document.querySelector("main.article")) remember(location.pathname);
show();
document.addEventListener("article-shown", (event) => { remember(event.detail.path); show(); watchNames(event.detail.article); });
// A page taken from the back-forward cache learns what was read since.
addEventListener("pageshow", (event) => { if (event.persisted) show(); });
