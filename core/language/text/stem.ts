/**
 * A light stemmer for comparing words of a question with names of columns: it removes endings, it does not find dictionary forms.
 *
 * @module
 */

const IRREGULAR: Record<string, string> = {
  men: "man",
  women: "woman",
  people: "person",
  persons: "person",
  children: "child",
  kids: "child",
  feet: "foot",
  teeth: "tooth",
  mice: "mouse",
  geese: "goose",
  countries: "country",
  cities: "city",
  sold: "sell",
  sales: "sale",
  won: "win",
  winning: "win",
  winner: "winner",
  lost: "lose",
  losses: "loss",
  made: "make",
  given: "give",
  gave: "give",
  taken: "take",
  took: "take",
  ran: "run",
  went: "go",
  gone: "go",
  held: "hold",
  led: "lead",
  left: "leave",
  met: "meet",
  paid: "pay",
  said: "say",
  sent: "send",
  spent: "spend",
  stood: "stand",
  told: "tell",
  written: "write",
  wrote: "write",
  bought: "buy",
  brought: "bring",
  built: "build",
  came: "come",
  did: "do",
  done: "do",
  does: "do",
  drawn: "draw",
  drew: "draw",
  driven: "drive",
  drove: "drive",
  earned: "earn",
  began: "begin",
  begun: "begin",
  born: "birth",
  died: "death",
  die: "death",
  dead: "death",
  deaths: "death",
  dies: "death",
  has: "have",
  had: "have",
  is: "be",
  are: "be",
  was: "be",
  were: "be",
  been: "be",
  grew: "grow",
  grown: "grow",
  flew: "fly",
  flown: "fly",
  played: "play",
  scored: "score",
  years: "year",
  heights: "height",
  series: "series",
  species: "species",
  indices: "index",
  analyses: "analysis",
  status: "status",
  rated: "rating",
  weigh: "weight",
  weighs: "weight",
  weighed: "weight",
  weighing: "weight",
  gas: "gas",
  bus: "bus",
  buses: "bus",
  lens: "lens",
  news: "news",
  movies: "movie",
  hp: "hp",
  aged: "age",
  ages: "age",
  dates: "date",
  wives: "wife",
  lives: "life",
  bytes: "byte",
  axes: "axis",
  axis: "axis",
  mpg: "mpg",
  added: "add",
  times: "time",
  sexes: "sex",
  ties: "tie",
  tied: "tie",
};

const KEPT = new Set([
  "this",
  "his",
  "hers",
  "its",
  "us",
  "plus",
  "minus",
  "versus",
  "less",
  "always",
  "across",
  "during",
  "thing",
  "king",
  "ring",
  "spring",
  "string",
  "wing",
  "red",
  "bed",
  "seed",
  "need",
  "speed",
  "feed",
  "weed",
  "breed",
  "hundred",
  "bring",
  "sing",
  "evening",
  "morning",
  "nothing",
  "something",
  "anything",
  "everything",
  "sterling",
  "wedding",
  "united",
  "bronze",
  "rating",
  "ratings",
  "reading",
  "building",
  "buildings",
  "setting",
  "meeting",
  "opening",
  "parking",
  "housing",
  "heading",
]);

const cache = new Map<string, string>();

/** The stem of a lower-case word. Words that differ in number, tense or `-tion` share it: `populations`, `populated`. */
export function stem(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const result = /^[a-z]+$/.test(word) ? strip(word) : word;
  if (cache.size > 20_000) cache.clear();
  cache.set(word, result);
  return result;
}

function strip(word: string): string {
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  if (irregular !== undefined) return withoutE(irregular);
  if (word.length <= 3) return word;
  if (KEPT.has(word)) return word.endsWith("ings") ? word.slice(0, -1) : word;
  return stripEnding(singular(word));
}

function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:sh|ch|x|ss|zz)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith("s")) return word.slice(0, -1);
  return word;
}

function stripEnding(word: string): string {
  let base = word;
  if (KEPT.has(base) || Object.hasOwn(IRREGULAR, base)) return withoutE(IRREGULAR[base] ?? base);
  if (base.endsWith("ied") && base.length > 4) base = `${base.slice(0, -3)}y`;
  else if (base.endsWith("ing") && base.length >= 6) base = undouble(base.slice(0, -3));
  else if (base.endsWith("ed") && base.length >= 5) base = undouble(base.slice(0, -2));
  else if (/ations?$/.test(base) && base.length >= 8) base = base.replace(/ations?$/, "ate");
  else if (/[^i]ions?$/.test(base) && base.length >= 8) base = base.replace(/ions?$/, "");
  else if (base.endsWith("ly") && base.length >= 6) base = base.slice(0, -2);
  return withoutE(base);
}

function withoutE(word: string): string {
  return word.length > 3 && word.endsWith("e") ? word.slice(0, -1) : word;
}

function undouble(word: string): string {
  return /([bdfgmnprt])\1$/.test(word) ? word.slice(0, -1) : word;
}
