// Suggestions while a query is typed: an ARIA 1.2 combobox with a list. Without this file the form is a plain one.

const form = document.getElementById("search");
const box = form?.querySelector("#q");
const WAIT = 80;

// Filters of the search besides its words: a number in the list is of a search without any.
const PLAIN = new Set(["q", "ui", "sort", "view", "size", "chart"]);
const isFiltered = () => [...new FormData(form)].some(([name, value]) => value && !PLAIN.has(name));

function element(name, attributes, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

class Suggestions {
  constructor() {
    const { language, list, shown, kinds } = form.dataset;
    Object.assign(this, { language, shown, kinds: JSON.parse(kinds), options: [], at: -1, typed: box.value, soon: 0 });
    this.list = element("ul", { id: "suggestions", role: "listbox", "aria-label": list, hidden: "" });
    this.status = element("span", { class: "unseen", "aria-live": "polite" });
    box.closest(".box").append(this.list, this.status);
    const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions" };
    for (const [key, value] of Object.entries(combobox)) box.setAttribute(key, value);
    box.addEventListener("input", (event) => { if (!event.isComposing) this.later(); });
    box.addEventListener("compositionstart", () => this.close());
    box.addEventListener("compositionend", () => this.later());
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("blur", () => this.close());
    form.addEventListener("submit", () => this.close());
    addEventListener("pageshow", () => this.close());
    // The focus stays in the box while the list is pointed at.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const at = [...this.list.children].indexOf(event.target.closest("li"));
      if (at >= 0) this.choose(this.options[at]);
    });
  }

  later() {
    clearTimeout(this.soon);
    // What was chosen before more was typed is chosen no longer.
    if (this.at >= 0) this.step(-1 - this.at);
    this.soon = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.asking?.abort();
    this.asking = new AbortController();
    const typed = box.value;
    if (!typed.trim()) return this.close();
    const address = new URL(form.dataset.suggest, location.href);
    address.searchParams.set("q", typed);
    address.searchParams.set("ui", this.language);
    try {
      const answer = await fetch(address, { signal: this.asking.signal });
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (box.value === typed && document.activeElement === box) this.show(typed, found);
    } catch (error) {
      // Nobody asked for suggestions: where they cannot be had, the query is typed without.
      if (error.name !== "AbortError") this.close();
    }
    return undefined;
  }

  show(typed, options) {
    this.close();
    if (!options.length) return;
    Object.assign(this, { typed, options, at: -1 });
    const counted = !isFiltered();
    this.list.replaceChildren(...options.map((option, number) => this.row(option, number, counted)));
    this.list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    this.status.textContent = this.shown.replace("{n}", options.length);
  }

  // The one or two names of a suggestion, what it is, and how many articles it leads to.
  row(option, number, counted) {
    const { language } = this;
    const other = language === "en" ? "zh-Hant" : "en";
    const [first, second] = [option.label[language], option.label[other]];
    const han = /\p{Script=Han}/u.test(first);
    const names = element("span", { class: "name" }, element("bdi", { lang: first === second ? (han ? "zh" : "en") : language }, first));
    if (first !== second) names.append(" ", element("bdi", { lang: other, class: "other" }, second));
    // Notes of the list of names are in English.
    const note = language === "en" ? option.note : "";
    const row = element("li", { id: `suggestion-${number}`, role: "option", "aria-selected": "false" }, names, " ");
    // A name that links to nobody.
    const unresolved = option.value?.startsWith("c:") ? ` · ${this.kinds.unresolved}` : "";
    row.append(element("span", { class: "kind" }, note || this.kinds[option.kind] + unresolved));
    if (counted && option.count !== null) row.append(" ", element("data", { value: option.count }, option.count.toLocaleString("en")));
    return row;
  }

  close() {
    clearTimeout(this.soon);
    this.asking?.abort();
    this.list.hidden = true;
    this.status.textContent = "";
    this.options = [];
    this.at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  // Before the first and behind the last stands what was typed.
  step(by) {
    const places = this.options.length + 1;
    this.at = ((this.at + 1 + by + places) % places) - 1;
    [...this.list.children].forEach((row, number) => row.setAttribute("aria-selected", String(number === this.at)));
    const row = this.list.children[this.at];
    row?.scrollIntoView({ block: "nearest" });
    if (row) box.setAttribute("aria-activedescendant", row.id);
    else box.removeAttribute("aria-activedescendant");
  }

  press(event) {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" && !open && box.value.trim()) this.ask();
    else if (event.key === "ArrowDown" && open) this.step(1);
    else if (event.key === "ArrowUp" && open) this.step(-1);
    else if (event.key === "Escape" && open) this.close();
    else if (event.key === "Enter" && open && this.at >= 0) this.choose(this.options[this.at]);
    else return;
    event.preventDefault();
  }

  choose(option) {
    this.close();
    box.value = option.query;
    // Behind a field its value is typed.
    if (option.kind === "field") return this.ask();
    if (option.facet) {
      form.addEventListener("formdata", ({ formData }) => {
        if (!formData.getAll(option.facet).includes(option.value)) formData.append(option.facet, option.value);
        // To choose a value ends its exclusion.
        const others = formData.getAll(`-${option.facet}`).filter((value) => value !== option.value);
        formData.delete(`-${option.facet}`);
        for (const value of others) formData.append(`-${option.facet}`, value);
      }, { once: true });
    }
    return form.requestSubmit();
  }
}

if (box && form.dataset.suggest) new Suggestions();
