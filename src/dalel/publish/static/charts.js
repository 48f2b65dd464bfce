// The figure under the pointer, or that keys have reached, stands in words under its chart; arrows
// lead from figure to figure. Without this the words are in the figure's title and in the table.
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

for (const chart of document.querySelectorAll("figure.chart")) {
  const words = chart.querySelector(".pointed");
  const marks = [...chart.querySelectorAll("svg [tabindex]")];
  const tell = (event) => {
    const mark = event.target.closest("[tabindex]");
    if (marks.includes(mark)) words.textContent = mark.getAttribute("aria-label");
  };
  for (const event of ["pointerover", "focusin", "click"]) chart.addEventListener(event, tell);
  chart.addEventListener("keydown", (event) => {
    const next = marks[marks.indexOf(event.target) + STEPS[event.key]];
    if (!marks.includes(event.target) || !next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}
