// Articles and searches that a reader keeps. They stay in this browser; a list is shared by its address.

// As in archive/web/kept.py.
const MOST = 200;
const MOST_CHARACTERS = 16000;
const MOST_SEARCHES = 50;

// Of a search that found nothing: before whatever comes.
const NEVER = "1970-01-01T00:00:00Z";

const link = document.querySelector(".kept-link");
const page = document.querySelector(".kept-list");
const items = [...document.querySelectorAll("ol.hits > li[data-id]")];

// Storage may be forbidden or full: then what is kept lasts as long as the page.
const store = {
  held: {},
  get(key) {
    if (key in this.held) return this.held[key];
    try {
      const value = JSON.parse(localStorage.getItem(key));
      return Array.isArray(value) ? value : [];
    } catch { return []; }
  },
  set(key, value) {
    delete this.held[key];
    try { localStorage.setItem(key, JSON.stringify(value)); } catch { this.held[key] = value; }
  },
};

function addressOf(ids) {
  const address = new URL(link.dataset.page, location.href);
  for (const id of ids) address.searchParams.append("id", id);
  return address.href;
}

function showCount() {
  const ids = store.get("kept");
  const count = link.querySelector("b");
  link.href = addressOf(ids);
  count.textContent = ids.length;
  count.hidden = !ids.length;
}

// Whether it could be kept.
function keep(id, on) {
  const others = store.get("kept").filter((other) => other !== id);
  if (on && (others.length >= MOST || [...others, id].join("").length > MOST_CHARACTERS)) {
    alert(link.dataset.full);
    return false;
  }
  store.set("kept", on ? [...others, id] : others);
  return true;
}

function addTick(item) {
  const headline = item.querySelector("h2 a").textContent;
  const tick = Object.assign(document.createElement("input"), { type: "checkbox", className: "keep", autocomplete: "off" });
  tick.title = link.dataset.keep;
  tick.setAttribute("aria-label", `${link.dataset.keep}: ${headline}`);
  tick.addEventListener("change", () => {
    if (!keep(item.dataset.id, tick.checked)) tick.checked = false;
    showAll();
  });
  item.append(tick);
}

function showTicks() {
  const kept = new Set(store.get("kept"));
  for (const item of items) item.querySelector(".keep").checked = kept.has(item.dataset.id);
}

function showAll() {
  showTicks();
  showCount();
}

// Searches: [address from "?" on, words, articles then, when the last of them had come].
const button = document.querySelector(".save-search");

// The pages of one search are one search, in each language of the page.
function thisSearch() {
  const asked = new URLSearchParams(location.search);
  asked.delete("page");
  asked.delete("ui");
  return `?${asked}`;
}

// In the language of this page.
function openingOf(search) {
  const address = new URL(link.dataset.search, location.href);
  for (const [name, value] of new URLSearchParams(search)) {
    if (name !== "ui") address.searchParams.append(name, value);
  }
  return address.href;
}

function wordsOfSearch() {
  const query = document.getElementById("q").value.trim();
  const chips = [...document.querySelectorAll(".chip")].map((chip) => {
    const copy = chip.cloneNode(true);
    copy.querySelectorAll(".unseen, .cross").forEach((extra) => extra.remove());
    return copy.textContent.trim();
  });
  return [query, ...chips].filter(Boolean).join(" · ") || document.title;
}

function showButton() {
  const saved = store.get("saved").some(([address]) => address === thisSearch());
  button.textContent = saved ? button.dataset.saved : button.dataset.save;
  button.setAttribute("aria-pressed", saved);
}

