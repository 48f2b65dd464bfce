// A click puts a name where the cursor last stood in the text of its language. Without it the name
// is copied by hand.
(() => {
  "use strict";
  const last = {};
  const isText = (one) => one.matches?.("#desk textarea[form=texts]");
  document.addEventListener("focusin", (event) => {
    if (isText(event.target)) last[event.target.lang] = event.target;
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.insert[data-insert]");
    if (!button) return;
    const language = button.dataset.into;
    const fields = [...document.querySelectorAll("#desk textarea.read[form=texts]")];
    const field = last[language] ?? fields.find((one) => one.lang === language);
    if (!field) return;
    const [start, end] = [field.selectionStart, field.selectionEnd];
    const before = field.value.slice(0, start);
    const space = before && !/[\s«(]$/.test(before) ? " " : "";
    field.focus();
    field.setRangeText(space + button.dataset.insert, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
