// Search in the browser: Pagefind holds the words of each incident and the keys under which any form
// of them is found, here the keys of a query's words are told: Kazakh by the rules of
// dalel.language.kk.search_keys, written down in stems.json, Russian from tables of forms.
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

// What a Kazakh word is found under: a noun without plural, possessive and case, a verb without
// negation and tense.
export function keys(word, known) {
  const { noun, participle, finite, negation, vowels, back, front, hardened } = known;
  const either = new RegExp(known.either);
  const fits = (rest, ending) => {
    const last = [...rest].reverse().find((letter) => vowels.includes(letter));
    if (!last) return false;
    const row = [...ending].filter((letter) => back.includes(letter) || front.includes(letter));
    if (!row.length || ["мен", "бен", "пен"].includes(ending) || "иую".includes(last)) return true;
    const same = back.includes(last) ? back : front;
    return row.every((letter) => same.includes(letter)) || either.test(rest);
  };
  const readings = (whole, level) => {
    const found = [];
    for (const [pattern, after, doubtful] of level) {
      const match = whole.match(new RegExp(`(?:${pattern})$`));
      if (!match) continue;
      const [ending] = match, rest = whole.slice(0, match.index);
      if (rest.length < 2 || !after.includes(rest.at(-1)) || !fits(rest, ending)) continue;
      found.push(rest);
      if (["тар", "тер"].includes(ending) && rest.endsWith("ис")) found.push(`${rest}т`);
      if (!doubtful && ending.length > 2 && rest.length > 3) return found;
    }
    return [...found, whole];
  };
  const without = (words, level) => [...new Set(words.flatMap((one) => readings(one, level)))];
  const stems = (words, tenses) => without(
    words.flatMap((one) => without([one], tenses).filter((rest) => rest !== one)), negation);
  const key = (rest) => {
    const hard = rest.slice(0, -1) + (hardened[rest.at(-1)] ?? rest.at(-1));
    const dropped = hard.replace(new RegExp(known.narrow), "$1$2");
    return dropped.length > 2 && [...dropped].some((one) => vowels.includes(one)) ? dropped : hard;
  };
  const [cases, possessives, plurals] = noun;
  const cased = without([word], cases);
  const owned = without(cased, possessives);
  const nouns = without(owned, plurals);
  const named = [...new Set([...nouns, ...owned, ...cased])];
  const verbs = [...stems(named, participle), ...stems([word], finite)];
  const bare = (verb) => `${key(verb.replace(/[ыі]+$/u, ""))}v`;
  return [...new Set([...nouns.map(key), ...verbs.map(bare)])];
}

// What a Russian word may be a form of: looked up in the piece that holds words of these letters.
const pieces = new Map();
export async function russian(word) {
  const plain = word.replaceAll("ё", "е");
  const number = [...plain.slice(0, 3)].reduce((n, one) => (n * 31 + one.codePointAt(0)) % 128, 7);
  if (!pieces.has(number)) {
    const address = new URL(`pagefind/forms/${number}.txt`, base);
    pieces.set(number, fetch(address).then((answer) => (answer.ok ? answer.text() : "")));
  }
  const found = [];
  for (const line of (await pieces.get(number)).split("\n")) {
    const [key, begin, ends] = line.split(" ");
    if (ends !== undefined && plain.startsWith(begin)
      && ends.split(",").includes(plain.slice(begin.length))) found.push(key);
  }
  const surname = plain.match(/^(.{2,}(?:[ое]в|[иы]н))(?:а|у|е|ой|ою|ом|ым|ы|ых|ыми)?$/u);
  return surname ? [...new Set([...found, surname[1]])] : found;
}

// The words of a query; of a name with an ending after a hyphen (Facebook-тегі) the name.
function words(query) {
  const all = query.normalize("NFC").match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) || [];
  return all.flatMap((word) => {
    const [head, ...rest] = word.split("-");
    if (!rest.length || /\p{N}/u.test(word)) return [word];
    const isName = head === head.toUpperCase() || /^[a-z]+$/i.test(head);
    return isName && rest.every((one) => one === one.toLowerCase()) ? [head] : [head, ...rest];
  }).map((word) => word.toLowerCase());
}

const fold = (word, { neighbours }) => [...word].map((one) => neighbours[one] ?? one).join("");

// What of the site holds every word in any form; where nothing does, what begins like them.
async function searchFor(pagefind, query) {
  const known = await rules;
  const asked = await Promise.all(words(query).map(async (word) => {
    if (/\p{N}/u.test(word) || !/^\p{sc=Cyrillic}+$/u.test(word)) return { word, terms: [word] };
    const found = language === "ru" ? await russian(word) : keys(word, known);
    // A word that the site has in no form may be a name or a brand: Pagefind stems it itself.
    return { word, terms: found.length ? found.map((key) => `"${key}x"`) : [`"${word}"`], found };
  }));
  const held = await Promise.all(asked.map(async ({ terms }) => {
    const scores = new Map();
    for (const term of terms) {
      for (const one of (await pagefind.search(term)).results) {
        if (one.score > (scores.get(one.id)?.score ?? -1)) scores.set(one.id, one);
      }
    }
    return scores;
  }));
  const results = [...(held[0]?.values() ?? [])]
    .filter((one) => held.every((scores) => scores.has(one.id)))
    .map((one) => [held.reduce((sum, scores) => sum + scores.get(one.id).score, 0), one])
    .sort(([a], [b]) => b - a).map(([, one]) => one);
  if (results.length) return results;
  const begun = asked.map(({ word, found = [] }) => {
    const shared = found.map((key) => {
      let n = 0;
      while (n < key.length && key[n] === word[n]) n += 1;
      return word.slice(0, n);
    }).filter((one) => one.length > 3);
    return fold(shared.reduce((a, b) => (b.length < a.length ? b : a), word), known);
  });
  return (await pagefind.search(begun.join(" "))).results;
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
    const results = await searchFor(pagefind, query);
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
