// Lights the chain that an event stands in, nearer events more than far ones: all that led to it, all that came of it.

const FARTHEST = 4; // steps from which on everything looks equally far
const SVG = "http://www.w3.org/2000/svg";
const RADIUS = 7.5;

/** How many steps each event of the chain of `event` is away over the arrows of a picture, negative before it. */
export function reachOf(event, svg) {
  const links = arrowsOf(svg).map(({ dataset }) => [dataset.cause, dataset.response]);
  const depths = walked(event, links, 0, 1);
  for (const [cause, depth] of walked(event, links, 1, 0)) {
    if (depth <= (depths.get(cause) ?? depth)) depths.set(cause, -depth);
  }
  return { depths };
}

/** What a panel tells: the same, with its relations and its names for steps; null without a panel. */
export function reachTold(panel) {
  if (!panel) return null;
  const depths = new Map(Object.entries(JSON.parse(panel.dataset.depths)));
  const relations = new Set([...panel.querySelectorAll("[data-relation]")].map(({ dataset }) => dataset.relation));
  const names = new Map([...panel.querySelectorAll("[data-depth]")].map((name) => [Number(name.dataset.depth), name.textContent]));
  return { depths, relations, names };
}

/** Lights what is reached in the picture and in the list; null puts everything out. */
export function light(reach, svg, list) {
  const { depths = new Map(), relations, names } = reach ?? {};
  const marks = [...(svg?.querySelectorAll("a[data-id]") ?? [])];
  svg?.classList.toggle("chained", marks.some(({ dataset }) => depths.has(dataset.id)));
  for (const mark of marks) stand(mark, depths.get(mark.dataset.id));
  number(marks, depths);
  for (const card of list?.querySelectorAll("article[data-id]") ?? []) {
    stand(card, depths.get(card.dataset.id));
    name(card.querySelector(".when"), names?.get(depths.get(card.dataset.id)));
  }
  for (const arrow of arrowsOf(svg)) {
    const ends = [depths.get(arrow.dataset.cause), depths.get(arrow.dataset.response)];
    const reached = !ends.includes(undefined) && (relations?.has(arrow.dataset.id) ?? true);
    stand(arrow, reached ? Math.max(...ends.map(Math.abs)) : undefined);
  }
}

const arrowsOf = (svg) => [...(svg?.querySelectorAll("path[data-cause]") ?? [])];

function walked(event, links, from, to) {
  const depths = new Map([[event, 0]]);
  for (const [one, depth] of depths) {
    for (const link of links) if (link[from] === one && !depths.has(link[to])) depths.set(link[to], depth + 1);
  }
  return depths;
}

function stand(element, depth) {
  element.classList.toggle("lit", depth !== undefined);
  if (depth === undefined) delete element.dataset.depth;
  else element.dataset.depth = Math.min(Math.abs(depth), FARTHEST);
}

function name(when, steps) {
  if (steps) when.dataset.steps = steps;
  else delete when.dataset.steps;
}

/** A number on each mark: the steps from the event, −1 before it, +1 after it. */
function number(marks, depths) {
  for (const mark of marks) mark.querySelector(".badge")?.remove();
  const placed = marks.filter(({ dataset }) => depths.get(dataset.id)).map((mark) => [mark, mark.querySelector(".mark").getBBox()]);
  for (const [mark, box] of placed) mark.append(badge(depths.get(mark.dataset.id), box.x + box.width / 2, box.y + box.height / 2));
}

function badge(depth, x, y) {
  const made = drawn("g", { class: "badge", "aria-hidden": "true" });
  const text = drawn("text", { x, y: y + 3.2, "text-anchor": "middle" });
  text.textContent = `${depth < 0 ? "−" : "+"}${Math.abs(depth)}`;
  made.append(drawn("circle", { cx: x, cy: y, r: RADIUS }), text);
  return made;
}

function drawn(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}
