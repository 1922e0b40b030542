// Who wants a text copied sends the event "copy-text" with it and an element that says whether it could be: its
// data has the words. Without https a page may not write to the clipboard, but it may copy what is selected.
async function copy({ text, said }) {
  said.textContent = "";
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = said.dataset.copied;
  } catch {
    const before = document.activeElement;
    const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
    field.setAttribute("aria-label", said.dataset.failed);
    said.after(field);
    field.select();
    const done = document.execCommand("copy");
    said.textContent = done ? said.dataset.copied : said.dataset.failed;
    // What could not be copied stays selected, for the reader to copy.
    if (!done) return;
    field.remove();
    before.focus({ preventScroll: true });
  }
}

document.addEventListener("copy-text", (event) => copy(event.detail));
