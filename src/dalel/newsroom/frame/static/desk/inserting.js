// A press puts words in where the cursor last stood in the text of their language. A name takes the
// place of what is marked; a sentence never replaces words. Without it they are copied by hand.
(() => {
  "use strict";
  const last = {};
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("#desk textarea[form=texts]")) last[event.target.lang] = event.target;
  });

  // Where nobody stood yet words go behind all that is written.
  function fieldOf(language, whom) {
    if (last[language]?.isConnected) return last[language];
    const fields = [...document.querySelectorAll("#desk textarea.read[form=texts]")]
      .filter((one) => one.lang === language);
    const field = fields.find((one) => speaksOf(one.value, whom))
      ?? fields.filter((one) => one.value.trim()).pop() ?? fields[0];
    field?.setSelectionRange(field.value.length, field.value.length);
    return field;
  }

  // Whether a paragraph names somebody in whatever case: by the beginnings of the longer words.
  function speaksOf(text, whom) {
    const words = (whom ?? "").toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? [];
    const told = text.toLowerCase();
    return words.length > 0 && words.every((one) => told.includes(one.slice(0, Math.max(4, one.length - 3))));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    const field = button && fieldOf(button.dataset.into, button.dataset.beside);
    if (!field) return;
    const isSentence = "sentence" in button.dataset;
    const end = field.selectionEnd;
    const start = isSentence ? end : field.selectionStart;
    const before = field.value.slice(0, start);
    const after = field.value.slice(end);
    const words = (before && !/[\s«(]$/.test(before) ? " " : "") + button.dataset.insert
      + (isSentence && after && !/^\s/.test(after) ? " " : "");
    field.focus();
    field.setSelectionRange(start, end);
    // The browser's own insertion can be undone with Ctrl Z; where there is none the value is set.
    if (!document.execCommand("insertText", false, words)) {
      field.setRangeText(words, start, end, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    field.scrollIntoView({ block: "nearest" });
    const panel = button.closest("[data-inserted]");
    if (panel) panel.querySelector("[data-told]").textContent = panel.dataset.inserted;
  });
})();
