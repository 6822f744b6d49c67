// Hears of changes for every page of this browser that is in sight: one connection for all of them. It runs beside the
// pages (as a SharedWorker where there is one), so a service that is away is no error of theirs.

const LATER = 5000; // milliseconds after which a service that refused is asked again
const CHANGES = new URL("../v1/changes", location.href);

const seen = new Map(); // by page: the newest change that it shows
let source = null;
let from = null; // the change after which the source listens
let timer = 0;

/** A page says the number of the newest change that it shows, to be told of the next; null: it looks away. */
function serve(page) {
  page.onmessage = ({ data }) => {
    if (data === null) seen.delete(page);
    else seen.set(page, data);
    listen();
  };
}

/** Listens from the oldest change that a page waits for on. */
function listen() {
  const oldest = seen.size ? Math.min(...seen.values()) : null;
  if (source && oldest === from) return;
  hush();
  from = oldest;
  if (from === null) return;
  source = new EventSource(`${CHANGES}?after=${from}`);
  source.addEventListener("change", ({ lastEventId }) => tell((shown) => shown < Number(lastEventId)));
  source.addEventListener("error", ({ target }) => {
    if (target.readyState !== EventSource.CLOSED) return; // it comes back by itself
    hush();
    timer = setTimeout(lookAgain, LATER);
  });
}

/** Pages that show less than there is are told, and say themselves what they show then. */
function tell(isBehind) {
  for (const [page, shown] of [...seen]) {
    if (!isBehind(shown)) continue;
    seen.delete(page);
    page.postMessage("changed");
  }
  listen();
}

/** The service refused to tell: it may have been set back to a backup, older than what the pages show. */
async function lookAgain() {
  try {
    const { head } = await (await fetch(`${CHANGES}?limit=1`)).json();
    tell((shown) => shown > head.seq);
  } catch {
    listen(); // it is away, or reading was closed
  }
}

function hush() {
  clearTimeout(timer);
  source?.close();
  source = null;
}

if ("SharedWorkerGlobalScope" in self) addEventListener("connect", ({ ports: [page] }) => serve(page));
else serve(self);
