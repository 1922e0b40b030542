// What is nearest in the other language comes after the page. Without this file a link leads to it.

// On the page of an article, and of one that is read beside the list.
async function fill(section) {
  if (!section) return;
  section.setAttribute("aria-busy", "true");
  try {
    const got = await fetch(section.dataset.url);
    if (!got.ok) throw new Error(got.statusText);
    const page = new DOMParser().parseFromString(await got.text(), "text/html");
    section.replaceChildren(document.adoptNode(page.querySelector(".nearest-answer")));
  } catch {
    const failed = Object.assign(document.createElement("p"), { className: "failure", textContent: section.dataset.failed });
    section.append(failed);
  }
  section.removeAttribute("aria-busy");
}

fill(document.querySelector("main.article > article .nearest"));
document.addEventListener("article-shown", (event) => fill(event.detail.article.querySelector(".nearest")));

// In a list: for results that a reader sees, a few at a time, one request after the other.
const MOST = 5;
const list = document.querySelector("ol.hits[data-twins]");
const waiting = new Set();
let asking = false;

function add(item, link) {
  const line = item.querySelector(".by > p");
  if (!line || line.querySelector(".twin")) return;
  line.append(" · ", link);
}

async function ask() {
  if (asking) return;
  asking = true;
  try {
    while (waiting.size) {
      const items = [...waiting].slice(0, MOST);
      items.forEach((item) => waiting.delete(item));
      const url = new URL(list.dataset.twins, location.href);
      for (const item of items) url.searchParams.append("id", item.dataset.id);
      const got = await fetch(url);
      // Results are whole without them.
      if (!got.ok) continue;
      const page = new DOMParser().parseFromString(await got.text(), "text/html");
      for (const twin of page.querySelectorAll(".twins li")) {
        const item = items.find((each) => each.dataset.id === twin.dataset.id);
        if (item) add(item, document.adoptNode(twin.querySelector("a")));
      }
    }
  } catch {
    waiting.clear();
  }
  asking = false;
}

if (list) {
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      waiting.add(entry.target);
    }
    ask();
  });
  for (const item of list.querySelectorAll(":scope > li[data-id]")) seen.observe(item);
}
