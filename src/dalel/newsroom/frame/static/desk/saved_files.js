// Boxes over a saved picture: drawn, moved and resized with mouse, finger or keys. Every box is a
// button over the picture and a field "x y width height" of the form, in pixels of the picture.
const LEAST = 6;
for (const sheet of document.querySelectorAll("[data-sheet]")) {
  const form = document.querySelector(`[data-boxes="${sheet.dataset.sheet}"]`);
  const wide = Number(sheet.dataset.width);
  const high = Number(sheet.dataset.height);
  const told = form.querySelector("[data-told]");
  const clamp = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
  const scale = () => wide / (sheet.clientWidth || wide);
  const place = (box) => {
    const { button, field } = box;
    box.width = Math.min(wide, Math.max(LEAST, Math.round(box.width)));
    box.height = Math.min(high, Math.max(LEAST, Math.round(box.height)));
    box.x = clamp(box.x, wide - box.width);
    box.y = clamp(box.y, high - box.height);
    button.style.left = `${(100 * box.x) / wide}%`;
    button.style.top = `${(100 * box.y) / high}%`;
    button.style.width = `${(100 * box.width) / wide}%`;
    button.style.height = `${(100 * box.height) / high}%`;
    field.value = `${box.x} ${box.y} ${box.width} ${box.height}`;
  };
  const take = (box) => {
    box.button.remove();
    box.field.remove();
    form.querySelector("[data-add]").focus();
  };
  const follow = (event, moved) => {
    const from = { x: event.clientX, y: event.clientY };
    const moving = (now) => moved((now.clientX - from.x) * scale(), (now.clientY - from.y) * scale());
    const over = () => {
      removeEventListener("pointermove", moving);
      removeEventListener("pointerup", over);
      removeEventListener("pointercancel", over);
    };
    addEventListener("pointermove", moving);
    addEventListener("pointerup", over);
    addEventListener("pointercancel", over);
    event.preventDefault();
  };
  const make = (x, y, width, height) => {
    const button = document.createElement("button");
    const field = document.createElement("input");
    button.type = "button";
    button.className = "drawn";
    button.setAttribute("aria-label", sheet.dataset.called);
    button.append(document.createElement("i"));
    field.type = "hidden";
    field.name = "new";
    const box = { button, field, x, y, width, height };
    button.addEventListener("pointerdown", (event) => {
      const { x: left, y: top, width: w, height: h } = box;
      const resizes = event.target !== button;
      follow(event, (right, down) => {
        if (resizes) Object.assign(box, { width: Math.min(w + right, wide - left), height: Math.min(h + down, high - top) });
        else Object.assign(box, { x: left + right, y: top + down });
        place(box);
      });
      button.focus();
      event.stopPropagation();
    });
    button.addEventListener("keydown", (event) => {
      const step = event.ctrlKey ? 1 : 10;
      const way = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
      if (event.key === "Delete" || event.key === "Backspace") take(box);
      else if (!way) return;
      else if (event.shiftKey) {
        box.width = Math.min(box.width + way[0], wide - box.x);
        box.height = Math.min(box.height + way[1], high - box.y);
      } else {
        box.x += way[0];
        box.y += way[1];
      }
      if (way) {
        place(box);
        told.textContent = box.field.value;
      }
      event.preventDefault();
      event.stopPropagation();
    });
    sheet.append(button);
    form.append(field);
    place(box);
    return box;
  };
  sheet.dataset.drawing = "";
  sheet.querySelector("img").draggable = false;
  sheet.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const edge = sheet.getBoundingClientRect();
    const x = (event.clientX - edge.left) * scale();
    const y = (event.clientY - edge.top) * scale();
    let box = null;
    follow(event, (right, down) => {
      if (!box && Math.abs(right) < LEAST && Math.abs(down) < LEAST) return;
      box ??= make(x, y, LEAST, LEAST);
      box.x = Math.max(0, Math.min(x, x + right));
      box.y = Math.max(0, Math.min(y, y + down));
      box.width = Math.min(Math.abs(right), wide - box.x);
      box.height = Math.min(Math.abs(down), high - box.y);
      place(box);
      box.button.focus();
    });
  });
  const add = form.querySelector("[data-add]");
  add.hidden = false;
  add.addEventListener("click", () => {
    const width = wide / 4;
    make(wide / 2 - width / 2, high / 10, width, Math.max(LEAST, high / 30)).button.focus();
  });
}
