// Buttons that copy what stands on the page: parts by their ids, the field before, or the address.
function words(part) {
  const rows = part.tagName === "DL" ? [...part.children] : [];
  if (!rows.length) return part.textContent.trim();
  return rows.map((row) => {
    const values = [...row.querySelectorAll("dd li")];
    const told = values.length ? values.map((one) => one.textContent).join("; ") : row.querySelector("dd").textContent;
    return `${row.querySelector("dt").textContent}: ${told}`.replace(/\s+/g, " ").trim();
  }).join("\n");
}

// A page that came by plain HTTP has no clipboard; there the selection is copied.
async function toClipboard(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("not copied");
}

for (const button of document.querySelectorAll("button:is([data-copy], [data-copy-address], [data-copy-field])")) {
  const ids = button.dataset.copy?.split(" ") ?? [];
  const name = button.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    const text = "copyField" in button.dataset
      ? button.previousElementSibling.value
      : ids.map((id) => words(document.getElementById(id))).join("\n\n");
    toClipboard(text || button.dataset.copyAddress || location.href.split("#")[0]).then(() => {
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = name; }, 2000);
    }, () => {});
  });
}
