// Several ticked at once. Without script ticks, bar and "tick all" work as form and link; here they
// are counted, all of the page are ticked without loading it anew, and a range with Shift.
(() => {
  "use strict";
  const ticks = () => [...document.querySelectorAll("[data-ticks]")];
  const bar = () => document.getElementById("several");
  let last = null;

  function count() {
    const place = bar()?.querySelector("[data-counts]");
    if (place) place.textContent = ticks().filter((one) => one.checked).length || "";
  }

  document.addEventListener("click", (event) => {
    const tick = event.target.closest?.("[data-ticks]");
    if (tick) {
      const all = ticks();
      if (event.shiftKey && last && all.includes(last)) {
        const [from, to] = [all.indexOf(last), all.indexOf(tick)].sort((a, b) => a - b);
        for (const one of all.slice(from, to + 1)) one.checked = tick.checked;
      }
      last = tick;
      count();
      return;
    }
    if (!event.target.closest?.(".tick-all")) return;
    event.preventDefault();
    const all = ticks();
    const isOn = all.some((one) => !one.checked);
    for (const one of all) one.checked = isOn;
    count();
  });
  document.addEventListener("change", count);
  document.addEventListener("reset", () => setTimeout(() => {
    for (const one of ticks()) one.checked = false;
    count();
  }));
  document.addEventListener("htmx:afterSettle", count);
  // The browser may bring ticks back with the page.
  window.addEventListener("pageshow", count);
  document.addEventListener("DOMContentLoaded", count);
})();
