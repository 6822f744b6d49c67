// The picture: drawn in the width that there is, and the windows of time that it can be moved to.

import { address, ask, fixed, selecting, words } from "./address.js";
import { inWords, knots, moved } from "./window.js";

const LIMIT = 250;
const one = (selector) => document.querySelector(selector);

/** The picture itself. */
export const picture = () => one("#canvas svg");

/** Draws the picture in the width that there is, where it has another; `anew` also where it has this one. */
export async function fit({ anew = false } = {}) {
  const canvas = one("#canvas");
  if (!canvas) return;
  one(".tools")?.removeAttribute("hidden");
  const width = Math.max(320, Math.min(4000, Math.floor(canvas.clientWidth)));
  const drawn = Number(picture().getAttribute("width"));
  if (anew || width < drawn || width > drawn + 8) await redraw(width);
  canvas.classList.add("fitted");
  canvas.classList.toggle("wide", canvas.scrollWidth > canvas.clientWidth);
  allow();
}

/** Fetches the picture: the feed's, or that of an event's own page, whose chain no short URL could name. */
async function redraw(width) {
  const { from } = one("#picture").dataset;
  const asked = new URLSearchParams([...fixed(), ...selecting()]);
  asked.set("width", width);
  asked.set("heading", "false");
  asked.set("legend", one(".keys") ? "lines" : "all");
  if (from !== location.pathname) asked.set("limit", LIMIT);
  const { ok, page } = await ask(address(asked, from));
  if (!ok) return;
  const drawn = page.querySelector("svg.cl");
  for (const mark of drawn.querySelectorAll("a.event")) mark.setAttribute("href", new URL(mark.getAttribute("href"), location).pathname);
  const focused = document.activeElement.closest("#canvas a[data-id]")?.dataset.id;
  picture().replaceWith(document.adoptNode(drawn));
  if (focused) one(`#canvas a[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** Moves that lead somewhere: without a window, there is nothing outside of the picture. */
function allow() {
  const inside = words().has("since") || words().has("until");
  for (const button of document.querySelectorAll("[data-move]")) {
    button.disabled = button.dataset.move !== "in" && !inside;
  }
  one("#canvas").classList.toggle("movable", inside && one("[data-move]") !== null);
}

/** Where a move leads ("in" around the pixel `x`, "by" `x` pixels, "out", "earlier", "later", "whole"); null: nowhere. */
export function leading(move, x) {
  const button = one(`[data-move="${move === "by" ? "later" : move}"]`);
  if (!button || button.disabled) return null;
  const asked = words();
  asked.delete("since");
  asked.delete("until");
  if (move !== "whole") {
    const [since, until] = inWords(moved(knots(picture()), move, x));
    asked.set("since", since);
    asked.set("until", until);
  }
  return address(asked);
}