// What came after an instant, or when the last came: the server's own clock, so that no other is trusted.
async function newsOf(search, since) {
  const address = new URL(link.dataset.news, location.href);
  address.search = search;
  if (since) address.searchParams.set("since", since);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

// Whoever looks at a saved search has seen what it finds.
async function lookAt(search) {
  const { latest } = await newsOf(search);
  const rows = store.get("saved");
  const row = rows.find(([address]) => address === search);
  if (!row) return;
  row[2] = Number(button?.dataset.total ?? row[2]);
  row[3] = latest ?? NEVER;
  store.set("saved", rows);
}

function seeSearch() {
  if (store.get("saved").some(([address]) => address === thisSearch())) lookAt(thisSearch()).catch(() => { /* as seen before */ });
}

function toggleSearch() {
  const others = store.get("saved").filter(([address]) => address !== thisSearch());
  const before = others.length < store.get("saved").length;
  const total = Number(button.dataset.total);
  store.set("saved", before ? others : [[thisSearch(), wordsOfSearch(), total], ...others].slice(0, MOST_SEARCHES));
  showButton();
  seeSearch();
}

function rowOf([address, words, total], remove) {
  const row = document.createElement("li");
  const way = Object.assign(document.createElement("a"), { href: openingOf(address), textContent: words, dir: "auto" });
  const count = Object.assign(document.createElement("data"), { value: total, textContent: total.toLocaleString("en") });
  row.append(way, " ", count);
  if (!remove) return row;
  const forget = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: remove });
  forget.setAttribute("aria-label", `${remove}: ${words}`);
  forget.addEventListener("click", () => {
    store.set("saved", store.get("saved").filter(([other]) => other !== address));
    showSearches();
  });
  row.append(" ", forget);
  return row;
}

// One search after the other, so that other readers do not wait.
async function showNews(section, list, rows) {
  const said = section.querySelector("[role=status]");
  const items = [...list.children];
  let searches = 0;
  for (const [number, [address, , , since]] of rows.entries()) {
    try {
      const news = since ? await newsOf(address, since) : (await lookAt(address), { new: 0 });
      if (!items[number].isConnected) return;
      if (!news.new) continue;
      searches += 1;
      const count = Object.assign(document.createElement("b"), { className: "new", textContent: list.dataset.new.replace("{n}", news.new.toLocaleString("en")) });
      items[number].querySelector("data").after(count);
    } catch {
      said.textContent = list.dataset.failed;
      return;
    }
  }
  said.textContent = searches ? list.dataset.news.replace("{n}", searches) : list.dataset.none;
}

function showSearches() {
  for (const section of document.querySelectorAll(".saved")) {
    const list = section.querySelector("ul");
    const rows = store.get("saved");
    section.hidden = !rows.length;
    list.replaceChildren(...rows.map((row) => rowOf(row, list.dataset.remove)));
    if (rows.length) showNews(section, list, rows);
  }
}

function copy(text) {
  document.dispatchEvent(new CustomEvent("copy-text", { detail: { text, said: page.querySelector(".copied") } }));
}

function listed() {
  return items.map((item) => {
    const headline = item.querySelector("h2 a");
    const source = item.querySelector(".source bdi")?.textContent ?? "";
    const day = item.querySelector("time")?.dateTime.slice(0, 10) ?? "";
    const address = new URL(headline.getAttribute("href"), location.href).href;
    return [headline.textContent.trim(), [source, day].filter(Boolean).join(", "), address].join("\n");
  }).join("\n\n");
}

function keepAll() {
  for (const item of items) if (!keep(item.dataset.id, true)) break;
  showAll();
}

// Those that the archive has no more are let go of too: they have no tick.
function keepNone() {
  for (const { dataset } of page.querySelectorAll("li[data-id], .missing bdi")) keep(dataset.id, false);
  showAll();
}

function openPage() {
  const actions = {
    ".copy-link": () => copy(addressOf(items.map((item) => item.dataset.id))),
    ".copy-list": () => copy(listed()),
    ".keep-all": keepAll,
    ".keep-none": keepNone,
  };
  for (const [name, act] of Object.entries(actions)) {
    const control = page.querySelector(name);
    if (!control) continue;
    control.hidden = false;
    control.addEventListener("click", act);
  }
  // Without a list in the address this is the reader's own.
  const ids = store.get("kept");
  if (ids.length && !new URLSearchParams(location.search).has("id")) location.replace(addressOf(ids));
}

function showKept() {
  showAll();
  showSearches();
  if (button) showButton();
}

items.forEach(addTick);
if (button) {
  button.hidden = false;
  button.addEventListener("click", toggleSearch);
}
showKept();
if (button) seeSearch();
if (page) openPage();
// A page taken from the back-forward cache learns what was kept since; another tab may keep some too.
addEventListener("pageshow", (event) => { if (event.persisted) showKept(); });
addEventListener("storage", showKept);
