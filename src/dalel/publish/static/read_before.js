// The pages of this language that the browser keeps, by their titles; the worker keeps them.
const place = document.getElementById("read-before");
const base = new URL(place.dataset.base, location.href).href;
const folder = base + place.dataset.folder;

async function readBefore() {
  const found = new Map();
  for (const name of (await caches.keys()).filter((one) => one.startsWith("dalel-"))) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const url = request.url.split(/[?#]/)[0].replace(/\/index\.html$/, "/");
      if (!url.startsWith(folder) || !url.endsWith("/") || url === `${folder}offline/`) continue;
      const text = await (await cache.match(request)).text();
      const page = new DOMParser().parseFromString(text, "text/html");
      // Without the site's name, which every title ends with.
      found.set(url, page.querySelector('meta[property="og:title"]')?.content || page.title);
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1));
}

if ("caches" in window) {
  readBefore().then((pages) => {
    const lines = pages.map(([url, title]) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.className = "title";
      link.href = `${url}index.html`;
      link.textContent = title;
      line.append(link);
      return line;
    });
    place.querySelector("ul").replaceChildren(...lines);
    place.hidden = lines.length === 0;
  }, () => {});
}
