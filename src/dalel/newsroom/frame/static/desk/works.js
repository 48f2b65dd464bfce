// While the browser waits for a form that takes long, the page looks how far it is.
// htmx itself would hold the form back if it listened to it.
(() => {
  "use strict";
  function look(form) {
    const watched = document.getElementById(form?.dataset.works || "");
    if (watched) setTimeout(() => htmx.trigger(watched, "begun"), 700);
  }
  document.addEventListener("submit", (event) => look(event.target));
  // A button that asks by itself sends no form.
  document.addEventListener("htmx:beforeRequest", (event) => look(event.target.form));
})();
