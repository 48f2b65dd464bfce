// All entries, narrowed in the reader's browser. The codes of all entries are a table of a few
// files, one a year; titles lie in small files that are loaded for what is shown. What is chosen
// stands in the address, so that it can be kept and passed on.
import { search, wake } from "./search.js";

const form = document.getElementById("finder");
const said = form.dataset;
const base = new URL(said.base, location.href);
const language = document.documentElement.lang;
const { about, effects } = JSON.parse(document.getElementById("about").textContent);
const at = (id) => document.getElementById(id);
const [field, sort, told, list, chosen] = ["q", "sort", "told", "found", "chosen"].map(at);
const pager = document.querySelector(".pager");
const [more, take, whole] = [".more", ".take", ".whole"].map((one) => document.querySelector(one));
const standing = [...list.children];
const read = async (path) => {
  const answer = await fetch(new URL(path, base));
  if (!answer.ok) throw new Error(path);
  return answer.json();
};
const count = (number) => number.toLocaleString("ru");
const make = (name, values, ...children) => {
  const made = Object.assign(document.createElement(name), values);
  made.append(...children);
  return made;
};

// The links that lead to lists become choices that are pressed here.
const facets = new Map();
for (const box of form.querySelectorAll("fieldset[data-facet]:not([data-facet=period])")) {
  const name = box.dataset.facet, choices = new Map();
  for (const line of box.querySelectorAll("li")) {
    const [word, number] = line.children;
    const press = make("input", { type: "checkbox", name, value: line.dataset.code });
    choices.set(press.value, { press, number, label: word.textContent });
    line.replaceChildren(make("label", {}, press, make("span", { textContent: word.textContent }), number));
  }
  facets.set(name, { label: box.querySelector("legend").textContent, choices });
}
const wide = matchMedia("(min-width: 64rem)");
const frame = form.querySelector(".facets");
frame.open = wide.matches;
wide.addEventListener("change", () => { frame.open = wide.matches; });
form.classList.add("ready");
// On a phone the choices hide the list: below them stands how to get to it.
const folds = at("folds");
folds.addEventListener("click", () => { frame.open = false; frame.querySelector("summary").focus(); frame.scrollIntoView(); });

// The table: of each row its number, and of each column which of the values it has.
const COLUMNS = ["section", "right", "event_type", "region", "actor", "target", "platform", "case_status", "severity", "direction", "date"];
// A letter stands for a value: dalel.publish.site.code_table.column.
const place = (letter) => (letter < 92 ? letter - 48 : letter - 256 + 44);
async function load() {
  const years = said.years ? said.years.split(" ") : [];
  const pieces = await Promise.all(years.map((year) => read(`entries/${year}.json`)));
  const rows = [], columns = Object.fromEntries(COLUMNS.map((name) => [name, { of: [], at: [] }]));
  pieces.forEach((piece, nth) => {
    let last = 0;
    for (const step of piece.numbers) rows.push([years[nth], last += step]);
    for (const name of COLUMNS) {
      const { of, at: rowsAt } = columns[name], shift = of.length;
      of.push(...piece[name].of);
      const letters = piece[name].at;
      for (let n = 0; n < letters.length; n += 1) rowsAt.push(place(letters.charCodeAt(n)) + shift);
    }
  });
  const value = (row, name) => columns[name].of[columns[name].at[row]];
  const number = (row) => `${rows[row][0]}-${String(rows[row][1]).padStart(4, "0")}`;
  // Where a part of a year is given, it begins with its first month and ends with its last.
  const spans = columns.date.of.map(([iso]) => {
    if (!iso) return null;
    const [begin, end = begin] = iso.split("/");
    return [begin.length > 4 ? begin.slice(0, 7) : `${begin}-01`, end.length > 4 ? end.slice(0, 7) : `${end}-12`];
  });
  return { rows, columns, value, number, spans };
}
let known;
const table = () => {
  known ??= load();
  known.catch(() => { known = undefined; });
  return known;
};

