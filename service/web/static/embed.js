// Puts a timeline where this script stands, as high as it needs to be. Further data- attributes are words of the page:
// <script src="https://chronicle.example/static/embed.js" data-timeline="…" data-lane="actor" async></script>

(() => {
  const script = document.currentScript;
  const { timeline, title, height, ...words } = script.dataset;
  const address = new URL(`../embed/${encodeURIComponent(timeline)}`, script.src);
  for (const [word, text] of Object.entries(words)) address.searchParams.set(word, text);
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: address, title: title ?? "Timeline", loading: "lazy" });
  Object.assign(frame.style, { display: "block", width: "100%", height: `${height ?? 600}px`, border: "0" });
  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow || !data?.causeline) return;
    frame.style.height = `${Number(data.causeline.height)}px`;
    frame.title = title ?? String(data.causeline.title);
  });
  script.after(frame);
})();
