// The timeline is read and followed without this file; with it, it is one stop for the keyboard, and says
// below itself what the bar says that is pointed at or focused.

const bars = document.querySelector(".timeline .bars");
const links = bars ? [...bars.querySelectorAll("a")] : [];
const said = document.querySelector(".timeline .said");
const usual = said ? [...said.childNodes] : [];

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };

function stopAt(bar) {
  for (const link of links) link.setAttribute("tabindex", link === bar ? "0" : "-1");
}

function step(event) {
  const by = STEPS[event.key];
  if (!by || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const at = links.indexOf(event.target.closest("a"));
  if (at < 0) return;
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, at + by))].focus();
}

function tell(event) {
  const bar = event.target.closest("a");
  if (event.type === "focusin" && bar) stopAt(bar);
  if (bar) said.replaceChildren(bar.getAttribute("aria-label"));
  else quiet();
}

// What is focused goes on speaking when the pointer has left.
function quiet() {
  const bar = links.find((link) => link === document.activeElement);
  said.replaceChildren(...(bar ? [bar.getAttribute("aria-label")] : usual));
}

if (links.length) {
  stopAt(links[0]);
  bars.addEventListener("keydown", step);
  for (const kind of ["focusin", "pointerover"]) bars.addEventListener(kind, tell);
  bars.addEventListener("pointerleave", quiet);
  bars.addEventListener("focusout", () => said.replaceChildren(...usual));
}

// On a phone the timeline stays unfolded while its days are followed; storage may be forbidden.
const fold = document.querySelector(".fold");
if (fold) {
  try { fold.open = sessionStorage.getItem("timeline") === "open"; } catch { /* folded */ }
  fold.addEventListener("toggle", () => {
    try { sessionStorage.setItem("timeline", fold.open ? "open" : "folded"); } catch { /* forgotten */ }
  });
}
