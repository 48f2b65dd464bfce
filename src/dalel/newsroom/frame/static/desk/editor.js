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
    // An empty box is no paragraph: it is not sent.
    texts.addEventListener("formdata", ({ formData }) => {
      for (const name of new Set(formData.keys())) {
        if (!name.endsWith("-paragraph")) continue;
        const filled = formData.getAll(name).filter((text) => text.trim());
        formData.delete(name);
        filled.forEach((text) => formData.append(name, text));
      }
    });
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

  const lights = (one) => (one.dataset.lights ?? "").split(" ").filter(Boolean);
  const lit = () => [...document.querySelectorAll(".lit")].filter((one) => !one.closest(".marks"));
  const cards = () => [...document.querySelectorAll(".concern[data-excerpt]")];
  // A concern is about the doubted words of its own language that have its excerpt.
  const speaksOf = (card, one) =>
    card.dataset.excerpt && one.dataset.verdict !== "supported"
    && card.closest("section") === one.closest("section")
    && one.textContent.includes(card.dataset.excerpt);

  function lightUp(chosen) {
    const wanted = new Set(chosen.flatMap(lights));
    const together = lit().filter(
      (one) => chosen.includes(one) || lights(one).some((light) => wanted.has(light)));
    lit().forEach((one) => one.classList.toggle("on", together.includes(one)));
    cards().forEach((card) =>
      card.classList.toggle("on", together.some((one) => speaksOf(card, one))));
    return together;
  }

  // The page stays where it is: only the article moves in its own box.
  function turnTo(passage) {
    const box = passage.closest(".source");
    const fold = passage.closest("details");
    if (fold) fold.open = true;
    const [inner, outer] = [passage, box].map((one) => one.getBoundingClientRect());
    box.scrollTop += inner.top - outer.top - (box.clientHeight - inner.height) / 2;
  }

  // Words are chosen in the first field that has them, of the language of what tells of them.
  function choose(words, teller) {
    const field = [...teller.closest("section").querySelectorAll("textarea[form=texts]")]
      .find((one) => one.value.includes(words));
    if (!field) return null;
    const start = field.value.indexOf(words);
    field.focus();
    field.setSelectionRange(start, start + words.length);
    return field;
  }

  document.addEventListener("click", (event) => {
    const chosen = event.target.closest(".lit");
    if (!chosen || chosen.closest(".marks")) return;
    const together = lightUp([chosen]);
    const inSource = Boolean(chosen.closest(".source"));
    const other = together.find((one) => Boolean(one.closest(".source")) !== inSource);
    if (!other) return;
    event.preventDefault();
    const fold = other.closest("details");
    if (fold) fold.open = true;
    other.scrollIntoView({ block: "center" });
    other.focus({ preventScroll: true });
  });

  // A concern leads to its words, in the text, in what is being written, and in the article.
  document.addEventListener("click", (event) => {
    const card = event.target.closest(".concern[data-excerpt]");
    if (!card?.dataset.excerpt) return;
    if (event.target.closest("a, button:not([data-shows]), details, form")) return;
    const words = lit().filter((one) => speaksOf(card, one));
    const together = lightUp(words);
    card.classList.add("on");
    const passage = together.find((one) => one.closest(".source"));
    if (passage) turnTo(passage);
    const place = choose(card.dataset.excerpt, card) ?? words[0];
    place?.scrollIntoView({ block: "center" });
  });

  // A sentence that has to follow is found in its field.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-finds]");
    if (button) choose(button.textContent, button)?.scrollIntoView({ block: "center" });
  });

  // Concerns of one kind are ticked at once; each stands there with its words and sentence.
  document.querySelectorAll(".tick-those").forEach((one) => { one.hidden = false; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".tick-those");
    if (!button) return;
    const ticks = [...button.form.querySelectorAll("[type=checkbox]")];
    const isOn = ticks.some((one) => !one.checked);
    ticks.forEach((one) => { one.checked = isOn; });
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
})();
