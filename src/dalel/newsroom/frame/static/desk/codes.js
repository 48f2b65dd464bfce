// A suggestion is taken where the page stands; without this the server fills the field. Beside
// each field stands how far it is: chosen here, suggested, or open.
(() => {
  "use strict";
  const form = document.getElementById("codes");

  function controls(name) {
    return [...form.querySelectorAll(`[name="${name}"]`)];
  }

  function isChosen(name) {
    return controls(name).some((one) => (one.type === "checkbox" ? one.checked : one.value !== ""));
  }

  function show(name) {
    const mark = document.querySelector(`.stands[data-field="${name}"]`);
    if (!mark) return;
    const stands = isChosen(name) ? "chosen" : mark.dataset.offered ? "suggested" : "open";
    mark.dataset.stands = stands;
    mark.textContent = mark.dataset[stands];
  }

  function take(name, codes) {
    for (const one of controls(name)) {
      if (one.type === "checkbox") one.checked = codes.includes(one.value);
      else one.value = codes[0];
      one.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  form.addEventListener("change", (event) => show(event.target.name));
  for (const button of document.querySelectorAll("button[data-codes]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      take(button.value, button.dataset.codes.split(" "));
    });
  }
})();
