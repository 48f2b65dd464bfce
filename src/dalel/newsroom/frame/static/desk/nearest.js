// Earlier wordings for the sentence in which one stands, or for words marked in the evidence.
// A press puts the other language's sentence in at that language's cursor; it never replaces words.
(() => {
  "use strict";
  const panel = document.getElementById("nearest");
  const desk = document.getElementById("desk");
  if (!panel || !desk) return;
  const offers = panel.querySelector("[data-offers]");
  const told = panel.querySelector("[data-told]");
  panel.querySelector("[data-needs-script]").hidden = false;

  const PAUSE = 500;
  const SHORTEST = 12;
  const LONGEST = 1000;
  const languageOf = (node) => (node.closest ? node : node.parentElement)?.closest("[lang]")?.lang;
  const isField = (one) => one?.matches?.("#desk textarea[form=texts]");
  // Where one stood last in each language: there a sentence is put in.
  const places = new Map();

  function sentenceAt(text, place) {
    const end = /[.!?…]+["»”')\]]*(?=\s|$)|\n+/g;
    let start = 0;
    for (const mark of text.matchAll(end)) {
      const stop = mark.index + mark[0].length;
      // Behind the stop one still stands in the sentence that one just wrote.
      if (stop >= place) return text.slice(start, stop);
      start = stop;
    }
    const rest = text.slice(start);
    return rest.trim() ? rest : text.slice(0, start).split(/(?<=[.!?…])\s+/).pop() ?? "";
  }

  function sought() {
    const field = document.activeElement;
    if (isField(field)) {
      return { language: field.lang, text: sentenceAt(field.value, field.selectionStart) };
    }
    const marked = getSelection();
    const node = marked && !marked.isCollapsed ? marked.anchorNode : null;
    if (!node || !desk.contains(node) || panel.contains(node)) return null;
    return { language: languageOf(node), text: marked.toString() };
  }

  let asked = "";
  let waiting = 0;
  function ask() {
    const wanted = sought();
    const text = wanted?.text.replace(/\s+/g, " ").trim() ?? "";
    if (text.length < SHORTEST || text.length > LONGEST || !wanted.language) return;
    if (!document.getElementById(`${wanted.language}-title`)) return;
    const key = `${wanted.language} ${text}`;
    if (key === asked) return;
    asked = key;
    htmx.ajax("POST", panel.dataset.url, {
      source: panel, target: offers, swap: "innerHTML", values: { language: wanted.language, text },
    });
  }
  function later() {
    const field = document.activeElement;
    if (isField(field)) places.set(field.lang, { field, at: field.selectionEnd });
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  }
  document.addEventListener("selectionchange", later);
  desk.addEventListener("input", later);
  desk.addEventListener("focusin", (event) => { if (isField(event.target)) later(); });
  // What did not come is asked for again, in a while.
  function again() {
    asked = "";
    clearTimeout(waiting);
    waiting = setTimeout(ask, 5 * PAUSE);
  }
  document.addEventListener("htmx:responseError", again);
  document.addEventListener("htmx:sendError", again);

  function placeIn(language) {
    const place = places.get(language);
    if (place?.field.isConnected) return { field: place.field, at: Math.min(place.at, place.field.value.length) };
    const boxes = [...desk.querySelectorAll(`textarea[name="${CSS.escape(language)}-paragraph"]`)];
    const field = boxes.filter((one) => one.value.trim()).pop() ?? boxes[0];
    return field ? { field, at: field.value.length } : null;
  }

  panel.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    const place = button ? placeIn(button.dataset.into) : null;
    if (!place) return;
    const { field, at } = place;
    const before = field.value.slice(0, at);
    const after = field.value.slice(at);
    const words = (before && !/\s$/.test(before) ? " " : "") + button.dataset.insert
      + (after && !/^\s/.test(after) ? " " : "");
    field.focus();
    field.setSelectionRange(at, at);
    // The browser's own insertion can be undone with Ctrl Z; where there is none the value is set.
    if (!document.execCommand("insertText", false, words)) {
      field.setRangeText(words, at, at, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    field.scrollIntoView({ block: "nearest" });
    told.textContent = panel.dataset.inserted;
  });
})();
