// What a reader takes along from an article: copies of its citations and links, and a link to selected words.

// The article that is read, on its own page or beside the list, and what is offered in it.
let article = null;
let offer = null;

function showButtons(root) {
  for (const button of root.querySelectorAll("button.copy")) button.hidden = false;
}

// Also of an article that is read beside the list.
document.addEventListener("click", ({ target }) => {
  const button = target.closest("button.copy");
  if (!button) return;
  const source = button.closest(".cite, .passage, .command").querySelector(button.dataset.copies);
  const detail = { text: source.href ?? source.textContent, said: button.parentElement.querySelector(".take-status") };
  document.dispatchEvent(new CustomEvent("copy-text", { detail }));
});

const curator = document.querySelector(".curator");
if (curator) showButtons(curator);

// Offsets are in code points, as everywhere in the archive.
function points(range) { return [...range.toString()].length; }

// What of a text is selected: its name, and from where to where, without the spaces at its ends.
function selectedIn(holder, selected) {
  const part = document.createRange();
  part.selectNodeContents(holder);
  const before = part.cloneRange();
  if (part.compareBoundaryPoints(Range.START_TO_START, selected) < 0) part.setStart(selected.startContainer, selected.startOffset);
  if (part.compareBoundaryPoints(Range.END_TO_END, selected) > 0) part.setEnd(selected.endContainer, selected.endOffset);
  const text = part.toString();
  if (!text.trim()) return null;
  before.setEnd(part.startContainer, part.startOffset);
  const start = Number(holder.dataset.start) + points(before) + [...text].length - [...text.trimStart()].length;
  return { field: holder.dataset.field ?? "body", start, end: start + [...text.trim()].length };
}

function selectedPassage() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const selected = selection.getRangeAt(0);
  const holders = [...article.querySelectorAll("[data-start]")].filter((holder) => selected.intersectsNode(holder));
  const parts = holders.map((holder) => selectedIn(holder, selected)).filter(Boolean);
  if (!parts.length) return null;
  // Headline and text are two texts: a passage lies in one.
  const same = parts.filter((part) => part.field === parts[0].field);
  return `${same[0].field}.${same[0].start}-${same.at(-1).end}`;
}

function watchWords(shown) {
  article = shown;
  const link = Object.assign(document.createElement("a"), { textContent: article.dataset.passage });
  offer = Object.assign(document.createElement("p"), { className: "offer", hidden: true });
  offer.lang = document.documentElement.lang;
  offer.append(link);
  article.append(offer);
  // The words stay selected while the link is pressed.
  offer.addEventListener("mousedown", (event) => event.preventDefault());
}

document.addEventListener("selectionchange", () => {
  if (!article || offer.contains(document.activeElement)) return;
  const passage = selectedPassage();
  offer.hidden = !passage;
  if (!passage) return;
  const address = new URL(article.dataset.place, location.href);
  address.searchParams.set("quote", passage);
  offer.querySelector("a").href = address.href;
});

function show(shown) {
  showButtons(shown);
  watchWords(shown);
}

document.addEventListener("article-shown", (event) => show(event.detail.article));
const own = document.querySelector("main.article > article[data-place]");
if (own) show(own);
