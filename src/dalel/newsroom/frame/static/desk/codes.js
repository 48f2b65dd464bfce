// Codes as chips with a search box each: what is chosen or suggested is a chip, and the box adds
// more (a combobox with a list, https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Lists and ticks
// stay what the form sends; without this they stand there as they are. What is chosen and not saved
// is kept in this tab.
(() => {
  "use strict";
  const root = document.getElementById("code-fields");
  if (!root) return;
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  root.append(said);

  // Cyrillic and Latin letters meet here: "Алматы", "almaty" and "ALMATY" are one word.
  const LATIN = {
    а: "a", ә: "a", б: "b", в: "v", г: "g", ғ: "g", д: "d", е: "e", ё: "e", ж: "zh", з: "z",
    и: "i", й: "i", к: "k", қ: "k", л: "l", м: "m", н: "n", ң: "n", о: "o", ө: "o", п: "p",
    р: "r", с: "s", т: "t", у: "u", ұ: "u", ү: "u", ф: "f", х: "h", һ: "h", ц: "ts", ч: "ch",
    ш: "sh", щ: "sh", ъ: "", ы: "i", і: "i", ь: "", э: "e", ю: "iu", я: "ia", ı: "i",
  };
  function folded(text) {
    return [...text.toLowerCase()].map((one) => LATIN[one] ?? one).join("")
      .normalize("NFD").replace(/\p{M}/gu, "")
      .replaceAll("kh", "h").replaceAll("gh", "g").replaceAll("q", "k").replaceAll("w", "u")
      .replaceAll("y", "i").replaceAll("j", "zh").replaceAll("x", "ks").replaceAll("ph", "f")
      .replace(/([a-z])\1+/g, "$1");
  }
  const wordsOf = (text) => folded(text).split(/[^a-z0-9]+/).filter(Boolean);

  const controls = (name) => [...root.querySelectorAll(`[name="${name}"]:not(button)`)];
  const isTick = (one) => one.type === "checkbox";

  function chosen(name) {
    return controls(name).filter((one) => (isTick(one) ? one.checked : one.value !== ""))
      .map((one) => one.value);
  }

  function put(name, code, isOn) {
    const ticks = controls(name);
    const one = isTick(ticks[0]) ? ticks.find((tick) => tick.value === code) : ticks[0];
    if (!one) return;
    if (isTick(one)) one.checked = isOn;
    else one.value = isOn ? code : "";
    one.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Each field shows itself anew when it changes, however that came about.
  const shows = new Map();
  // What was saved, and which fields nobody had decided when the page came.
  const saved = new Map();
  const open = document.getElementById("open-codes");
  const links = [...(open?.querySelectorAll("a[data-open]") ?? [])];

  // The list of what is open follows the choice, as the marks beside the fields do.
  function listOpen() {
    const left = links.filter((link) => !chosen(link.dataset.open).length);
    open.hidden = !left.length;
    open.querySelector("span").replaceChildren(
      ...left.flatMap((link, index) => (index ? [", ", link] : [link])));
  }

  function isPending(name, codes) {
    return saved.get(name) !== codes.join(" ") || links.some((one) => one.dataset.open === name);
  }

  function show(name) {
    const codes = chosen(name);
    const mark = root.querySelector(`.stands[data-field="${name}"]`);
    if (mark) {
      const stands = codes.length ? "chosen" : mark.dataset.offered ? "suggested" : "open";
      mark.dataset.stands = stands;
      mark.textContent = mark.dataset[stands === "chosen" && isPending(name, codes)
        ? "pending" : stands];
    }
    for (const chip of root.querySelectorAll(`.chip[data-code][data-field="${name}"]`)) {
      chip.setAttribute("aria-pressed", String(codes.includes(chip.dataset.code)));
    }
    shows.get(name)?.(codes);
    if (open) listOpen();
  }

  function options(field) {
    if (field.matches("select")) {
      return [...field.options].filter((one) => one.value).map((one) => ({
        code: one.value,
        label: one.textContent,
        words: wordsOf(`${one.textContent} ${one.dataset.words ?? one.value}`),
      }));
    }
    return [...field.querySelectorAll("input")].map((one) => ({
      code: one.value,
      label: one.parentElement.textContent.trim(),
      words: wordsOf(`${one.parentElement.textContent} ${one.dataset.words}`),
    }));
  }

  // Every word that is typed begins a word of what is found, or at least stands in it; what begins
  // with it comes first.
  function found(all, query) {
    const typed = wordsOf(query);
    const ranked = all.map((one) => {
      const begins = typed.every((part) => one.words.some((word) => word.startsWith(part)));
      const stands = typed.every((part) => one.words.some((word) => word.includes(part)));
      const leads = typed.length > 0 && (one.words[0] ?? "").startsWith(typed[0]);
      return { one, rank: begins ? (leads ? 0 : 1) : stands ? 2 : 3 };
    });
    return ranked.filter(({ rank }) => rank < 3).sort((a, b) => a.rank - b.rank)
      .map(({ one }) => one);
  }

  function made(tag, attributes, ...inside) {
    const one = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
    one.append(...inside);
    return one;
  }

  function combobox(name, title, all) {
    const list = made("ul", { role: "listbox", id: `${name}-found`, "aria-label": title });
    const box = made("input", {
      id: `${name}-search`, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
      placeholder: root.dataset.search,
    });
    list.hidden = true;
    let at = -1;

    function mark(place) {
      const lines = [...list.querySelectorAll("[role=option]")];
      at = lines.length ? (place + lines.length) % lines.length : -1;
      lines.forEach((line, index) => line.setAttribute("aria-selected", String(index === at)));
      if (at < 0) box.removeAttribute("aria-activedescendant");
      else {
        box.setAttribute("aria-activedescendant", lines[at].id);
        lines[at].scrollIntoView({ block: "nearest" });
      }
    }

    function close() {
      list.hidden = true;
      box.setAttribute("aria-expanded", "false");
      mark(-1);
      box.removeAttribute("aria-activedescendant");
    }

    function open() {
      const taken = new Set(chosen(name));
      const rest = found(all, box.value).filter((one) => !taken.has(one.code));
      const lines = rest.map((one, index) => made(
        "li", { role: "option", id: `${name}-found-${index}`, "data-code": one.code }, one.label));
      list.replaceChildren(...(lines.length ? lines
        : [made("li", { role: "option", "aria-disabled": "true" }, root.dataset.none)]));
      list.hidden = false;
      box.setAttribute("aria-expanded", "true");
      if (lines.length) mark(0);
    }

    function take(line) {
      if (!line?.dataset.code) return;
      put(name, line.dataset.code, true);
      said.textContent = `${root.dataset.added}${line.textContent}`;
      box.value = "";
      close();
    }

    box.addEventListener("input", () => (box.value.trim() ? open() : close()));
    box.addEventListener("blur", close);
    box.addEventListener("click", () => list.hidden && open());
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const isOpen = !list.hidden;
      if (event.key === "ArrowDown") isOpen ? mark(at + 1) : open();
      else if (event.key === "ArrowUp") isOpen ? mark(at - 1) : open();
      else if (event.key === "Enter") isOpen && take(list.children[at]);
      else if (event.key === "Escape" && (isOpen || box.value)) {
        close();
        box.value = "";
        event.stopPropagation();
      } else return;
      event.preventDefault();
    });
    // The list takes no focus: a press chooses.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => take(event.target.closest("[role=option]")));
    return { box, list };
  }

  function chipped(name, field, title) {
    const all = options(field);
    const label = new Map(all.map((one) => [one.code, one.label]));
    const offered = new Set([...root.querySelectorAll(`.chip[data-code][data-field="${name}"]`)]
      .map((chip) => chip.dataset.code));
    const { box, list } = combobox(name, title, all);
    const chips = made("ul", { class: "chips" });
    shows.set(name, (codes) => {
      const more = codes.filter((code) => !offered.has(code));
      chips.replaceChildren(...more.map((code) => made("li", {}, made(
        "button", {
          type: "button", class: "chip", "aria-pressed": "true", "data-drop": code,
          "data-field": name,
        },
        label.get(code) ?? code, made("span", { class: "unseen" }, ` (${root.dataset.remove})`)))));
    });
    return [chips, made("div", { class: "search" }, box, list)];
  }

  for (const field of root.querySelectorAll("[data-pick]")) {
    if (field.matches("select")) {
      const name = field.name;
      const title = root.querySelector(`label[for="${field.id}"]`);
      const parts = chipped(name, field, title.firstChild.textContent.trim());
      const box = parts[1].firstChild;
      // Links and keys that led to the list lead to the box.
      title.htmlFor = name;
      box.id = name;
      field.id = `${name}-list`;
      if (field.dataset.key) {
        box.dataset.key = field.dataset.key;
        delete field.dataset.key;
      }
      field.hidden = true;
      field.closest(".code").append(...parts);
    } else {
      const name = field.dataset.pick;
      const summary = field.querySelector("summary");
      const title = summary.firstChild.textContent.trim();
      const parts = chipped(name, field, title);
      const head = made("p", { class: "field" },
        made("label", { for: `${name}-search` }, title, " ", ...summary.querySelectorAll(".stands")));
      if (field.querySelector("[aria-invalid]")) parts[1].firstChild.ariaInvalid = "true";
      field.hidden = true;
      field.before(head);
      field.closest(".code").append(...parts);
    }
  }

  root.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (!chip) return;
    event.preventDefault();
    const { field, code, drop } = chip.dataset;
    if (drop) {
      const next = root.querySelector(`[id="${field}-search"], input[id="${field}"]`);
      put(field, drop, false);
      next?.focus();
    } else {
      put(field, code, chip.getAttribute("aria-pressed") !== "true");
    }
  });
  root.addEventListener("change", (event) => {
    if (event.target.name) show(event.target.name);
    keep();
  });
  // What goes together is filled where it is empty; on the page of the codes alone it is saved, too.
  document.querySelector("button[data-together]")?.addEventListener("click", (event) => {
    event.preventDefault();
    for (const name of event.currentTarget.dataset.together.split(" ")) {
      if (chosen(name).length) continue;
      const isList = isTick(controls(name)[0]);
      const chips = [...root.querySelectorAll(`.chip[data-code][data-field="${name}"]`)];
      chips.slice(0, isList ? undefined : 1).forEach((chip) => put(name, chip.dataset.code, true));
    }
  });
  // The texts beside it are kept by the desk; codes are not texts.
  root.addEventListener("input", (event) => {
    event.stopPropagation();
    keep();
  });

  const place = `codes ${root.dataset.keep}`;
  const names = [...new Set([...root.querySelectorAll("[name]:not(button)")]
    .map((one) => one.name))].filter((name) => name !== "seen" && name !== "frame");

  function keep() {
    if (!root.dataset.keep) return;
    const all = Object.fromEntries(names.map((name) => [name, chosen(name)]));
    sessionStorage.setItem(place, JSON.stringify(all));
  }

  function restore() {
    const kept = root.dataset.keep && !("fresh" in root.dataset) && sessionStorage.getItem(place);
    if (!kept) return;
    for (const [name, codes] of Object.entries(JSON.parse(kept))) {
      for (const one of controls(name)) {
        if (isTick(one)) one.checked = codes.includes(one.value);
        else one.value = codes[0] ?? "";
      }
    }
  }

  // A page that came back unsaved says so of all that is chosen.
  for (const name of names) {
    saved.set(name, "fresh" in root.dataset ? null : chosen(name).join(" "));
  }
  restore();
  names.forEach(show);
})();
