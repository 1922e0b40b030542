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

function focusBox(event) {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  event.preventDefault();
  box.focus();
  box.select();
}

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

if (form) {
  document.addEventListener("keydown", focusBox);
  box.addEventListener("keydown", keepComposing);
  form.addEventListener("formdata", dropEmpty);
  form.addEventListener("submit", showBusy);
  // A page taken from the back-forward cache shows what it found, not what was ticked on leaving it.
  addEventListener("pageshow", (event) => { if (event.persisted) form.reset(); });
}

function rememberFocus(control) {
  memory.set("focus", { name: control.name, value: control.type === "checkbox" ? control.value : null, scroll: scrollY });
}

function restoreFocus() {
  const kept = memory.get("focus");
  memory.set("focus", null);
  if (!kept) return;
  const control = [...form.elements].find((one) => one.name === kept.name && (kept.value === null || one.value === kept.value));
  scrollTo({ top: kept.scroll, behavior: "instant" });
  control?.focus({ preventScroll: true });
}

function restoreGroups() {
  const kept = memory.get("groups") ?? {};
  for (const group of filters.querySelectorAll("details[data-group]")) {
    if (group.dataset.group in kept) group.open = kept[group.dataset.group];
    group.addEventListener("toggle", () => memory.set("groups", { ...memory.get("groups"), [group.dataset.group]: group.open }));
  }
}

if (form && filters) {
  filters.addEventListener("change", (event) => {
    // On a phone the panel covers the results: several filters are chosen, then applied.
    if (narrow.matches || event.target.form !== form) return;
    rememberFocus(event.target);
    form.requestSubmit();
  });
  restoreGroups();
  restoreFocus();
}