// What stands in the form, as in the address: only what was chosen.
const usual = (query) => (query ? "relevance" : "number");
function state() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value.trim()) asked.append(name, value.trim());
  if (asked.get("sort") === usual(asked.get("q"))) asked.delete("sort");
  return asked;
}
function restore() {
  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") || "";
  for (const [name, { choices }] of facets) {
    const values = asked.getAll(name);
    for (const [code, { press }] of choices) press.checked = values.includes(code);
  }
  for (const id of ["from", "to"]) if (at(id)) at(id).value = asked.get(id) || "";
  offer(field.value.trim());
  sort.value = asked.get("sort");
  if (!sort.value) sort.value = usual(field.value.trim());
  for (const box of form.querySelectorAll(".facet")) {
    if ([...box.querySelectorAll("input, select")].some((one) => one.checked || (one.type !== "checkbox" && one.value))) box.open = true;
  }
}
// Only words can fit well or badly; then the best comes first unless another order is chosen.
function offer(query) {
  const best = sort.querySelector("[value=relevance]"), before = usual(best.disabled ? "" : "words");
  best.hidden = best.disabled = !query;
  if (sort.value === before || !sort.value) sort.value = usual(query);
}

// Which rows have all that is chosen, and of each word how many would be there with it: a facet's
// words are counted among what the other facets leave.
function narrow({ rows, columns, spans, number }, asked, fits) {
  const [from, to] = [asked.get("from") || "", asked.get("to") || "9"];
  const dated = asked.has("from") || asked.has("to");
  const passes = [...facets.keys()].map((name) => {
    const { of, at: rowsAt } = columns[name], wanted = asked.getAll(name);
    const good = of.map((codes) => !wanted.length || codes.some((code) => wanted.includes(code)));
    return { name, of, rowsAt, good, counts: new Uint32Array(of.length) };
  });
  const found = [];
  let undated = 0;
  for (let row = 0; row < rows.length; row += 1) {
    if (fits && !fits.has(number(row))) continue;
    let missed = 0, last;
    for (const one of passes) if (!one.good[one.rowsAt[row]]) { missed += 1; last = one; if (missed > 1) break; }
    if (missed > 1) continue;
    if (dated) {
      const span = spans[columns.date.at[row]];
      if (!span || !(span[0] >= from && span[1] <= to)) {
        if (!missed && (!span || (span[0] <= to && span[1] >= from))) undated += 1;
        continue;
      }
    }
    if (missed) last.counts[last.rowsAt[row]] += 1;
    else {
      found.push(row);
      for (const one of passes) one.counts[one.rowsAt[row]] += 1;
    }
  }
  const counts = new Map(passes.map(({ name, of, counts: held }) => {
    const words = {};
    of.forEach((codes, place) => { for (const code of codes) words[code] = (words[code] || 0) + held[place]; });
    return [name, words];
  }));
  return { found, counts, undated };
}

// The latest first, and the same among those that are equal.
function arrange(found, { value, number }, order, fits) {
  const text = (row) => value(row, "date")[0] || "";
  const measure = {
    date: (a, b) => (text(a) < text(b)) - (text(a) > text(b)),
    severity: (a, b) => (value(b, "severity")[0] || 0) - (value(a, "severity")[0] || 0),
    relevance: (a, b) => (fits ? fits.get(number(b)) - fits.get(number(a)) : 0),
  }[order] || (() => 0);
  return found.sort((a, b) => measure(a, b) || b - a);
}

// Titles and dates in words, by files of some numbers each.
const pieces = new Map();
async function titled({ rows }, some) {
  const path = ([year, place]) => `entries/${language}/${year}-${Math.floor(place / said.titles)}.json`;
  return Promise.all(some.map(async (row) => {
    const name = path(rows[row]);
    if (!pieces.has(name)) {
      pieces.set(name, read(name));
      pieces.get(name).catch(() => pieces.delete(name));
    }
    return (await pieces.get(name))[rows[row][1]] || ["", ""];
  }));
}

function line(row, [title, date], codes) {
  const number = codes.number(row), [direction = ""] = codes.value(row, "direction");
  const href = new URL(`${language}/i/${number}/index.html`, base).href;
  const when = make("span", { className: "when" }, make("a", { href, textContent: number }), ` ${date || said.undatedword}`);
  const name = make("a", { className: "title", href },
    make("i", { className: `dot ${direction || "none"} s3` }),
    make("span", { className: "vh", textContent: `${effects[direction] || direction}: ` }), title);
  const section = facets.get("section").choices.get(codes.value(row, "section")[0]);
  const words = section ? section.label.replace(/^\d+\. /, "") : "";
  return make("li", {}, when, " ", name, " ", make("span", { className: "soft", textContent: words }));
}

