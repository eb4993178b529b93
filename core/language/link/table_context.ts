/**
 * What the language knows of a table: its columns with their words and roles, prepared once per profile.
 *
 * @module
 */
import type { Formula } from "./derived_columns.ts";
import type { ColumnProfile, DatasetProfile, Plan, Value, ValueIndex } from "../../contract/mod.ts";
import { stem } from "../text/stem.ts";
import { wordsOf } from "../text/token.ts";
import { expansionOf } from "../lexicon/thesaurus.ts";
import { type NumberRecipe, numberRecipe } from "./number_text.ts";
import { type OutcomeColumn, outcomeColumns } from "./outcomes.ts";
import { contextForms } from "./sport_forms.ts";
import { ValueLookup } from "./value_lookup.ts";

/** A column with what its profile implies. */
export interface ColumnInfo {
  /** Position of the table among the tables asked. */
  readonly table: number;
  readonly dataset: string;
  readonly index: number;
  readonly name: string;
  readonly profile: ColumnProfile;
  readonly numeric: boolean;
  /** A number, or text that holds one. */
  readonly quantity: boolean;
  /** How text becomes a number. */
  readonly recipe?: NumberRecipe;
  /** Set where the question makes the column of others. */
  readonly formula?: Formula;
  /** Smallest and largest number; NaN where there are none. */
  readonly low: number;
  readonly high: number;
  readonly temporal: boolean;
  readonly text: boolean;
  /** Two values such as 0/1, yes/no, true/false; `positive` is the one that affirms. */
  readonly flag?: { readonly positive: Value; readonly negative: Value };
  /** An identifier: (nearly) unique and named so. */
  readonly key: boolean;
  /** Integers that are years. */
  readonly year: boolean;
  /** Few values that classify rows. */
  readonly category: boolean;
  /** No value stands twice. */
  readonly unique?: true;
  /** Names the rows, and the table is called after it: `Aircraft` of the table of aircraft. */
  readonly entity?: true;
  /** Ways to spell the name, as stems. */
  readonly forms: readonly (readonly string[])[];
  /** The name's letters and digits without gaps. */
  readonly fused: string;
}

/** A table with everything that reading needs of it. */
export interface TableContext {
  readonly position: number;
  readonly profile: DatasetProfile;
  readonly columns: readonly ColumnInfo[];
  readonly values: ValueLookup;
  /** Stems of the table's name. */
  readonly nameStems: readonly string[];
  /** The row that adds up the others, where the table has one: a cell that says so. */
  readonly total?: { readonly column: ColumnInfo; readonly value: string };
  /** Columns that tell who won. */
  readonly outcomes: readonly OutcomeColumn[];
  /** The plan that makes its rows, where the question prepares the table first; its scan otherwise. */
  readonly rows?: Plan;
  /** The table as it is stored, where the question prepares it. */
  readonly stored?: DatasetProfile;
}

const POSITIVE = new Set(["1", "true", "yes", "y", "t"]);
const NEGATIVE = new Set(["0", "false", "no", "n", "f"]);

function flagOf(profile: ColumnProfile): ColumnInfo["flag"] {
  if (profile.type === "boolean") return { positive: true, negative: false };
  if (profile.distinct !== 2 || profile.top.length < 2) return undefined;
  const [a, b] = [profile.top[0]!.value, profile.top[1]!.value];
  const text = (value: Value) => String(value).toLowerCase();
  if (POSITIVE.has(text(a)) && NEGATIVE.has(text(b))) return { positive: a, negative: b };
  if (POSITIVE.has(text(b)) && NEGATIVE.has(text(a))) return { positive: b, negative: a };
  return undefined;
}

const KEY_WORDS = new Set(["id", "key", "uuid", "guid", "index", "code"]);

/** Ends of names that are written without a gap: `sugarpercent`, `birthdate`. */
const GLUED =
  /^([a-z]{3,})(percent|percentage|rate|date|count|total|code|type|number|price|size|time|year|amount|value|score|index|level|name)$/;

function formsOf(name: string): string[][] {
  const written = wordsOf(name);
  const glued = written.length === 1 ? GLUED.exec(written[0]!) : null;
  const plain = glued === null ? written : [glued[1]!, glued[2]!];
  const short = wordsOf(name.replace(/[([{][^)\]}]*[)\]}]/g, " "));
  const forms = [plain, ...(short.length > 0 && short.length < plain.length ? [short] : [])].map((words) =>
    words.map(stem)
  );
  for (const form of [...forms]) {
    if (
      form.some((word, i) => expansionOf(plain[i] ?? word) !== undefined || expansionOf(word) !== undefined)
    ) {
      forms.push(
        form.flatMap((word, i) =>
          expansionOf(word) ?? expansionOf(form === forms[0] ? plain[i]! : word) ?? [word]
        ),
      );
    }
  }
  // `department number` is how people say DEPARTMENT_ID.
  const [whole] = forms;
  if (whole !== undefined && whole.length > 1 && whole.at(-1) === "id") {
    forms.push([...whole.slice(0, -1), stem("number")]);
  }
  return forms.filter((form) => form.length > 0);
}

