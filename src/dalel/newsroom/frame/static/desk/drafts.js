// Drafts of several languages are taken in one press: what is ticked in the first of each language
// is sent together. Without this each language has its own button.
(() => {
  "use strict";
  const form = document.getElementById("both-drafts");
  if (!form) return;

  function drafts() {
    const first = new Map();
    for (const draft of document.querySelectorAll("form[data-draft]")) {
      const language = draft.dataset.draft.split(":")[1];
      if (!first.has(language)) first.set(language, draft);
    }
    return [...first.values()];
  }

  const show = () => { form.hidden = drafts().length < 2; };
  form.addEventListener("formdata", ({ formData }) => {
    for (const draft of drafts()) {
      for (const tick of draft.querySelectorAll(":checked")) {
        const at = tick.name === "title" ? 0 : tick.value;
        formData.append("ticked", `${draft.dataset.draft}:${at}`);
      }
    }
  });
  document.addEventListener("htmx:afterSettle", show);
  show();
})();
