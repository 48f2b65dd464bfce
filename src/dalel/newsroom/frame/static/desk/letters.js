// A letter as it stands in its field is printed alone, or opened in the mail programme.
(() => {
  "use strict";
  for (const letter of document.querySelectorAll("[data-letter]")) {
    const subject = letter.querySelector("input");
    const text = letter.querySelector("textarea");
    const mail = letter.querySelector("[data-mail]");
    const print = letter.querySelector("[data-print]");
    letter.addEventListener("input", () => {
      mail.href = `mailto:?subject=${encodeURIComponent(subject.value)}&body=${encodeURIComponent(text.value)}`;
    });
    print.hidden = false;
    print.addEventListener("click", () => {
      const sheet = document.createElement("div");
      sheet.className = "printed";
      sheet.lang = text.lang;
      sheet.textContent = text.value;
      letter.append(sheet);
      letter.dataset.printed = document.body.dataset.printing = "";
      addEventListener("afterprint", () => {
        sheet.remove();
        delete letter.dataset.printed;
        delete document.body.dataset.printing;
      }, { once: true });
      window.print();
    });
  }
})();
