// Lights the chain that an event stands in: all that led to it, and all that came of it.

/** The ids of an event's chain in `links`, pairs of a cause and its response. */
export function chainOf(event, links) {
  return new Set([...reached(event, links, 0, 1), ...reached(event, links, 1, 0)]);
}

function reached(event, links, from, to) {
  const found = new Set([event]);
  for (const one of found) {
    for (const link of links) if (link[from] === one) found.add(link[to]);
  }
  return found;
}

/** Lights the chain of `event` in the picture and the list; null puts everything out. */
export function light(event, svg, list) {
  const arrows = [...(svg?.querySelectorAll("path[data-cause]") ?? [])];
  const links = arrows.map(({ dataset }) => [dataset.cause, dataset.response]);
  const lit = event === null ? new Set() : chainOf(event, links);
  svg?.classList.toggle("chained", event !== null);
  for (const mark of svg?.querySelectorAll("a[data-id]") ?? []) mark.classList.toggle("lit", lit.has(mark.dataset.id));
  for (const card of list?.querySelectorAll("[data-id]") ?? []) card.classList.toggle("lit", lit.has(card.dataset.id));
  arrows.forEach((arrow, index) => arrow.classList.toggle("lit", links[index].every((end) => lit.has(end))));
}