// One answer at a time: who goes on meanwhile is answered next, and only what was asked last.
const FIRST = 20;
const MORE = 40;
let turn = 0;
let answering = null;
let now = null;
function answer() {
  turn += 1;
  chips(state());
  list.ariaBusy = "true";
  answering ??= answerAll().finally(() => { answering = null; list.ariaBusy = "false"; });
  return answering;
}
async function answerAll() {
  for (let mine = 0; mine !== turn;) {
    mine = turn;
    try {
      await answerOnce(state(), () => mine !== turn);
    } catch (error) {
      if (mine === turn) { now = null; show([], said.failed); }
    }
  }
}

let words = { query: "", fits: null };
async function answerOnce(asked, isOver) {
  const start = performance.now(), query = asked.get("q") || "";
  if (!asked.toString()) return rest();
  const [codes, fits] = await Promise.all([table(), fitting(query)]);
  if (isOver()) return;
  const { found, counts, undated } = narrow(codes, asked, fits);
  const rows = arrange(found, codes, asked.get("sort") || usual(query), fits);
  const titles = await titled(codes, rows.slice(0, FIRST));
  if (isOver()) return;
  now = { rows, codes, asked, undated };
  for (const [name, { choices }] of facets) for (const [code, one] of choices) number(one, counts.get(name)[code] || 0);
  const nothing = query ? said.none : said.empty;
  show(titles.map((one, place) => line(rows[place], one, codes)), rows.length ? "" : nothing);
  said.took = String(performance.now() - start);
}
async function fitting(query) {
  if (!query) return null;
  if (words.query !== query) words = { query, fits: await search(query) };
  return words.fits;
}
function number({ press, number: told }, value) {
  told.value = String(value);
  told.textContent = count(value);
  press.closest("li").classList.toggle("none", !value && !press.checked);
}

// Nothing is chosen: the list stands as it was delivered, and the counts are of all.
async function rest() {
  now = null;
  show(standing, "");
  if (!list.dataset.narrowed) return;
  delete list.dataset.narrowed;
  const { counts } = narrow(await table(), new URLSearchParams(), null);
  for (const [name, { choices }] of facets) for (const [code, one] of choices) number(one, counts.get(name)[code] || 0);
}
function show(lines, message) {
  list.replaceChildren(...lines);
  if (now) list.dataset.narrowed = "true";
  if (pager) pager.hidden = now !== null;
  take.hidden = !now || !now.rows.length;
  whole.hidden = now !== null;
  tell(message);
}
function tell(message) {
  const rest = now ? now.rows.length - list.children.length : 0;
  more.hidden = rest <= 0;
  const parts = message || !now ? [message] : [`${said.found}: ${count(now.rows.length)}`];
  if (rest > 0) parts.push(`${said.shown}: ${count(list.children.length)}`);
  if (now?.undated) parts.push(`${said.undated}: ${count(now.undated)}`);
  told.textContent = parts.filter(Boolean).join(" · ");
  folds.hidden = !now;
  if (now) folds.textContent = `${folds.dataset.words}: ${count(now.rows.length)}`;
}
at("more").addEventListener("click", async () => {
  const { rows, codes } = now, begin = list.children.length, asked = now;
  const next = rows.slice(begin, begin + MORE);
  const titles = await titled(codes, next).catch(() => null);
  if (now !== asked || list.children.length !== begin) return;
  if (!titles) return tell(said.failed);
  list.append(...titles.map((one, place) => line(next[place], one, codes)));
  list.children[begin].querySelector(".title").focus();
  tell("");
});

// What is chosen, in words: each can be taken off, and in print they are the heading.
function criteria(asked) {
  const found = [];
  for (const [name, value] of asked) {
    const facet = facets.get(name);
    if (facet?.choices.has(value)) found.push([name, value, `${facet.label}: ${facet.choices.get(value).label}`]);
    else if (name === "q") found.push([name, value, `${said.words}: ${value}`]);
    else if (["from", "to"].includes(name)) found.push([name, value, `${said[name]}: ${at(name).selectedOptions[0].textContent}`]);
  }
  return found;
}
function chips(asked) {
  const found = criteria(asked);
  chosen.hidden = !found.length;
  chosen.firstElementChild.replaceChildren(...found.map(([name, value, label]) => {
    const chip = make("button", { type: "button", textContent: label });
    chip.setAttribute("aria-label", `${said.remove}: ${label}`);
    chip.addEventListener("click", () => {
      if (facets.has(name)) facets.get(name).choices.get(value).press.checked = false;
      else at(name).value = "";
      changed();
      (chosen.querySelector("li button") || list.querySelector("a") || field).focus();
    });
    return make("li", {}, chip);
  }));
  const parts = found.map(([, , label]) => label);
  at("criteria").textContent = [...parts, sort.selectedOptions[0].textContent].join("; ");
  frame.dataset.chosen = found.length ? String(found.length) : "";
}
at("clear").addEventListener("click", () => {
  for (const { choices } of facets.values()) for (const { press } of choices.values()) press.checked = false;
  for (const id of ["q", "from", "to"]) if (at(id)) at(id).value = "";
  offer("");
  sort.value = usual("");
  changed();
  field.focus();
});

