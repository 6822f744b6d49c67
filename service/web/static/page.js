// What the page does beyond its HTML: zooms, filters without a reload, lights chains. Every state is a URL.

import { light } from "./chain.js";
import { inWords, knots, moved } from "./window.js";

const LIMIT = 500;
const KEYS = { "+": "in", "=": "in", "-": "out", ArrowLeft: "earlier", ArrowRight: "later", 0: "whole" };
const one = (selector) => document.querySelector(selector);
const picture = () => one("#canvas svg");

let pinned = null;
let here = location.pathname + location.search;
let asking = new AbortController();

/** The words of the URL that hold something. */
function words(search = location.search) {
  return new URLSearchParams([...new URLSearchParams(search)].filter(([, text]) => text));
}

/** Goes where a form or a zoom leads, without a reload; what is shown stays when the service does not answer. */
async function show(url, { push = true } = {}) {
  asking.abort();
  asking = new AbortController();
  document.body.classList.add("busy");
  try {
    const answer = await fetch(url, { signal: asking.signal, headers: { Accept: "text/html" } });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!next.querySelector("main")) throw new TypeError("no page");
    if (push) history.pushState(null, "", url);
    here = location.pathname + location.search;
    await swap(next);
  } catch (error) {
    if (error.name === "AbortError") return;
    lost(error);
  }
  document.body.classList.remove("busy");
}

/** Puts the next page in the place of this one; the focus stays on what it was on. */
async function swap(next) {
  const { id, dataset } = document.activeElement;
  document.title = next.title;
  one("main").replaceWith(document.adoptNode(next.querySelector("main")));
  pinned = null;
  const again = id ? `#${CSS.escape(id)}` : dataset.move ? `[data-move="${dataset.move}"]` : "#none";
  one(".tools")?.removeAttribute("hidden");
  one(again)?.focus({ preventScroll: true });
  await fit();
  if (one("[data-move]:focus:disabled")) one("#canvas").focus({ preventScroll: true });
  one("#news").textContent = (one("#told") ?? one(".notice")).textContent;
}

/** Draws the picture in the width that there is. */
async function fit() {
  const canvas = one("#canvas");
  if (!canvas) return;
  one(".tools")?.removeAttribute("hidden");
  link();
  const width = Math.max(320, Math.min(4000, Math.floor(canvas.clientWidth)));
  if (Math.abs(width - Number(picture().getAttribute("width"))) > 8) await redraw(canvas, width);
  canvas.classList.add("fitted");
  allow();
}

/** Fetches the picture: the feed's, or that of an event's own page, whose chain no short URL could name. */
async function redraw(canvas, width) {
  const { from } = one("#picture").dataset;
  const asked = words();
  asked.set("width", width);
  if (from !== location.pathname) asked.set("limit", LIMIT);
  const answer = await fetch(`${from}?${asked}`, { signal: asking.signal });
  if (!answer.ok) return;
  const type = answer.headers.get("Content-Type").split(";")[0];
  const drawn = new DOMParser().parseFromString(await answer.text(), type).querySelector("svg.cl");
  for (const mark of drawn.querySelectorAll("a.event")) mark.setAttribute("href", new URL(mark.getAttribute("href"), location).pathname);
  picture().replaceWith(document.adoptNode(drawn));
}

/** The feeds of what is selected now. */
function link() {
  for (const feed of document.querySelectorAll("#feeds a")) feed.search = words();
}

/** Moves that lead somewhere: without a window, there is nothing outside of the picture. */
function allow() {
  const inside = words().has("since") || words().has("until");
  for (const button of document.querySelectorAll("[data-move]")) {
    button.disabled = button.dataset.move !== "in" && !inside;
  }
}

function zoom(move, x) {
  const button = one(`[data-move="${move}"]`);
  if (!button || button.disabled) return;
  const asked = words();
  asked.delete("since");
  asked.delete("until");
  if (move !== "whole") {
    const [since, until] = inWords(moved(knots(picture()), move, x));
    asked.set("since", since);
    asked.set("until", until);
  }
  show(`${location.pathname}${asked.size ? `?${asked}` : ""}`);
}

function filter() {
  const asked = words(`?${new URLSearchParams(new FormData(one("#filters")))}`);
  show(`${location.pathname}${asked.size ? `?${asked}` : ""}`);
}

/** Says that an answer is missing, unless another question took its place. */
function lost(error) {
  if (error.name !== "AbortError") tell("The service cannot be reached; what you see is what it said last.");
}

function tell(text) {
  const status = one("#told");
  one("#news").textContent = text;
  if (!status) return;
  status.textContent = text;
  status.classList.add("fault");
}

const eventAt = (target) => target.closest?.("[data-id]:not(path)")?.dataset.id ?? null;

function pin(event) {
  pinned = event;
  light(event, picture(), one("#list"));
}

document.addEventListener("click", (click) => {
  const move = click.target.closest("[data-move]")?.dataset.move;
  if (move) zoom(move);
  const mark = click.target.closest("#canvas a.event");
  if (!mark || click.metaKey || click.ctrlKey || click.shiftKey) return;
  click.preventDefault();
  pin(mark.dataset.id);
  document.getElementById(`event-${mark.dataset.id}`)?.scrollIntoView({ block: "nearest" });
});
document.addEventListener("dblclick", (click) => {
  if (click.target.closest("#canvas") && !click.target.closest("a")) zoom("in", click.clientX - picture().getBoundingClientRect().left);
});
for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  document.addEventListener(begin, ({ target }) => eventAt(target) && light(eventAt(target), picture(), one("#list")));
  document.addEventListener(end, ({ target }) => eventAt(target) && light(pinned, picture(), one("#list")));
}
document.addEventListener("keydown", (key) => {
  if (key.key === "Escape") pin(null);
  if (key.target.id !== "canvas" || key.ctrlKey || key.metaKey || key.altKey || !(key.key in KEYS)) return;
  key.preventDefault();
  zoom(KEYS[key.key]);
});
document.addEventListener("submit", (submit) => {
  if (submit.target.id !== "filters") return;
  submit.preventDefault();
  filter();
});
document.addEventListener("change", (change) => change.target.closest("#filters select") && filter());
window.addEventListener("popstate", () => {
  if (location.pathname + location.search !== here) show(location.href, { push: false });
});
window.addEventListener("resize", () => {
  clearTimeout(fit.timer);
  fit.timer = setTimeout(() => fit().catch(lost), 200);
});
fit().catch(lost);
