// A button copies the field that it names. Without it the field is marked and copied by hand.
(() => {
  "use strict";
  const status = document.getElementById("copied");
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.focus();
      field.select();
      // Where the page is not served over HTTPS there is no clipboard to write to.
      if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
      else document.execCommand("copy");
      button.textContent = button.dataset.done;
      status.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = words; status.textContent = ""; }, 2500);
    });
  }
})();
