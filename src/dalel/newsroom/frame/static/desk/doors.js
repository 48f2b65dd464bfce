// A passkey that the browser did not hand over is told on the page, not only on the console.
(() => {
  "use strict";
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.querySelectorAll("[data-passkey-error]").forEach((told) => { told.hidden = false; });
  });
})();
