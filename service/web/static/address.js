// The address of the page: every state of it is a URL. Some words of it select events; the page's own say whose chain
// is told, and according to whom.

const own = () => document.body.dataset.own.split(" ");
let asking = new AbortController();

/** The words of a URL that hold something. */
export function words(search = location.search) {
  return new URLSearchParams([...new URLSearchParams(search)].filter(([, text]) => text));
}

/** The words that select events. */
export function selecting(search = location.search) {
  return new URLSearchParams([...words(search)].filter(([name]) => !own().includes(name)));
}

/** The words that the path stands for: a timeline's id. */
export const fixed = () => new URLSearchParams(document.querySelector("main").dataset.fixed);

/** Where the service begins. */
export const home = () => document.querySelector("main").dataset.home;

/** The page's own words. */
export function telling(search = location.search) {
  return new URLSearchParams([...words(search)].filter(([name]) => own().includes(name)));
}

/** The address of a page with these words. */
export function address(asked, path = location.pathname) {
  return `${path}${asked.size ? `?${asked}` : ""}`;
}

/** Begins a new question: the answer to the one before is no longer waited for. */
export function turn() {
  asking.abort();
  asking = new AbortController();
}

/** A document of the service, as part of the question that was begun last. */
export async function ask(url) {
  const answer = await fetch(url, { signal: asking.signal, headers: { Accept: "text/html, image/svg+xml" } });
  const type = (answer.headers.get("Content-Type") ?? "text/html").split(";")[0];
  const readable = ["text/html", "image/svg+xml"].includes(type);
  return { ok: answer.ok && readable, page: new DOMParser().parseFromString(await answer.text(), readable ? type : "text/html") };
}
