// What changed since the state of the record that this browser saw before. What it saw is kept in
// the browser alone and is never sent: no cookie, no request.
const place = document.getElementById("since-visit");
const KEY = "dalel-seen";
const release = place.dataset.release;

// {now, before}: the state that is being read, and the last one that was read before it.
function seen() {
  const kept = JSON.parse(localStorage.getItem(KEY) || "{}");
  if (kept.now === release) return kept.before;
  localStorage.setItem(KEY, JSON.stringify({ now: release, before: kept.now }));
  return kept.now;
}

try {
  const before = seen();
  // Times of one zone in one form are in order as letters are.
  const changed = before ? place.dataset.times.split(" ").filter((time) => time > before) : [];
  for (const line of document.querySelectorAll("[data-changed]")) {
    if (before && line.dataset.changed > before) line.classList.add("unseen");
  }
  if (before) {
    place.querySelector("b").textContent = changed.length;
    place.hidden = false;
  }
} catch {
  // A browser that keeps nothing is told nothing.
}
