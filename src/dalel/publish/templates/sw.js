// Network first: whoever is online reads what stands there now. Without a network the page that was
// read last is shown, and in place of one that was never read a page that says so, in the language
// of the address. A new release has a new name, and what was kept before is thrown away, so that
// nothing that was taken back outlives it here.
const RELEASE = "dalel-{{ release }}";
const FONTS = "dalel-fonts";
const BASE = new URL("./", self.location).href;
// The index and the table are not kept, so a search need not go through here: piece by piece that
// costs time.
const PIECES = [`${BASE}pagefind/`, `${BASE}entries/`];
const LANGUAGES = [{% for code in languages %}"{{ code }}"{% if not loop.last %}, {% endif %}{% endfor %}];

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
  if (request.method !== "GET" || !request.url.startsWith(BASE) || PIECES.some((one) => request.url.startsWith(one))) return;
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
    const known = await read(cache, request.url);
    if (known) return known;
    if (request.mode !== "navigate") throw error;
    return unread(cache, request.url);
  }
}

// A folder and its index are one page.
async function read(cache, address) {
  const url = address.split(/[?#]/)[0];
  const other = url.endsWith("/") ? `${url}index.html` : url.replace(/\/index\.html$/, "/");
  return await cache.match(url, { ignoreSearch: true }) || cache.match(other, { ignoreSearch: true });
}

// It is shown at any address, so its own links have to begin at the base.
async function unread(cache, address) {
  const language = LANGUAGES.find((code) => address.startsWith(`${BASE}${code}/`)) || LANGUAGES[0];
  const page = await cache.match(`${BASE}${language}/offline/index.html`);
  const text = (await page.text()).replaceAll('"../../', `"${BASE}`);
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
