// Writing: fields grow with their text, Ctrl+S saves, and what belongs together lights up on both
// sides. Without it the same links lead from a word to its source and back.
(() => {
  "use strict";

  function grow(field) {
    if (CSS.supports("field-sizing", "content")) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  }
  document.querySelectorAll("textarea[data-grow]").forEach(grow);
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[data-grow]")) grow(event.target);
  });

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyS") return;
    const save = document.querySelector("[data-save]");
    if (!save) return;
    event.preventDefault();
    save.click();
  });

  // Nobody loses by a slip what was typed since it was last kept.
  let isDirty = false;
  const texts = document.getElementById("texts");
  if (texts) {
    document.addEventListener("input", (event) => {
      if (event.target.form === texts) isDirty = true;
    });
    texts.addEventListener("submit", () => { isDirty = false; });
    document.addEventListener("htmx:afterRequest", (event) => {
      const saved = event.detail.target;
      // Other parts of the page ask the desk, too: only what keeps the texts has kept them.
      if (!saved?.dataset.lost) return;
      if (event.detail.successful) isDirty = false;
      else saved.textContent = saved.dataset.lost;
    });
    window.addEventListener("beforeunload", (event) => {
      if (isDirty) event.preventDefault();
    });
  }

  const lights = (one) => (one.dataset.lights ?? "").split(" ");
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-lights]");
    if (!chosen) return;
    const wanted = new Set(lights(chosen));
    const all = [...document.querySelectorAll("[data-lights]")];
    const together = all.filter((one) => lights(one).some((light) => wanted.has(light)));
    all.forEach((one) => one.classList.toggle("on", together.includes(one)));
    const inSource = Boolean(chosen.closest(".source"));
    const other = together.find((one) => Boolean(one.closest(".source")) !== inSource);
    if (!other) return;
    event.preventDefault();
    const fold = other.closest("details");
    if (fold) fold.open = true;
    other.scrollIntoView({ block: "center" });
    other.focus({ preventScroll: true });
  });

  // The rule of an event type lies open beside the choice.
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-rules]")) return;
    document.querySelectorAll(".rules .chosen").forEach((one) => one.classList.remove("chosen"));
    const rule = document.getElementById(`rule-${event.target.value}`);
    if (!rule) return;
    rule.classList.add("chosen");
    rule.closest("details").open = true;
    rule.scrollIntoView({ block: "nearest" });
  });

  // A concern leads to its words: the first field of its language that has them is chosen.
  document.addEventListener("click", (event) => {
    const quoted = event.target.closest(".concern q");
    const excerpt = quoted?.closest(".concern")?.dataset.excerpt;
    if (!excerpt) return;
    const column = quoted.closest("section");
    const field = [...column.querySelectorAll("textarea")].find((one) => one.value.includes(excerpt));
    if (!field) return;
    const start = field.value.indexOf(excerpt);
    field.focus();
    field.setSelectionRange(start, start + excerpt.length);
  });
})();
