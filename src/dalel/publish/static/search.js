// Search in the browser: Pagefind holds the words of each incident and the keys under which any form
// of them is found, here the keys of a query's words are told: Kazakh by the rules of
// dalel.language.kk.search_keys, written down in stems.json, Russian from tables of forms.
const base = new URL("../", import.meta.url);
const language = document.documentElement.lang;
const read = (path) => fetch(new URL(path, base)).then((answer) => {
  if (!answer.ok) throw new Error(path);
  return answer.json();
});

// What the index lacks since it was made, and what of it no longer holds: of most sites nothing. What
// cannot be read is asked for again; without it the index is as it was made.
let lacking;
function since() {
  lacking ??= read("pagefind/fresh.json").then(({ numbers, outdated, forms }) => {
    if (!numbers || !outdated) throw new Error("pagefind/fresh.json");
    return { numbers, outdated, forms };
  });
  return lacking.catch(() => { lacking = undefined; return { numbers: {}, outdated: [], forms: "" }; });
}

// The engine, the rules and the numbers of what it finds are loaded when somebody begins to ask.
let engine;
export function wake() {
  engine ??= Promise.all([
    Promise.all([import(new URL("pagefind/pagefind.js", base).href), since()]).then(async ([pagefind, { numbers }]) => {
      await pagefind.options({ baseUrl: base.pathname, excerptLength: 0 });
      await pagefind.init(language);
      // Once an index is merged, nothing is found where a part of it is lost.
      if (numbers[language] && await read("pagefind/fresh/pagefind-entry.json").catch(() => null)) {
        await pagefind.mergeIndex(new URL("pagefind/fresh/", base).href, { language });
      }
      // A first search makes the browser compile what all searches use: it is not the reader's.
      pagefind.search(language).catch(() => {});
      return pagefind;
    }),
    read("pagefind/stems.json"),
    Promise.all([read(`pagefind/${language}.json`), since()]).then(([known, { numbers, outdated }]) => {
      const old = new Set(outdated);
      const still = Object.entries(known).filter(([, number]) => !old.has(number));
      return new Map([...still, ...Object.entries(numbers[language] ?? {})]);
    }),
  ]);
  engine.catch(() => { engine = undefined; });
  return engine;
}

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
    const whole = fetch(address).then((answer) => (answer.ok ? answer.text() : ""));
    const piece = Promise.all([whole, since()]).then(([text, { forms }]) => text + forms);
    piece.catch(() => pieces.delete(number));
    pieces.set(number, piece);
  }
  const found = [];
  for (const line of (await pieces.get(number)).split("\n")) {
    const [key, begin, ends] = line.split(" ");
    if (ends !== undefined && plain.startsWith(begin)
      && ends.split(",").includes(plain.slice(begin.length))) found.push(key);
  }
  const surname = plain.match(/^(.{2,}(?:[ое]в|[иы]н))(?:а|у|е|ой|ою|ом|ым|ы|ых|ыми)?$/u);
  return [...new Set(surname ? [...found, surname[1]] : found)];
}

// Signs that are not seen, and the stress over a vowel; Latin letters that stand in Cyrillic words.
const UNSEEN = /[\u00ad\u0300\u0301\u200b-\u200f\u2060\ufeff]/g;
const TWINS = { a: "а", c: "с", e: "е", h: "һ", i: "і", k: "к", m: "м", o: "о", p: "р", t: "т", x: "х", y: "у", "ə": "ә" };
const asOneScript = (word) => (/\p{sc=Cyrillic}/u.test(word) ? [...word].map((one) => TWINS[one] ?? one).join("") : word);

// The words of a query; of a name with an ending after a hyphen (Facebook-тегі) the name.
function words(query) {
  const all = query.normalize("NFC").replace(UNSEEN, "").match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) || [];
  return all.flatMap((word) => {
    const [head, ...rest] = word.split("-");
    if (!rest.length || /\p{N}/u.test(word)) return [word];
    const isName = head === head.toUpperCase() || /^[a-z]+$/i.test(head);
    return isName && rest.every((one) => one === one.toLowerCase()) ? [head] : [head, ...rest];
  }).map((word) => asOneScript(word.toLowerCase()));
}

const isCyrillic = (word) => /^\p{sc=Cyrillic}+$/u.test(word);

