// Earlier wordings for the sentence in which one stands, or for words marked in the evidence.
(() => {
  "use strict";
  const panel = document.getElementById("nearest");
  const desk = document.getElementById("desk");
  if (!panel || !desk) return;
  const offers = panel.querySelector("[data-offers]");
  panel.querySelector("[data-needs-script]").hidden = false;

  const PAUSE = 500;
  const SHORTEST = 12;
  const LONGEST = 1000;
  const languageOf = (node) => (node.closest ? node : node.parentElement)?.closest("[lang]")?.lang;
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const isField = (one) => one?.matches?.("#desk textarea[form=texts]");

  // As the memory itself splits: behind a short word or an initial a stop ends no sentence, "ст. 274".
  const SHORTENED = /(?:^|[^\p{L}\d_])(?:\p{Ll}{1,3}|\p{Lu})$/u;
  const GOES_ON = /^[^\S\n]+["«“„'([—–-]*\s*\p{Ll}/u;

  function sentencesOf(text) {
    const found = [];
    let start = 0;
    for (const mark of text.matchAll(/[.!?…]+["»”')\]]*(?=\s|$)|\n+/g)) {
      const stop = mark.index + mark[0].length;
      const isLast = !text.slice(stop).trim();
      const isLine = mark[0].startsWith("\n");
      if (!isLine && !isLast && (GOES_ON.test(text.slice(stop)) || SHORTENED.test(text.slice(start, mark.index)))) continue;
      found.push({ words: text.slice(start, stop), start });
      start = stop;
    }
    return [...found, { words: text.slice(start), start }];
  }

  // The sentence at a place; behind its stop one still stands in it. Where too little stands there,
  // as behind a pasted text that ends in a new line, the one before.
  function sentenceAt(text, place) {
    const before = sentencesOf(text).filter((one) => one.start < Math.max(place, 1)).map((one) => plain(one.words));
    return before.reverse().find((words) => words.length >= SHORTEST) ?? "";
  }

  const inField = (field) => ({ language: field.lang, text: sentenceAt(field.value, field.selectionStart) });

  function inEvidence() {
    const marked = getSelection();
    const node = marked && !marked.isCollapsed ? marked.anchorNode : null;
    if (!node || !desk.contains(node) || panel.contains(node)) return null;
    return { language: languageOf(node), text: plain(marked.toString()) };
  }

  // The field in which was written since one asked last: who pastes may be elsewhere by now.
  let written = null;
  let writtenLast = null;
  function* sought() {
    if (isField(document.activeElement)) yield inField(document.activeElement);
    else yield inEvidence();
    if (written?.isConnected) yield inField(written);
  }
  const canBeAsked = (one) => one?.text.length >= SHORTEST && one.text.length <= LONGEST
    && one.language && document.getElementById(`${one.language}-title`);

  let asked = "";
  let waiting = 0;
  function ask() {
    const wanted = [...sought()].find(canBeAsked);
    written = null;
    if (!wanted) return;
    const key = `${wanted.language} ${wanted.text}`;
    if (key === asked) return;
    asked = key;
    htmx.ajax("POST", panel.dataset.url, {
      source: panel, target: offers, swap: "innerHTML", values: wanted,
    });
  }
  // Who reads the evidence is not to read it behind the panel.
  const stay = () => panel.classList.toggle("beside",
    Boolean(isField(document.activeElement) || panel.contains(document.activeElement) || inEvidence()));
  function later(event) {
    stay();
    if (event.type === "input" && isField(event.target)) written = writtenLast = event.target;
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  }
  document.addEventListener("selectionchange", later);
  desk.addEventListener("input", later);
  document.addEventListener("focusin", stay);
  document.addEventListener("focusout", () => setTimeout(stay));
  desk.addEventListener("focusin", (event) => { if (isField(event.target)) later(event); });
  // What did not come is asked for again, in a while.
  function again(event) {
    if (event.detail.target !== offers) return;
    asked = "";
    written ??= writtenLast;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 5 * PAUSE);
  }
  document.addEventListener("htmx:responseError", again);
  document.addEventListener("htmx:sendError", again);
})();