const YEAR_WORDS =
  /^(?:years?|yr|seasons?|dates?|since|began|begun|born|built|(?:establish|found|releas|open|complet|creat|introduc|start|elect|construct|publish|launch|retir|draft|inaugurat|commission|incorporat|birth)[a-z]*)$/;

/** Whether numbers from `low` to `high` under such a name are years. */
function isYear(words: readonly string[], low: number | undefined, high: number | undefined): boolean {
  if (low === undefined || high === undefined) return false;
  if (low >= 0 && high <= 99 && (words.at(-1) === "year" || words.at(-1) === "yr") && words.length <= 2) {
    return high - low > 1;
  }
  return low >= 1000 && high <= 2200 && words.some((word) => YEAR_WORDS.test(word));
}

function columnInfo(
  profile: ColumnProfile,
  place: { table: number; dataset: string; index: number },
  rows: number,
  values: readonly string[],
): ColumnInfo {
  const numeric = profile.type === "integer" || profile.type === "number";
  const recipe = profile.type === "text" ? numberRecipe(values) : undefined;
  const forms = formsOf(profile.name);
  const words = wordsOf(profile.name);
  const last = words.at(-1) ?? "";
  const filled = Math.max(1, rows - profile.missing);
  const named = KEY_WORDS.has(last) || /(?:[a-z]ID|_id)$/.test(profile.name) || words[0] === "id";
  const flag = flagOf(profile);
  const whole = profile.type === "integer";
  return {
    ...place,
    name: profile.name,
    profile,
    numeric,
    quantity: numeric || recipe !== undefined,
    ...(recipe === undefined ? {} : { recipe }),
    low: recipe?.low ?? (numeric ? Number(profile.min) : Number.NaN),
    high: recipe?.high ?? (numeric ? Number(profile.max) : Number.NaN),
    temporal: profile.type === "date" || profile.type === "datetime",
    text: profile.type === "text",
    ...(flag === undefined ? {} : { flag }),
    ...(profile.distinct > 1 && profile.distinct >= rows - profile.missing ? { unique: true as const } : {}),
    key: named && profile.type !== "number",
    year: isYear(
      words,
      whole ? Number(profile.min) : recipe?.low,
      whole ? Number(profile.max) : recipe?.high,
    ),
    category: (profile.type === "text" || profile.type === "boolean" || profile.type === "integer") &&
      profile.distinct <= Math.max(20, filled * 0.2) && profile.distinct <= 1000,
    forms,
    fused: words.join(""),
  };
}

/** Finds a row of totals: the only cell of a naming column that says `Total`, and a number that is the sum of the others. */
function totalRow(columns: readonly ColumnInfo[], values: ValueIndex, rows: number): TableContext["total"] {
  if (rows < 3 || rows > 5000) return undefined;
  for (const column of columns.slice(0, 3)) {
    if (!column.text || column.profile.distinct < 0.6 * (rows - column.profile.missing)) continue;
    const said = values.columns.find((one) =>
      one.name === column.name
    )?.values.filter((value) => /^(?:grand |overall )?totals?:?$/i.test(value.trim())) ?? [];
    if (said.length !== 1) {
      continue;
    }
    const numbers = columns.filter((one) =>
      one.numeric && one.profile.mean !== null
    );
    const sums = numbers.some((one) => {
      const sum = one.profile.mean! * (rows - one.profile.missing);
      return one.high > 0 && Math.abs(sum - 2 * one.high) <= 0.02 * one.high;
    });
    const unsure = columns.some((one) => one.recipe !== undefined) ||
      numbers.every((one) => one.profile.missing > 0);
    if (sums || unsure || numbers.length === 0) return { column, value: said[0]! };
  }
  return undefined;
}

const prepared = new WeakMap<DatasetProfile, Map<number, TableContext>>();

/** Prepares a table, or finds it prepared: the same profile object gives the same context. */
export function tableContext(profile: DatasetProfile, values: ValueIndex, position: number): TableContext {
  let known = prepared.get(profile);
  if (known === undefined) prepared.set(profile, known = new Map());
  let context = known.get(position);
  if (context === undefined || context.values.source !== values) {
    const cells = (name: string) => values.columns.find((one) => one.name === name)?.values ?? [];
    const columns = contextForms(
      profile.columns.map((column, index) =>
        columnInfo(column, { table: position, dataset: profile.id, index }, profile.rows, cells(column.name))
      ),
    );
    const total = totalRow(columns, values, profile.rows);
    const nameStems = wordsOf(profile.name).map(stem);
    context = {
      ...(total === undefined ? {} : { total }),
      outcomes: outcomeColumns(columns, (column) => cells(column.name)),
      position,
      profile,
      columns: columns.map((column) =>
        column.unique && column.text && column.forms[0]?.join(" ") === nameStems.join(" ")
          ? { ...column, entity: true }
          : column
      ),
      values: ValueLookup.of(values),
      nameStems,
    };
    known.set(position, context);
  }
  return context;
}
