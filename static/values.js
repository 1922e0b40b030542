// All values of a facet in a dialog; without this file the links lead to a page of them.

const dialog = document.querySelector("dialog.values");
const find = dialog?.querySelector("input");
const list = dialog?.querySelector("ul");
const status = dialog?.querySelector("[role=status]");
const form = document.getElementById("search");
let link = null;
let asking = null;

// The one or two names of a value: that of the page's language first, then the other, where they differ.
function namesOf(value) {
  const { language } = dialog.dataset;
  const other = language === "en" ? "zh-Hant" : "en";
  const tagged = (text, lang, className) => Object.assign(document.createElement("bdi"), { lang, textContent: text, className });
  const [first, second] = [value.label[language], value.label[other]];
  if (first === second) return [tagged(first, /\p{Script=Han}/u.test(first) ? "zh" : "en", "")];
  return [tagged(first, language, ""), " ", tagged(second, other, "other")];
}

function rowOf(value, kept) {
  const row = document.createElement("li");
  const label = document.createElement("label");
  const tick = Object.assign(document.createElement("input"), { type: "checkbox", value: value.value });
  const name = Object.assign(document.createElement("span"), { className: "value" });
  const count = Object.assign(document.createElement("data"), { value: value.count });
  tick.autocomplete = "off";
  tick.checked = kept.has(value.value) || value.selected;
  // What the panel beside the results has stays there, so that nothing is sent twice.
  tick.disabled = value.selected || value.excluded;
  name.append(...namesOf(value));
  count.textContent = value.count.toLocaleString("en");
  label.append(tick, " ", name, " ", count);
  row.append(label);
  return row;
}

const ticked = () => [...list.querySelectorAll("input:checked:enabled")].map((one) => one.value);

async function load() {
  asking?.abort();
  asking = new AbortController();
  const address = new URL(link.dataset.api, location.href);
  if (find.value.trim()) address.searchParams.set("contains", find.value.trim());
  try {
    const answer = await fetch(address, { signal: asking.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    show(await answer.json());
  } catch (error) {
    if (error.name === "AbortError") return;
    list.replaceChildren();
    status.textContent = dialog.dataset.failed;
  }
}

// Ticked values stay listed whatever is looked for.
function show(answer) {
  const chosen = [...list.children].filter((row) => row.querySelector("input:checked:enabled"));
  const kept = new Set(ticked());
  const others = answer.values.filter((value) => !kept.has(value.value)).map((value) => rowOf(value, kept));
  list.replaceChildren(...chosen, ...others);
  const said = dialog.dataset.shown.replace("{shown}", answer.values.length.toLocaleString("en"));
  status.textContent = answer.total ? said.replace("{n}", answer.total.toLocaleString("en")) : dialog.dataset.none;
}

function open(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  link = event.currentTarget;
  dialog.querySelector("h2").textContent = link.dataset.title;
  find.value = "";
  status.textContent = "";
  list.replaceChildren();
  dialog.showModal();
  load();
}

if (dialog && form) {
  let soon = 0;
  const later = () => { clearTimeout(soon); soon = setTimeout(load, 200); };
  document.querySelectorAll(".more a[data-api]").forEach((one) => one.addEventListener("click", open));
  find.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  find.addEventListener("compositionend", later);
  find.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); later(); } });
  dialog.querySelector(".close-values").addEventListener("click", () => dialog.close());
  form.addEventListener("formdata", (event) => {
    if (!dialog.open) return;
    const held = event.formData.getAll(link.dataset.facet);
    for (const value of ticked()) if (!held.includes(value)) event.formData.append(link.dataset.facet, value);
  });
}
