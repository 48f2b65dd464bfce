// Keys of the desk. A control says its key itself: data-key="a". Rows in which keys act are
// data-row; j and k go from row to row, and a key acts in the row where one stands, else on the page.
// While one types, keys are letters; Escape ends that.
(() => {
  "use strict";
  // The browser keeps no answer to a form: Back leads to the page on which the form stood.
  if (document.body.hasAttribute("data-sent") && document.referrer.startsWith(`${location.origin}/`)) {
    history.replaceState(null, "", document.referrer);
  }
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const current = () => document.querySelector("[data-row][aria-current]");

  function stand(row) {
    current()?.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = rows();
    if (!all.length) return;
    const place = all.indexOf(current());
    stand(all[Math.min(all.length - 1, Math.max(0, place < 0 ? 0 : place + by))]);
  }

  function press(key) {
    const named = `[data-key="${CSS.escape(key)}"]`;
    const control = current()?.querySelector(named) ??
      [...document.querySelectorAll(named)].find((one) => !one.closest("[data-row]"));
    if (!control) return false;
    control.matches("input, textarea, select") ? control.focus() : control.click();
    return true;
  }

  function types(target) {
    const ticked = "[type=checkbox], [type=radio]";
    return target.matches?.(`input:not(${ticked}), textarea, select, [contenteditable]`);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (types(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = latin(event);
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (!press(key)) return;
    event.preventDefault();
  });

  // On a Kazakh or Russian keyboard the key counts, not the letter it writes.
  function latin(event) {
    const key = /^Key([A-Z])$/.exec(event.code);
    if (key && !/^[\x00-\x7f]$/.test(event.key)) {
      return event.shiftKey ? key[1] : key[1].toLowerCase();
    }
    return event.key;
  }

  document.addEventListener("focusin", (event) => {
    const row = event.target.closest?.("[data-row]");
    if (row && row !== current()) {
      current()?.removeAttribute("aria-current");
      row.setAttribute("aria-current", "true");
    }
  });

  // A row that a decision took away leaves its place to the next one. Of a row that is gone
  // altogether htmx tells the document only by the end of the request. Who stood in no row, or
  // writes, stays where one is whatever else on the page was answered.
  let last = -1;
  function stay() {
    if (last < 0 || types(document.activeElement)) return;
    if (!current() && rows().length) stand(rows()[Math.min(last, rows().length - 1)]);
  }
  document.addEventListener("htmx:beforeSwap", () => {
    last = rows().indexOf(current());
  });
  document.addEventListener("htmx:afterSwap", stay);
  document.addEventListener("htmx:afterRequest", stay);
})();
