// The window of time that the picture shows: seconds since 1970, and EDTF for the URL.

const YEAR = 31556952;
const DAY = 86400;
const DATE_LIMIT = 8.64e12; // seconds that a JavaScript Date can hold

/** The [pixel, second] pairs of a picture's axis. */
export function knots(svg) {
  return (svg?.dataset.knots ?? "").split(" ").filter(Boolean).map((pair) => pair.split(":").map(Number));
}

/** The second at a pixel; even between two knots. */
export function secondAt(pairs, x) {
  const after = pairs.findIndex(([pixel]) => pixel >= x);
  if (after <= 0) return after < 0 ? pairs.at(-1)[1] : pairs[0][1];
  const [[left, first], [right, last]] = [pairs[after - 1], pairs[after]];
  return first + ((last - first) * (x - left)) / Math.max(1, right - left);
}

/** The window after a move: "in" (around the pixel `x`), "out", "earlier", "later", or "by" `x` pixels to the right. */
export function moved(pairs, move, x) {
  const [[left, first], [right, last]] = [pairs[0], pairs.at(-1)];
  const half = (last - first) / 2;
  const away = ((x ?? 0) * (last - first)) / Math.max(1, right - left);
  if (move === "by") return [first - away, last - away];
  if (move === "out") return [first - half, last + half];
  if (move === "earlier") return [first - half, last - half];
  if (move === "later") return [first + half, last + half];
  const quarter = (right - left) / 4;
  const middle = Math.min(Math.max(x ?? (left + right) / 2, left + quarter), right - quarter);
  return [secondAt(pairs, middle - quarter), secondAt(pairs, middle + quarter)];
}

/** Both ends as EDTF, no finer than the window needs. */
export function inWords([since, until]) {
  const length = until - since;
  return [edtf(Math.floor(since), length), edtf(Math.ceil(until), length)];
}

function edtf(second, length) {
  const year = Math.abs(second) < DATE_LIMIT ? new Date(second * 1000).getUTCFullYear() : Math.round(second / YEAR) + 1970;
  if (Math.abs(year) > 9999) return `Y${year}`;
  const stated = `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}`;
  if (length > 400 * YEAR) return stated;
  const [, rest] = new Date(second * 1000).toISOString().match(/^[+-]?\d+(-.*)\.\d+Z$/);
  return length > 4 * DAY ? stated + rest.slice(0, 6) : `${stated}${rest}Z`;
}
