// A tick on a month ticks its new posts; without it the month's tick alone says so.
(() => {
  "use strict";
  document.addEventListener("change", ({ target }) => {
    const ticks = (name) => document.querySelectorAll(`input[data-of="${name}"]`);
    if (target.dataset.month) {
      for (const one of ticks(target.dataset.month)) one.checked = target.checked;
    } else if (target.dataset.of) {
      const month = document.querySelector(`input[data-month="${target.dataset.of}"]`);
      const all = [...ticks(target.dataset.of)];
      // A month that is ticked comes whole: once one post is left out, the posts decide.
      month.checked = all.every((one) => one.checked);
      month.indeterminate = !month.checked && all.some((one) => one.checked);
    }
  });
})();
