// A search in the other language comes after the page. Without this file a link leads to it.

const section = document.querySelector(".across[data-url]");

async function load(url, focused) {
  const answer = section.querySelector(".across-late");
  answer.setAttribute("aria-busy", "true");
  try {
    const got = await fetch(url);
    if (!got.ok) throw new Error(got.statusText);
    const page = new DOMParser().parseFromString(await got.text(), "text/html");
    answer.replaceChildren(document.adoptNode(page.querySelector(".across-answer")));
    // Who left a word out stays where the words are.
    if (focused) answer.querySelector(".across-terms a")?.focus({ preventScroll: true });
  } catch {
    const failed = Object.assign(document.createElement("p"), { className: "failure", textContent: section.dataset.failed });
    answer.replaceChildren(failed);
  }
  answer.removeAttribute("aria-busy");
}

if (section) {
  const path = new URL(section.dataset.url, location.href).pathname;
  load(section.dataset.url, false);
  section.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || link.pathname !== path || !plain) return;
    event.preventDefault();
    load(link.href, true);
  });
}
