// A timeline in a frame: drawn in the frame's own width, with marks that can be chosen, its height told to the page
// around it.

const place = document.querySelector("#drawn");
let drawn = 0;

async function draw() {
  const width = Math.max(320, Math.min(4000, Math.floor(place.clientWidth)));
  if (width === drawn) return;
  drawn = width;
  const address = new URL(place.dataset.from, location);
  address.searchParams.set("width", width);
  const answer = await fetch(address);
  if (!answer.ok || width !== drawn) return; // the picture that is there stays
  const { documentElement } = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  for (const mark of documentElement.querySelectorAll("a.event")) mark.setAttribute("target", "_blank");
  place.replaceChildren(document.adoptNode(documentElement));
}

function tell() {
  const { height } = document.body.getBoundingClientRect();
  parent.postMessage({ causeline: { height: Math.ceil(height), title: document.title } }, "*");
}

if (place) new ResizeObserver(() => draw().catch(() => {})).observe(place); // unreached, the picture that is there stays
if (parent !== window) new ResizeObserver(tell).observe(document.body);
