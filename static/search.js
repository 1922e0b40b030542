// The search page works without this file; with it, filters apply as they are ticked.

const form = document.getElementById("search");
const box = document.getElementById("q");
const filters = document.getElementById("filters");
const results = document.getElementById("results");
const narrow = matchMedia("(max-width: 48rem)");

// What a page remembers for the next one; storage may be forbidden.
const memory = {
  get(key) { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } },
  set(key, value) { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* forgotten */ } },
};

// Enter that ends a composition chooses characters; Safari reports it as key code 229 only.
function keepComposing(event) {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
}

function dropEmpty(event) {
  for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
}

function showBusy() {
  const timer = setTimeout(() => results.setAttribute("aria-busy", "true"), 300);
  addEventListener("pageshow", () => { clearTimeout(timer); results.removeAttribute("aria-busy"); });
}

if (form && box) {
  document.addEventListener("keydown", keepComposing);
  form.addEventListener("formdata", dropEmpty);
  form.addEventListener("submit", showBusy);
  // A page taken from the back-forward cache shows what it found, not what was ticked on leaving it.
  addEventListener("pageshow", (event) => { if (event.persisted) form.reset(); });
}

// What tells a control of this page from the others, on the next page too.
function keyOf(control) {
  if (control.dataset.keep) return control.dataset.keep;
  if (control.type === "checkbox") return `${control.name} ${control.value}`;
  return control.id || control.closest("details")?.dataset.group || "";
}

function rememberFocus(control) {
  memory.set("focus", { key: control ? keyOf(control) : "", scroll: scrollY });
}

function restoreFocus() {
  const kept = memory.get("focus");
  memory.set("focus", null);
  if (!kept) return;
  scrollTo({ top: kept.scroll, behavior: "instant" });
  if (!kept.key) return;
  const controls = document.querySelectorAll("[data-keep], input, button, summary");
  [...controls].find((one) => keyOf(one) === kept.key)?.focus({ preventScroll: true });
}

function restoreGroups() {
  const kept = memory.get("groups") ?? {};
  for (const group of filters.querySelectorAll("details[data-group]")) {
    if (group.dataset.group in kept) group.open = kept[group.dataset.group];
    group.addEventListener("toggle", () => memory.set("groups", { ...memory.get("groups"), [group.dataset.group]: group.open }));
  }
}

// Two days are one filter: they apply once both may have been typed, when the focus leaves the pair.
function watchDays(pair) {
  let pressed = null;
  const changed = () => [...pair.querySelectorAll("input")].some((one) => one.value !== one.defaultValue);
  // What is being pressed acts by itself, and a search in between would take it away.
  addEventListener("pointerdown", (event) => { pressed = event.target.closest("a, button, .filters li label"); }, true);
  for (const kind of ["pointerup", "pointercancel", "keydown"]) addEventListener(kind, () => { pressed = null; }, true);
  pair.addEventListener("focusout", (event) => {
    const other = [...pair.querySelectorAll("input")].includes(event.relatedTarget);
    if (other || narrow.matches || pressed || !document.hasFocus() || !changed()) return;
    rememberFocus(event.relatedTarget);
    form.requestSubmit();
  });
}

if (form && filters) {
  filters.addEventListener("change", (event) => {
    // On a phone the panel covers the results: several filters are chosen, then applied.
    if (narrow.matches || event.target.form !== form || event.target.type !== "checkbox") return;
    rememberFocus(event.target);
    form.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-keep]");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) rememberFocus(link);
  });
  filters.querySelectorAll(".range").forEach(watchDays);
  restoreGroups();
  restoreFocus();
}
