// The picture moved by hand: dragged with a mouse once it shows a window, and zoomed with the wheel while Ctrl or ⌘ is
// held, as a pinch on a trackpad does; the wheel alone scrolls the page.

import { picture } from "./picture.js";

const STILL = 6; // pixels within which a press is no drag
let from = null; // where a drag began

/** Begins to listen; `go(move, x)` goes where a move leads. */
export function byHand(go) {
  document.addEventListener("pointerdown", (press) => {
    const grabbed = press.target.closest(".canvas.movable") && !press.target.closest("a");
    if (grabbed && press.button === 0 && press.pointerType === "mouse") from = press.clientX;
  });
  document.addEventListener("pointermove", ({ clientX }) => {
    if (from !== null && picture()) picture().style.translate = `${clientX - from}px`;
  });
  document.addEventListener("pointerup", async ({ clientX }) => {
    if (from === null) return;
    const way = clientX - from;
    from = null;
    if (Math.abs(way) > STILL) await go("by", way);
    if (picture()) picture().style.translate = ""; // the same picture, where the service did not answer
  });
  document.addEventListener("wheel", (turn) => turned(turn, go), { passive: false });
}

function turned(turn, go) {
  if (!(turn.ctrlKey || turn.metaKey) || !turn.target.closest("#canvas")) return;
  turn.preventDefault(); // the browser would zoom the whole page
  if (document.body.classList.contains("busy")) return;
  go(turn.deltaY < 0 ? "in" : "out", turn.clientX - picture().getBoundingClientRect().left);
}
