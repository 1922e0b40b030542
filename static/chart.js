// The timeline is read and followed without this file; with it, it is one stop for the keyboard, and says
// below itself what the bar says that is pointed at or focused.

const bars = document.querySelector(".timeline .bars");
const links = bars ? [...bars.querySelectorAll("a")] : [];
const said = document.querySelector(".timeline .said");

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

// It stands over the legend, whose links stay where they are for the keyboard.
function tell(bar) {
  said.textContent = bar ? bar.getAttribute("aria-label") : "";
  said.parentElement.classList.toggle("telling", Boolean(bar));
}

// What is focused goes on speaking when the pointer has left.
const focused = () => links.find((link) => link === document.activeElement);

if (links.length) {
  stopAt(links[0]);
  bars.addEventListener("keydown", step);
  bars.addEventListener("focusin", (event) => {
    stopAt(event.target.closest("a"));
    tell(focused());
  });
  bars.addEventListener("focusout", () => tell());
  bars.addEventListener("pointerover", (event) => tell(event.target.closest("a") ?? focused()));
  bars.addEventListener("pointerleave", () => tell(focused()));
}

// On a phone the timeline stays unfolded while its days are followed; storage may be forbidden.
const fold = document.querySelector(".fold");
if (fold) {
  try { fold.open = sessionStorage.getItem("timeline") === "open"; } catch { /* folded */ }
  fold.addEventListener("toggle", () => {
    try { sessionStorage.setItem("timeline", fold.open ? "open" : "folded"); } catch { /* forgotten */ }
  });
}
