// The slider over the moments as of which the page can be asked: it chooses in the form, and the form asks.

/** Begins to listen; `go` asks for what the form says. */
export function bySlider(go) {
  document.addEventListener("input", ({ target }) => target.id === "slider" && choose(target));
  document.addEventListener("change", ({ target }) => target.id === "slider" && go());
}

/** Chooses in the form the moment that the slider stands at. */
function choose(slider) {
  const choice = document.querySelector("#as_of");
  choice.selectedIndex = slider.max - slider.value;
  slider.setAttribute("aria-valuetext", choice.selectedOptions[0].label);
}
