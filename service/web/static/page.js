// What the page does beyond its HTML: zooms and filters without a reload, lights chains and tells them in a panel.

import { address, ask, home, selecting, telling, turn, words } from "./address.js";
import { light, reachOf, reachTold } from "./chain.js";
import { byHand } from "./hand.js";
import { follow } from "./live.js";
import { again, merge, replace } from "./merge.js";
import { fit, leading, picture } from "./picture.js";
import { bySlider } from "./slider.js";

const KEYS = { "+": "in", "=": "in", "-": "out", ArrowLeft: "earlier", ArrowRight: "later", 0: "whole" };
const one = (selector) => document.querySelector(selector);
const panel = () => one("aside#chain");

let here = `${address(selecting())} ${telling()}`;
let opener = "#canvas"; // where the event was chosen whose chain is told
let quiet = false; // whether a focus that is set lights nothing
let pointer = ""; // where the pointer is
let parked = ""; // where it was when the page last moved under it: what came to lie there is not pointed at

/** Goes where a form or a zoom leads, without a reload; what is shown stays when the service does not answer. */
async function show(url, { push = true } = {}) {
  await going(async () => {
    const { page } = await ask(url);
    if (!page.querySelector("main")) throw new TypeError("no page");
    arrive(url, push);
    await swap(page);
  });
}

/** Tells the chain that a URL names beside what is shown; without one, the panel goes. */
async function tell(url, { push = true, focus = false } = {}) {
  await going(async () => {
    const { search } = new URL(url, location.href);
    const view = telling(search);
    const event = view.get("chain");
    view.delete("chain");
    const moment = words(search).get("as_of");
    if (moment) view.set("as_of", moment);
    const answer = event && (await ask(address(view, `${home()}events/${encodeURIComponent(event)}/chain`)));
    if (answer && !answer.ok) return show(url, { push }); // the page itself says why
    arrive(url, push);
    const inside = panel()?.contains(document.activeElement);
    const { id } = document.activeElement;
    const kept = event ?? panel()?.dataset.root;
    const before = standing(kept)?.getBoundingClientRect().top;
    parked = pointer;
    place(answer && answer.page.querySelector("#chain"));
    if (focus) panel().focus({ preventScroll: true });
    else if (inside && id) one(`#${CSS.escape(id)}`)?.focus();
    relight();
    await fit();
    relight();
    stay(standing(kept), before);
  });
}

/** An event where it was chosen: its mark, or its title in the list. */
function standing(event) {
  return event && one(`${opener} [data-id="${CSS.escape(event)}"]${opener === "#list" ? " h3 a" : ""}`);
}

/** Scrolls so that an element stays in its place on the screen, and in sight. */
function stay(element, before) {
  if (!element || before === undefined) return;
  window.scrollBy(0, element.getBoundingClientRect().top - before);
  if (panel()) element.scrollIntoView({ block: "nearest", inline: "nearest" });
}

async function going(step) {
  turn();
  document.body.classList.add("busy");
  try {
    await step();
  } catch (error) {
    if (error.name === "AbortError") return;
    lost(error);
  }
  document.body.classList.remove("busy");
}

function arrive(url, push) {
  if (push) history.pushState(null, "", url);
  here = `${address(selecting())} ${telling()}`;
}

/** Puts what is told in the place of what was; its choices stay unfolded. */
function place(told) {
  const unfolded = panel()?.querySelector(".fold")?.open;
  panel()?.remove();
  if (!told) return;
  one(".desk").append(document.adoptNode(told));
  if (unfolded && told.querySelector(".fold")) told.querySelector(".fold").open = true;
}

/** Puts the next page in the place of this one; the focus stays on what it was on. */
async function swap(next) {
  const { id, dataset } = document.activeElement;
  document.title = next.title;
  one(".desk").replaceWith(document.adoptNode(next.querySelector(".desk")));
  const again = id ? `#${CSS.escape(id)}` : dataset.move ? `[data-move="${dataset.move}"]` : "#none";
  one(".tools")?.removeAttribute("hidden");
  one(again)?.focus({ preventScroll: true });
  parked = pointer;
  await fit();
  relight();
  if (one("[data-move]:focus:disabled")) one("#canvas").focus({ preventScroll: true });
  one("#news").textContent = (one("#told") ?? one(".notice")).textContent;
}

/** Shows what was written elsewhere; the form, the panel, the focus and what is on the screen stay where they are. */
async function renew(page, changes) {
  if (!one("#list") || !page.querySelector("#list")) {
    await swap(page);
  } else {
    const refocus = again(document.activeElement);
    const unfolded = one("#chain .fold")?.open;
    const parts = [".intro", "#told", "#chain"].map((part) => replace(one(part), page.querySelector(part)));
    if (![merge(one("#list"), page.querySelector("#list")), ...parts].includes(true)) return;
    parked = pointer;
    if (unfolded && one("#chain .fold")) one("#chain .fold").open = true;
    if (document.activeElement === document.body) refocus()?.focus({ preventScroll: true });
    await fit({ anew: true });
    relight();
  }
  if (changes > 0) one("#news").textContent = changes === 1 ? "1 new change" : `${changes} new changes`;
}

