/**
 * Finds the column that an adjective or a bare role speaks of: `oldest` an age, `who` a name, `when` a date.
 *
 * @module
 */
import { stem } from "../text/stem.ts";
import { relatedness } from "../lexicon/thesaurus.ts";
import type { ColumnInfo } from "../link/table_context.ts";

/** How well a column's name fits a concept, 0 to 1. */
export function conceptScore(column: ColumnInfo, concept: string): number {
  const wanted = stem(concept);
  let best = 0;
  for (const form of column.forms) {
    form.forEach((word, index) => {
      const near = relatedness(wanted, word);
      const place = form.length === 1 ? 1 : index === form.length - 1 ? 0.9 : 0.8;
      best = Math.max(best, near * place);
    });
  }
  return best;
}

/**
 * The column that fits one of the concepts best and passes a test. Where several fit as well, `lean` chooses: the hottest day is one of
 * `temp_max`, the coldest one of `temp_min`.
 */
export function conceptColumn(
  columns: readonly ColumnInfo[],
  concepts: readonly string[],
  test: (column: ColumnInfo) => boolean = () => true,
  lean?: "high" | "low",
): { column: ColumnInfo; score: number } | undefined {
  let best: { column: ColumnInfo; score: number } | undefined;
  for (const column of columns) {
    if (!test(column)) continue;
    concepts.forEach((concept, index) => {
      const score = (conceptScore(column, concept) + leaning(column, lean)) * (1 - 0.05 * index);
      if (score >= 0.5 && score > (best?.score ?? 0)) best = { column, score };
    });
  }
  return best;
}

const HIGH = /^max/, LOW = /^min/;

function leaning(column: ColumnInfo, lean: "high" | "low" | undefined): number {
  if (lean === undefined) return 0;
  const is = (words: RegExp) => column.forms.some((form) => form.some((word) => words.test(word)));
  const [own, other] = lean === "high" ? [HIGH, LOW] : [LOW, HIGH];
  return is(own) ? 0.02 : is(other) ? -0.02 : 0;
}

/** Whether a column holds moments: dates, or integers that are years. */
export function isTime(column: ColumnInfo): boolean {
  return column.temporal || column.year;
}

/** The column that dates the rows: the first date, or else the first year. */
export function timeColumn(columns: readonly ColumnInfo[]): ColumnInfo | undefined {
  return columns.find((column) => column.temporal) ?? columns.find((column) => column.year);
}

/** Places count from the top: the highest place is the smallest number. */
export function isRank(column: ColumnInfo): boolean {
  if (column.quantity && column.high <= 1000 && column.low >= 1) {
    if (column.recipe?.remove.includes("#") || /\b(?:charts?|billboard|peak)\b/i.test(column.name)) {
      return true;
    }
  }
  return column.forms.some((form) =>
    form.length <= 4 &&
    (RANKS.test(form.at(-1)!) || RANKS.test(form[0]!) && column.high <= 1000 && form.length > 1)
  );
}

const RANKS = /^(rank|pos|posit|plac|placement|stand|finish|seed|peak)$/;

/** Whether a column only counts the rows through: `Week` from 1 to 18, `No.` from 1 on. */
export function numbersRows(column: ColumnInfo, rows: number): boolean {
  const { type, distinct, missing } = column.profile;
  const filled = rows - missing;
  return (type === "integer" || column.recipe !== undefined) && filled > 2 && distinct >= 0.9 * filled &&
    column.low >= 0 && column.low <= 1 && column.high - column.low <= 1.3 * filled;
}

/** A number of things that a row holds, as opposed to a name, a code or a year. */
export function isAmount(column: ColumnInfo, rows: number): boolean {
  return column.quantity && !column.key && !column.year && !isRank(column) && !numbersRows(column, rows);
}

/** Words that speak of better and worse, not of more and less: of places they turn round. */
function turnsRanks(word: string): boolean {
  return /high|low|best|better|worst|worse|top|bottom|great|lead|above|below|under/.test(word);
}

/** Whether a word of better and worse means smaller and larger of a column: of places, and of times on the clock. */
export function turns(column: ColumnInfo, word: string): boolean {
  return isRank(column) && turnsRanks(word) ||
    column.recipe?.clock === true && /best|better|worst|worse|top/.test(word);
}

/** Whether most cells of a text begin with a figure: `15 years, 25 days` names nobody, `2000 F` adds up to nothing. */
export function holdsFigures({ text, profile: { top } }: ColumnInfo): boolean {
  return text && top.filter((one) => /^\W*\d/.test(String(one.value))).length > top.length / 2;
}

const LABELS = [
  "name",
  "title",
  "player",
  "person",
  "team",
  "country",
  "city",
  "film",
  "song",
  "artist",
  "company",
  "driver",
  "candidate",
  "winner",
  "athlete",
  "model",
  "product",
];
const PERSONS = [
  "name",
  "player",
  "person",
  "driver",
  "candidate",
  "winner",
  "athlete",
  "artist",
  "director",
  "author",
  "rider",
  "member",
  "president",
  "team",
  "champion",
  "actor",
  "coach",
  "swimmer",
  "skipper",
  "cyclist",
  "golfer",
  "wrestler",
  "incumbent",
  "representative",
  "scorer",
  "nominee",
  "customer",
  "employee",
  "agent",
  "assignee",
  "owner",
  "seller",
  "salesperson",
  "manager",
];

function labelScore(column: ColumnInfo, words: readonly string[], rows: number): number {
  if (!column.text || column.quantity) return 0;
  const unique = rows === 0 ? 0 : column.profile.distinct / Math.max(1, rows);
  const named = words.findIndex((word) => column.forms.some((form) => form.includes(stem(word))));
  const name = named < 0 ? 0 : 1 - 0.02 * named;
  const values = column.profile.top.map((entry) => String(entry.value));
  const numbers = values.length > 0 &&
    values.filter((value) => /\d/.test(value)).length / values.length > 0.6;
  return name * 1.2 + unique - 0.03 * column.index - (numbers ? 0.8 : 0);
}

/** The column that names the rows of a table: what `who` or `which one` is answered with. */
export function labelColumn(
  columns: readonly ColumnInfo[],
  rows: number,
  person = false,
): ColumnInfo | undefined {
  let best: ColumnInfo | undefined;
  let top = 0.2;
  for (const column of columns) {
    const score = labelScore(column, person ? PERSONS : LABELS, rows);
    if (score > top) {
      top = score;
      best = column;
    }
  }
  return best;
}

/** Whether a numeric column runs over a scale, so that its values make no groups by themselves. */
export function isContinuous(column: ColumnInfo): boolean {
  return column.numeric && !column.year && !column.key && column.flag === undefined &&
    (column.profile.distinct > 20 || column.profile.type === "number" && column.profile.distinct > 8);
}

/** Whether a column names nearly every row by itself: `for each title` then means each row. */
export function namesRows(column: ColumnInfo, rows: number): boolean {
  return column.entity === true ||
    column.text && !column.quantity && rows >= 20 &&
      column.profile.distinct > 0.8 * (rows - column.profile.missing);
}
