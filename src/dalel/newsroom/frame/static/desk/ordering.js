// The order of entries in an edition by dragging: the row is let go at a place of its section, and
// its own form sends that place, as it does without script.
(() => {
  "use strict";
  let dragged = null;
  const rows = (list) => [...list.children].filter((one) => one.matches("[data-row]"));

  for (const list of document.querySelectorAll("[data-ordered]")) {
    if (rows(list).length < 2) continue;
    for (const row of rows(list)) {
      // Only by its grip: the words of a row stay ones that can be marked.
      row.querySelector(".grip")?.addEventListener("pointerdown", () => { row.draggable = true; });
      row.addEventListener("dragstart", (event) => {
        dragged = row;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", row.id);
        row.classList.add("dragged");
      });
      row.addEventListener("dragend", () => {
        row.classList.remove("dragged");
        row.draggable = false;
        dragged = null;
      });
    }
    list.addEventListener("dragover", (event) => {
      if (!dragged || dragged.parentElement !== list) return;
      event.preventDefault();
      const over = event.target.closest("[data-row]");
      if (!over || over === dragged || over.parentElement !== list) return;
      const box = over.getBoundingClientRect();
      const isBelow = event.clientY > box.top + box.height / 2;
      list.insertBefore(dragged, isBelow ? over.nextElementSibling : over);
    });
    list.addEventListener("drop", (event) => {
      if (!dragged || dragged.parentElement !== list) return;
      event.preventDefault();
      const form = dragged.querySelector("form[data-place]");
      const place = rows(list).indexOf(dragged) + 1;
      if (!form || Number(form.elements.place.defaultValue) === place) return;
      form.elements.place.value = place;
      form.requestSubmit(form.querySelector("button"));
    });
  }

  // After an entry was moved the page stands anew: keys go on in its row.
  document.addEventListener("DOMContentLoaded", () => {
    const moved = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (moved?.matches("[data-row]")) moved.focus({ preventScroll: true });
  });
})();
