// Search in the browser: Pagefind holds words and stems, here the endings of the query's words are
// taken off. The rules are those of dalel.language.stems, written down in stems.json.
const form = document.querySelector("form.search");
const base = new URL(form.dataset.base, location.href);
const language = document.documentElement.lang;
const list = document.getElementById("found");
const told = document.getElementById("told");
const field = form.elements.q;

const rules = fetch(new URL("pagefind/stems.json", base)).then((answer) => answer.json());
const engine = import(new URL("pagefind/pagefind.js", base).href).then(async (pagefind) => {
  await pagefind.options({ baseUrl: base.pathname, excerptLength: 0, ranking: { termSimilarity: 2 } });
  await pagefind.init(language);
  // A first search makes the browser compile what all searches use: it is not the reader's.
  pagefind.search(language).catch(() => {});
  return pagefind;
});

export function stem(word, { groups, whole, vowels, back, front, hardened, neighbours }) {
  const fits = (rest, suffix) => {
    const last = [...rest].reverse().find((letter) => vowels.includes(letter));
    if (!last) return false;
    if (["мен", "бен", "пен", "н"].includes(suffix) || "иую".includes(last)) return true;
    return ([...suffix].some((letter) => back.includes(letter)) ? back : front).includes(last);
  };
  const without = (rest, group) => {
    if (whole.includes(rest)) return rest;
    for (const [suffixes, after] of group) {
      const found = rest.match(new RegExp(`(?:${suffixes})$`));
      if (!found) continue;
      const left = rest.slice(0, found.index);
      const room = 2 + (found[0].length === 1 ? 1 : 0);
      if (left.length >= room && after.includes(left.at(-1)) && fits(left, found[0])) {
        return ["тар", "тер"].includes(found[0]) && left.endsWith("ис") ? `${left}т` : left;
      }
    }
    return rest;
  };
  let rest = word;
  groups.forEach((group, place) => {
    const before = rest;
    rest = without(rest, group);
    if (place === 1 && rest !== before && /[аәеоөұүыіи][бғг]$/.test(rest)) {
      rest = rest.slice(0, -1) + hardened[rest.at(-1)];
    }
  });
  return [...rest].map((letter) => neighbours[letter] ?? letter).join("");
}

// A word as it stands in the index: in Kazakh its folded stem, else as Pagefind stems it itself.
async function words(query) {
  const low = query.toLowerCase().normalize("NFC").match(/[\p{L}\p{N}-]+/gu) || [];
  if (language !== "kk") return low.join(" ");
  const known = await rules;
  return low.map((word) => (/\p{N}/u.test(word) ? word : stem(word.split("-")[0], known))).join(" ");
}

// Each result is a small file of its own: the first fill the screen at once, the others follow.
const FIRST = 8;
const SHOWN = 30;
let turn = 0;
let answering = null;

// One search at a time: who typed on meanwhile is answered next, and only what was asked last.
function search() {
  turn += 1;
  answering ??= answerAll().finally(() => { answering = null; });
}

async function answerAll() {
  for (let mine = 0; mine !== turn;) {
    mine = turn;
    await answer(field.value.trim(), () => mine !== turn);
  }
}

async function answer(query, isOver) {
  history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
  if (!query) return show([], "");
  try {
    const start = performance.now();
    const pagefind = await engine;
    const { results } = await pagefind.search(await words(query));
    const loaded = (from, to) => Promise.all(results.slice(from, to).map((result) => result.data()));
    if (isOver()) return;
    const first = await loaded(0, FIRST);
    if (isOver()) return;
    show(first, first.length ? `${form.dataset.found}: ${results.length}` : form.dataset.none);
    form.dataset.took = String(performance.now() - start);
    loaded(FIRST, SHOWN).then((others) => isOver() || list.append(...others.map(line)), () => {});
  } catch (error) {
    if (!isOver()) show([], form.dataset.failed);
  }
}

function show(results, words) {
  told.textContent = words;
  list.replaceChildren(...results.map(line));
}

function line(result) {
  const line = document.createElement("li");
  const when = document.createElement("span");
  when.className = "when";
  when.textContent = [result.meta.number, result.meta.date].filter(Boolean).join(" · ");
  const title = document.createElement("a");
  title.className = "title";
  title.href = new URL(`${result.meta.path}index.html`, base);
  title.textContent = result.meta.title;
  const lead = document.createElement("span");
  lead.className = "soft";
  lead.textContent = result.meta.lead || "";
  line.append(when, title, lead);
  return line;
}

// So few letters begin too many words to ask for them on the way; whoever types on asks for more.
const UNFINISHED = /(?:^|\s)\S{1,3}$/;
const PAUSE = 250;
let waiting;
form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); search(); });
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, UNFINISHED.test(field.value) ? PAUSE : 0);
});
field.value = new URLSearchParams(location.search).get("q") || "";
if (field.value) search();
