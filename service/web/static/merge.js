// Brings what is shown up to date with as little change as can be, so that focus, selection and place stay.

/** Makes one list of cards like another: what is new or differs is put in, the rest stays; whether anything did. */
export function merge(list, next) {
  const kept = new Map([...list.children].map((item) => [item.firstElementChild.id, item]));
  const items = [...next.children].map((item) => {
    const here = kept.get(item.firstElementChild.id);
    return here && plain(here) === plain(item) ? here : document.adoptNode(item);
  });
  const gone = [...list.children].filter((item) => !items.includes(item));
  for (const item of gone) item.remove();
  let place = list.firstElementChild;
  let moved = gone.length > 0;
  for (const item of items) {
    if (item === place) place = place.nextElementSibling;
    else {
      list.insertBefore(item, place);
      moved = true;
    }
  }
  return moved;
}

/** Puts one part in the place of another where they differ; whether they did. */
export function replace(part, next) {
  if (!part || !next || plain(part) === plain(next)) return false;
  part.replaceWith(document.adoptNode(next));
  return true;
}

/** A part as the service told it, without the light that lies on it now. */
function plain(part) {
  const copy = part.cloneNode(true);
  for (const lit of [copy, ...copy.querySelectorAll(".lit, [data-steps]")]) {
    lit.classList.remove("lit", "fault");
    delete lit.dataset.depth;
    delete lit.dataset.steps;
  }
  return copy.outerHTML;
}

/** Finds an element again after the part that it stands in was replaced: the same tag at the same place of its part. */
export function again(element) {
  const part = element.closest("[id]");
  const place = part && [...part.querySelectorAll(element.tagName)].indexOf(element);
  return () => {
    const now = part && document.getElementById(part.id);
    return place < 0 ? now : now?.querySelectorAll(element.tagName)[place];
  };
}
