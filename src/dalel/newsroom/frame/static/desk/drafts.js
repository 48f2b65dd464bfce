// Drafts of several languages are taken in one press: what is ticked in the first of each language
// is sent together; with the texts it goes to review where no text stands yet. Without this each
// language has its own button.
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
  function add(formData, wanted) {
    for (const draft of wanted) {
      for (const tick of draft.querySelectorAll(":checked")) {
        const at = tick.name === "title" ? 0 : tick.value;
        formData.append("ticked", `${draft.dataset.draft}:${at}`);
      }
    }
  }
  form.addEventListener("formdata", ({ formData }) => add(formData, drafts()));

  const texts = document.getElementById("texts");
  const isEmpty = (draft) => {
    const language = draft.dataset.draft.split(":")[1];
    return [...document.querySelectorAll(`textarea[name="${language}-paragraph"]`)]
      .every((one) => !one.value.trim());
  };
  let isSent = false;
  texts?.addEventListener("submit", (event) => { isSent = event.submitter?.name === "then"; });
  texts?.addEventListener("formdata", ({ formData }) => {
    if (isSent) add(formData, drafts().filter(isEmpty));
  });
  document.addEventListener("htmx:afterSettle", show);
  show();
})();
