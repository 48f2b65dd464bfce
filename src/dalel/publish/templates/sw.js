// Network first: whoever is online reads what stands there now. Without a network the page that was
// read last is shown. A new release has a new name, and what was kept before is thrown away, so that
// nothing that was taken back outlives it here.
const RELEASE = "dalel-{{ release }}";
const FONTS = "dalel-fonts";
const BASE = new URL("./", self.location).href;
// The index is not kept, so a search need not go through here: piece by piece that costs time.
const INDEX = `${BASE}pagefind/`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(RELEASE).then((cache) => cache.addAll([{% for path in first %}BASE + "{{ path }}"{% if not loop.last %}, {% endif %}{% endfor %}])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith("dalel-") && name !== RELEASE && name !== FONTS).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET" || !request.url.startsWith(BASE) || request.url.startsWith(INDEX)) return;
  event.respondWith(request.url.endsWith(".woff2") ? kept(request) : fresh(request));
});

async function kept(request) {
  const cache = await caches.open(FONTS);
  const known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function fresh(request) {
  const cache = await caches.open(RELEASE);
  try {
    const answer = await fetch(request);
    const kind = answer.headers.get("Content-Type") || "";
    if (answer.ok && /html|css|javascript/.test(kind)) await cache.put(request, answer.clone());
    else if (answer.status === 404 || answer.status === 410) await cache.delete(request);
    return answer;
  } catch (error) {
    const known = await cache.match(request, { ignoreSearch: true }) || (request.mode === "navigate" && await cache.match(BASE + "{{ first[0] }}"));
    if (known) return known;
    throw error;
  }
}
