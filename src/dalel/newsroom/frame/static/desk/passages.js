// A link with data-passage="article:field:start:end" lights that stretch of the article's text on
// the page and turns to it. Without this it leads to the article's box.
(() => {
  "use strict";

  // Places count letters as Python does, the DOM counts halves of some.
  function unit(text, place) {
    return [...text].slice(0, place).join("").length;
  }

  function paragraphsOf(box, field) {
    const all = [...box.querySelectorAll(":scope > p")];
    return field === "title" ? all.slice(0, 1) : all.slice(1);
  }

  // The text node and the place in it at so many letters of a paragraph.
  function pointAt(paragraph, letters) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let left = letters, node = walker.nextNode(), last = node;
    for (; node; node = walker.nextNode()) {
      const length = [...node.data].length;
      if (left <= length) return [node, unit(node.data, left)];
      left -= length;
      last = node;
    }
    return last ? [last, last.data.length] : [paragraph, 0];
  }

  function rangesOf(box, field, start, end) {
    const found = [];
    let at = 0;
    for (const paragraph of paragraphsOf(box, field)) {
      const length = [...paragraph.textContent].length;
      if (start < at + length && end > at) {
        const range = document.createRange();
        range.setStart(...pointAt(paragraph, Math.max(0, start - at)));
        range.setEnd(...pointAt(paragraph, Math.min(length, end - at)));
        found.push(range);
      }
      at += length + 2;
    }
    return found;
  }

  function light(ranges) {
    if (window.CSS?.highlights && window.Highlight) {
      CSS.highlights.set("passage", new Highlight(...ranges));
      return;
    }
    const chosen = getSelection();
    chosen.removeAllRanges();
    chosen.addRange(ranges[0]);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-passage]");
    if (!link) return;
    const [article, field, start, end] = link.dataset.passage.split(":");
    const box = document.getElementById(`kept-${article}`);
    if (!box) return;
    event.preventDefault();
    const fold = box.closest("details");
    if (fold) fold.open = true;
    const ranges = rangesOf(box, field, Number(start), Number(end));
    if (!ranges.length) return;
    light(ranges);
    document.querySelectorAll("[data-passage].on").forEach((one) => one.classList.remove("on"));
    link.classList.add("on");
    const [inner, outer] = [ranges[0], box].map((one) => one.getBoundingClientRect());
    box.scrollTop += inner.top - outer.top - (box.clientHeight - inner.height) / 2;
    box.scrollIntoView({ block: "center" });
    box.focus({ preventScroll: true });
    box.dataset.from = "passage";
  });

  // Escape leads back from the article to the link that one came by.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.activeElement?.matches(".source[data-from]")) return;
    const link = document.querySelector("[data-passage].on");
    link?.scrollIntoView({ block: "center" });
    link?.focus({ preventScroll: true });
  });
})();