/** Says that an answer is missing, unless another question took its place. */
function lost(error) {
  if (error.name === "AbortError") return;
  const [text, status] = ["The service cannot be reached; what you see is what it said last.", one("#told")];
  one("#news").textContent = text;
  if (!status) return;
  status.textContent = text;
  status.classList.add("fault");
}

async function zoom(move, x) {
  const url = leading(move, x);
  if (url) await show(url);
}

function filter() {
  const asked = words(`?${new URLSearchParams(new FormData(one("#filters")))}`);
  show(address(new URLSearchParams([...asked, ...telling()])));
}

/** Tells the chain according to another viewpoint. */
function view() {
  const chosen = telling(`?${new URLSearchParams(new FormData(one("#views")))}`);
  const url = address(new URLSearchParams([...selecting(), ...chosen]));
  if (panel()) tell(url);
  else show(url);
}

/** Tells the chain of an event that was chosen in the picture, in the list or in the panel. */
function open(event, within) {
  if (within !== "#chain") opener = within;
  const asked = words();
  asked.set("chain", event);
  tell(address(asked), { focus: true });
}

/** Puts the panel away; the focus goes back to the event whose chain it told. */
async function close() {
  const { root } = panel().dataset;
  const back = panel().contains(document.activeElement) || document.activeElement === document.body;
  await tell(address(selecting()));
  if (!back) return;
  quiet = true;
  standing(root)?.focus({ preventScroll: true });
  quiet = false;
}

/** Lights the chain of the event that is pointed at, else what the panel tells. */
function relight(event = null) {
  light(event === null ? reachTold(one("#chain")) : reachOf(event, picture()), picture(), one("#list"));
}

const eventAt = (target) => target.closest?.("#canvas a[data-id], #list [data-id]")?.dataset.id ?? null;

document.addEventListener("click", (click) => {
  const link = click.target.closest("a[data-show]");
  if (link && !one("main.alone") && !click.metaKey && !click.ctrlKey && !click.shiftKey) {
    click.preventDefault();
    show(link.getAttribute("href"));
    return;
  }
  const move = click.target.closest("[data-move]")?.dataset.move;
  if (move) zoom(move);
  const chosen = click.target.closest("#canvas a[data-id], #list h3 a, #chain a[data-id], #chain [data-close]");
  const beside = chosen && !one("main.alone");
  if (!beside || click.metaKey || click.ctrlKey || click.shiftKey) return;
  click.preventDefault();
  if ("close" in chosen.dataset) close();
  else open(chosen.closest("[data-id]").dataset.id, `#${chosen.closest("#canvas, #list, #chain").id}`);
});
for (const move of ["mousedown", "mousemove", "mouseover"]) {
  document.addEventListener(move, ({ clientX, clientY }) => (pointer = `${clientX} ${clientY}`), { capture: true });
}
document.addEventListener("dblclick", (click) => {
  if (click.target.closest("#canvas") && !click.target.closest("a")) zoom("in", click.clientX - picture().getBoundingClientRect().left);
});
for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  document.addEventListener(begin, ({ target, type }) => {
    const still = quiet || (type === "mouseover" && parked === pointer);
    if (!still && eventAt(target)) relight(eventAt(target));
  });
  document.addEventListener(end, ({ target }) => eventAt(target) && relight());
}
document.addEventListener("keydown", (key) => {
  if (key.key === "Escape" && !key.target.closest("input")) panel() ? close() : relight();
  if (key.target.id !== "canvas" || key.ctrlKey || key.metaKey || key.altKey || !(key.key in KEYS)) return;
  key.preventDefault();
  zoom(KEYS[key.key]);
});
document.addEventListener("submit", (submit) => {
  const answer = { filters: filter, views: view }[submit.target.id];
  if (!answer) return;
  submit.preventDefault();
  answer();
});
document.addEventListener("change", ({ target }) => {
  if (target.closest("#filters select")) filter();
  if (target.closest("#views select")) view();
});
window.addEventListener("popstate", () => {
  const [shown, told] = here.split(" ");
  if (address(selecting()) !== shown) show(location.href, { push: false });
  else if (`${telling()}` !== told) tell(location.href, { push: false });
});
window.addEventListener("resize", () => {
  clearTimeout(fit.timer);
  fit.timer = setTimeout(settle, 200);
});

byHand(zoom);
bySlider(filter);

/** Draws what is there as it should be. */
function settle() {
  fit().then(() => relight(), lost);
}

settle();
follow(renew);
