// The lawyer's sheet opens the printer's window by itself, and again by its button.
(() => {
  "use strict";
  document.querySelector("[data-print-page]")?.addEventListener("click", () => window.print());
  window.addEventListener("load", () => window.print());
})();
