// Keeps the page up to date while it is in sight: what is written elsewhere appears without a reload.

import { ask, words } from "./address.js";

const TOGETHER = 400; // milliseconds: what is written in one go is shown in one go
const LATER = 5000;
const main = () => document.querySelector("main");

let ear = null;
let timer = 0;

/** Follows the changes; `renew` puts the next page in the place of this one, and is told how many changes it shows. */
export function follow(renew) {
  if (!main().dataset.seen) return; // a page that could not be shown
  const script = new URL("./follow.js", import.meta.url);
  ear = "SharedWorker" in window ? new SharedWorker(script).port : new Worker(script);
  ear.onmessage = () => soon(() => refresh(renew), TOGETHER);
  document.addEventListener("visibilitychange", listen);
  listen();
}

/** Says what this page shows, to hear of what comes after it. A page out of sight, or of the past, needs no news. */
function listen() {
  clearTimeout(timer);
  const looksAway = document.hidden || words().has("as_of");
  ear.postMessage(looksAway ? null : Number(main().dataset.seen));
}

async function refresh(renew) {
  if (document.hidden) return;
  if (document.body.classList.contains("busy")) return soon(() => refresh(renew), TOGETHER);
  const before = Number(main().dataset.seen);
  let rest = LATER; // before it listens again, where the service did not answer with a page
  try {
    const { ok, page } = await ask(location.href);
    const { seen } = page.querySelector("main")?.dataset ?? {};
    if (ok && seen) await renew(page, seen - before);
    if (seen) [main().dataset.seen, rest] = [seen, 0];
  } catch (error) {
    if (error.name === "AbortError") rest = 0; // another question took its place, whose answer is newer
  }
  soon(listen, rest);
}

function soon(step, rest) {
  clearTimeout(timer);
  timer = setTimeout(step, rest);
}
