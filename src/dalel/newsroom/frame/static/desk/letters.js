// A letter as it stands in its field is printed alone, or opened in the mail programme.
(() => {
  "use strict";
  const letters = [...document.querySelectorAll("[data-letter]")];
  const isEmpty = (part) => !part.replace(/[…\s]/g, "");

  // A heading with nothing under it says nothing, and so does a line whose answer is missing.
  function filled(text) {
    const parts = text.split(/\n{2,}/).map((part) => part.trim());
    return parts.filter((part, place) => !isEmpty(part) && !/:\s*…$/.test(part)
      && !(part.endsWith(":") && isEmpty(parts[place + 1] ?? ""))).join("\n\n");
  }

  function clear() {
    document.querySelectorAll(".printed").forEach((sheet) => sheet.remove());
    delete document.body.dataset.printing;
  }

  function lay(wanted) {
    clear();
    for (const letter of wanted) {
      const text = letter.querySelector("textarea");
      const words = filled(text.value);
      if (!words) continue;
      const sheet = document.createElement("div");
      sheet.className = "printed";
      sheet.lang = text.lang;
      sheet.textContent = words;
      letter.append(sheet);
      document.body.dataset.printing = "";
    }
  }

  for (const letter of letters) {
    const subject = letter.querySelector("input");
    const text = letter.querySelector("textarea");
    const mail = letter.querySelector("[data-mail]");
    const print = letter.querySelector("[data-print]");
    letter.addEventListener("input", () => {
      mail.href = `mailto:?subject=${encodeURIComponent(subject.value)}&body=${encodeURIComponent(text.value)}`;
    });
    print.hidden = false;
    print.addEventListener("click", () => {
      lay([letter]);
      window.print();
    });
  }
  // Ctrl P prints every letter that is on the page.
  addEventListener("beforeprint", () => {
    if (!("printing" in document.body.dataset)) lay(letters);
  });
  addEventListener("afterprint", clear);
})();
