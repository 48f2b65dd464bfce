// A button copies the field that it names, or the words of another element. Without it a field is
// marked and copied by hand.
(() => {
  "use strict";
  const status = document.getElementById("copied");
  const marked = (words) => {
    const field = document.createElement("textarea");
    field.value = words;
    document.body.append(field);
    field.select();
    return field;
  };
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const named = document.getElementById(button.dataset.copy);
    const isField = "value" in named;
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (isField) { named.focus(); named.select(); }
      // Where the page is not served over HTTPS there is no clipboard to write to.
      if (navigator.clipboard) await navigator.clipboard.writeText(isField ? named.value : named.textContent);
      else {
        const passing = isField ? null : marked(named.textContent);
        document.execCommand("copy");
        passing?.remove();
        if (passing) button.focus();
      }
      button.textContent = button.dataset.done;
      status.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = words; status.textContent = ""; }, 2500);
    });
  }
})();