// How a brand that is written in Cyrillic letters (инстаграм) is written in its own.
const LATIN = { а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", з: "z", и: "i", й: "y", к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "h" };
const inLatin = (word) => [...word].map((one) => LATIN[one] ?? one).join("");

const fold = (word, { neighbours }) => [...word].map((one) => neighbours[one] ?? one).join("");

// What of the site holds every word in any form; where nothing does, what holds them in the letters
// of a brand, or what begins like them.
async function searchFor(ask, known, query) {
  const asked = await askedFor(known, query);
  const latin = asked.map(({ word }) => inLatin(word)).join(" ");
  return await formsOf(ask, asked)
    ?? (latin === query ? null : await formsOf(ask, await askedFor(known, latin)))
    ?? await begunLike(ask, known, asked) ?? [];
}

async function askedFor(known, query) {
  return Promise.all(words(query).map(async (word) => {
    if (!isCyrillic(word)) return { word, forms: [word] };
    const found = language === "ru" ? await russian(word) : keys(word, known);
    // A word that the site has in no form may be a name or a brand: Pagefind stems it itself, of short
    // ones to nothing. Kazakh that was typed in Russian letters stands there as it is.
    const isPlain = language === "kk" ? !found.length || fold(word, known) === word : !found.length && word.length > 3;
    return { word, found, forms: [...found.map((key) => `${key}x`), ...(isPlain ? [word] : [])] };
  }));
}

// What holds a word exactly. Pagefind gives all of these one score; what has it in its title, where
// each form stands once more with marks behind it, fits better.
async function exactly(ask, form) {
  const held = new Map((await ask(`"${form}"`)).map(({ id }) => [id, 1]));
  if (held.size) for (const { id } of await ask(`"${form}xx"`)) if (held.has(id)) held.set(id, 2);
  return held;
}

async function anyOf(ask, forms) {
  const all = await Promise.all([...new Set(forms)].map((form) => exactly(ask, form)));
  return all.reduce((held, more) => {
    for (const [id, fit] of more) held.set(id, Math.max(fit, held.get(id) ?? 0));
    return held;
  }, new Map());
}

// Numbers, brands and long words are rare: where one of them is not found the others need not be
// looked for.
const rarity = (word) => (isCyrillic(word) ? word.length : 99);

// What is found for every word, and how well it fits; null where nothing is.
async function together(asked, find) {
  let all;
  for (const one of [...asked].sort((a, b) => rarity(b.word) - rarity(a.word))) {
    const more = await find(one);
    all = all ? new Map([...all].filter(([id]) => more.has(id)).map(([id, fit]) => [id, fit + more.get(id)])) : more;
    if (!all.size) return null;
  }
  return all ?? null;
}

// What holds every word in any form.
function formsOf(ask, asked) {
  return together(asked, ({ forms }) => anyOf(ask, forms));
}

// What holds words that begin like those of a query, if not these in any form.
function begunLike(ask, known, asked) {
  return together(asked, async ({ word, forms, found = [] }) => {
    const shared = found.map((key) => {
      let n = 0;
      while (n < key.length && key[n] === word[n]) n += 1;
      return word.slice(0, n);
    }).filter((one) => one.length > 3);
    const begin = fold(shared.reduce((a, b) => (b.length < a.length ? b : a), word), known);
    const begun = await begunBy(ask, begin);
    const plain = language === "ru" && isCyrillic(word) && begin.length < 4 ? [] : [fold(word, known), begin];
    return new Map([...begun, ...await anyOf(ask, [...forms, ...plain])]);
  });
}

// What holds words that begin so. Of a beginning that no word has the engine takes letters off until
// something is found, which is nothing that was asked for: it finds the same places as for the
// beginning with another last letter, one that no word has.
async function begunBy(ask, begin) {
  const less = new Map((await ask(`${begin.slice(0, -1)}\u04ff`)).map(({ id, words: places }) => [id, places.join()]));
  const found = await ask(begin);
  return new Map(found.filter(({ id, words: places }) => less.get(id) !== places.join()).map(({ id }) => [id, 0]));
}

// The numbers of the incidents that a query finds, each with how well it fits.
export async function search(query) {
  const [pagefind, known, numbers] = await wake();
  const ask = async (term) => (await pagefind.search(term)).results.filter((one) => numbers.has(one.id));
  const found = await searchFor(ask, known, query);
  return new Map([...found].map(([id, fit]) => [numbers.get(id), fit]));
}