// The list as it stands, as a file that names its columns as the open data do.
function record(row, [title, date], codes) {
  const of = (name) => codes.value(row, name), number = codes.number(row);
  const [section] = of("section"), [kind, ...others] = of("event_type");
  const label = (name, code) => facets.get(name)?.choices.get(code)?.label ?? null;
  return {
    number,
    url: new URL(`${language}/i/${number}/`, said.site || base).href,
    section: Number(section),
    section_label: label("section", section)?.replace(/^\d+\. /, "") ?? null,
    title,
    date: of("date")[0] ?? null,
    event_type: kind ?? null,
    event_type_label: kind ? label("event_type", kind) : null,
    secondary_event_types: others,
    direction: of("direction")[0] ?? null,
    severity: of("severity")[0] ? Number(of("severity")[0]) : null,
    case_status: of("case_status")[0] ?? null,
    rights: of("right"),
    actors_established: of("actor"),
    targets: of("target"),
    platforms: of("platform"),
    regions: of("region"),
  };
}
// Text and sources are a file an entry: so many are taken along with them.
const WORDED = 200;
async function worded(records) {
  if (records.length > WORDED) return records;
  const whole = await Promise.all(records.map(({ number }) => read(`api/v1/incidents/${number}.json`)));
  return records.map((one, place) => ({ ...one, text: whole[place].languages[language]?.text ?? null, links: whole[place].links }));
}
const cell = (value) => {
  const text = Array.isArray(value) ? value.join(" | ") : String(value ?? "");
  const safe = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const WRITERS = {
  csv: (records) => `\ufeff${[Object.keys(records[0]), ...records.map(Object.values)].map((one) => one.map(cell).join(",")).join("\r\n")}\r\n`,
  json: (records, asked) => {
    const chosenHere = criteria(asked).map(([, , label]) => label);
    const address = new URL(`${language}/search/?${asked}`, said.site || base).href;
    return `${JSON.stringify({ about, address, criteria: chosenHere, incidents: records }, null, 1)}\n`;
  },
};
take.addEventListener("click", async ({ target }) => {
  const ending = target.dataset.take;
  if (!ending || !now) return;
  const { rows, codes, asked } = now;
  const titles = await titled(codes, rows).catch(() => null);
  if (!titles) return tell(said.failed);
  const bare = rows.map((row, place) => record(row, titles[place], codes));
  const records = await worded(bare).catch(() => bare);
  const file = new Blob([WRITERS[ending](records, asked)], { type: ending === "csv" ? "text/csv" : "application/json" });
  const link = make("a", { href: URL.createObjectURL(file), download: `${about.preview ? "preview-" : ""}incidents-${about.version}-${records.length}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
});

// The address follows: a choice is a step to which "back" returns, a letter is none.
function follow(asked, step) {
  const address = asked.toString() ? `?${asked}` : location.pathname;
  if (step) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  carry();
}
// Whoever goes on in the other language goes on with what was asked.
function carry() {
  for (const link of document.querySelectorAll("header a[hreflang]")) link.search = location.search;
}
function changed() {
  offer(field.value.trim());
  follow(state(), true);
  answer();
}
// So few letters begin too many words to ask for them on the way; whoever types on asks for more.
const UNFINISHED = /(?:^|\s)\S{1,3}$/;
const PAUSE = 250;
let waiting;
function typed() {
  clearTimeout(waiting);
  offer(field.value.trim());
  follow(state(), false);
  answer();
}
form.addEventListener("submit", (event) => { event.preventDefault(); typed(); });
field.addEventListener("focus", () => { wake().catch(() => {}); }, { once: true });
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(typed, UNFINISHED.test(field.value) ? PAUSE : 0);
});
form.addEventListener("change", ({ target }) => { if (target !== field) changed(); });
sort.addEventListener("change", changed);
addEventListener("popstate", () => { restore(); carry(); answer(); });
restore();
carry();
table().catch(() => {});
if (state().toString()) answer();
