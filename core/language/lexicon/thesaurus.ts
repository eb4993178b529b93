/**
 * Words that people use for one another when they name a column, and abbreviations that columns use.
 *
 * @module
 */
import { stem } from "../text/stem.ts";

/** Sets of words of near meaning; the first of each names the concept. A word may stand in several. */
const CONCEPTS: readonly string[] = [
  "age old older oldest young younger youngest aged",
  "price cost fare fee charge amount rate",
  "salary wage pay income earnings compensation",
  "wealth income gdp networth money fortune",
  "revenue sales turnover income",
  "sales revenue sold sell",
  "profit earnings gain",
  "country nation nationality region origin",
  "length time running runtime duration",
  "origin country nationality",
  "gender sex",
  "name title called",
  "date day when",
  "year season when",
  "duration length runtime time minutes",
  "length duration distance long",
  "height tall altitude elevation stature",
  "elevation altitude height",
  "weight mass heavy",
  "speed velocity pace fast",
  "size area magnitude",
  "area size acreage",
  "population inhabitants residents people",
  "popularity population popular rating",
  "temperature heat temp warm cold hot",
  "depth deep",
  "width wide breadth",
  "distance length far",
  "power strength horsepower",
  "rank position place standing ranking finish",
  "rating score grade stars",
  "score points result",
  "film movie picture title",
  "car vehicle automobile model",
  "company firm business manufacturer employer",
  "manufacturer maker brand make producer",
  "customer client buyer",
  "employee worker staff person",
  "player athlete name",
  "city town municipality",
  "state province region",
  "region area territory zone",
  "category type kind class genre group",
  "genre category type",
  "department division unit",
  "product item article goods",
  "quantity count number amount units",
  "budget cost spending expenditure",
  "gross revenue earnings",
  "director filmmaker",
  "author writer",
  "genus species",
  "opponent opposition rival",
  "venue location stadium site place where",
  "location place site venue where",
  "team club side",
  "party affiliation",
  "attendance crowd spectators",
  "result outcome",
  "death fatality killed died casualties",
  "birth born",
  "hire hired employed",
  "release released published launched premiere",
  "founded established opened started formed",
  "language tongue",
  "religion faith",
  "occupation job profession work",
  "job occupation position role title",
  "survived survivor alive",
  "smoker smoking smokes",
  "child kid",
  "mpg mileage economy",
  "horsepower hp power",
  "displacement engine",
  "id identifier key code",
  "percentage percent share pct proportion",
  "vote votes ballots",
  "degree qualification",
  "channel network station",
  "artist singer musician performer",
  "song track title",
  "purchase purchased bought order",
  "bathroom bath",
  "bedroom bed",
  "rain rainfall precipitation",
];

/** Abbreviations in names of columns and questions, with what they stand for. */
const ABBREVIATIONS: Record<string, string> = {
  qty: "quantity",
  amt: "amount",
  avg: "average",
  num: "number",
  no: "number",
  nr: "number",
  cnt: "count",
  pct: "percent",
  perc: "percent",
  desc: "description",
  dept: "department",
  dob: "birth date",
  yr: "year",
  yrs: "year",
  mo: "month",
  hr: "hour",
  hrs: "hour",
  min: "minimum",
  max: "maximum",
  temp: "temperature",
  pop: "population",
  cat: "category",
  prod: "product",
  cust: "customer",
  emp: "employee",
  addr: "address",
  tel: "telephone",
  lat: "latitude",
  lon: "longitude",
  lng: "longitude",
  hp: "horsepower",
  mpg: "miles per gallon",
  gdp: "gross domestic product",
  ww: "worldwide",
  ht: "height",
  wt: "weight",
  wgt: "weight",
  len: "length",
  vol: "volume",
  val: "value",
  std: "standard",
  dev: "deviation",
  pts: "point",
  pos: "position",
  att: "attendance",
  est: "established",
  mfr: "manufacturer",
  mfg: "manufacturer",
  org: "organization",
  gov: "government",
  acc: "accuracy",
  lang: "language",
  dur: "duration",
  dist: "distance",
  rev: "revenue",
  disc: "discount",
  inv: "invoice",
  ord: "order",
  cyl: "cylinder",
  accel: "acceleration",
  displ: "displacement",
  loc: "location",
  intl: "international",
  fname: "first name",
  lname: "last name",
  tot: "total",
  exp: "experience",
  edu: "education",
  sqft: "square feet",
  enr: "enrollment",
  pl: "place",
  dir: "direction",
  relhum: "relative humidity",
  baro: "barometric pressure",
  sibsp: "siblings spouses",
  parch: "parents children",
  pclass: "passenger class",
  bmi: "body mass index",
  percap: "per capita",
  hs: "high school",
  us: "united states",
  usa: "united states",
  uk: "united kingdom",
  tv: "television",
};

/** Words that tables and people use for the very same thing. */
const SAME = [
  "sales revenue",
  "gender sex",
  "film movie",
  "car vehicle",
  "mileage mpg",
  "horsepower hp",
  "zip zipcode",
  "employee staff",
];

const stems = (words: string) => words.split(" ").map(stem);

const related = new Map<string, Map<string, number>>();
for (const line of CONCEPTS) {
  const members = stems(line);
  members.forEach((a, i) =>
    members.forEach((b, j) => {
      if (a === b) return;
      const weight = i === 0 || j === 0 ? 0.8 : 0.6;
      let row = related.get(a);
      if (row === undefined) related.set(a, row = new Map());
      row.set(b, Math.max(weight, row.get(b) ?? 0));
    })
  );
}

for (const pair of SAME) {
  const [a, b] = stems(pair) as [string, string];
  for (const [from, to] of [[a, b], [b, a]] as const) {
    const row = related.get(from) ?? new Map<string, number>();
    row.set(to, 0.95);
    related.set(from, row);
  }
}

/** How near two stems are in meaning: 1 the same, 0 nothing known. */
export function relatedness(a: string, b: string): number {
  return a === b ? 1 : related.get(a)?.get(b) ?? 0;
}

/** Stems that may stand for a stem, with how near they are. */
export function relatedStems(word: string): ReadonlyMap<string, number> {
  return related.get(word) ?? new Map();
}

/** The words that an abbreviation stands for, as stems; undefined where it is none. */
export function expansionOf(word: string): readonly string[] | undefined {
  const full = Object.hasOwn(ABBREVIATIONS, word) ? ABBREVIATIONS[word] : undefined;
  return full === undefined ? undefined : stems(full);
}
