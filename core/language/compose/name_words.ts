/**
 * What the words of a fixed name say: `std_dev_age_female` is a standard deviation, of a column, of some rows.
 *
 * @module
 */
import type { AggregateName, Value } from "../../contract/mod.ts";
import type { WantedName } from "../answer/wanted_names.ts";
import type { ColumnInfo, TableContext } from "../link/table_context.ts";
import { columnsIn, type Named } from "../steps/clauses.ts";

/** The parts of a name. */
export interface NamedPart {
  readonly function?: AggregateName;
  readonly parameter?: number;
  readonly column?: ColumnInfo;
  /** Values of columns that limit the rows. */
  readonly subset: readonly { column: ColumnInfo; value: Value }[];
  readonly missing: boolean;
  readonly share?: "percentage" | "proportion";
  readonly phase?: "before" | "after";
  /** Words that say something else. */
  readonly leftover: readonly string[];
  /** Whether it names one function, not several. */
  readonly clear: boolean;
}

const FUNCTIONS: readonly [RegExp, AggregateName, number?][] = [
  [/\b(?:std|stdev|stddev|standard deviation|std dev|sd|deviation)\b/, "stddev"],
  [/\bvar(?:iance)?\b/, "variance"],
  [/\bskew(?:ness)?\b/, "skewness"],
  [/\bkurt(?:osis)?\b/, "kurtosis"],
  [/\bmedian\b/, "median"],
  [/\b(?:mean|average|avg)\b/, "mean"],
  [/\b(?:mode|most (?:common|frequent))\b/, "mode"],
  [/\b(?:q1|first quartile|25th percentile|lower quartile)\b/, "quantile", 0.25],
  [/\b(?:q3|third quartile|75th percentile|upper quartile)\b/, "quantile", 0.75],
  [/\b(?:unique|distinct|nunique)\b/, "count_distinct"],
  [/\b(?:max(?:imum)?|highest|largest)\b/, "max"],
  [/\b(?:min(?:imum)?|lowest|smallest)\b/, "min"],
  [/\bcount|number|num\b/, "count"],
  [/\b(?:total|sum)\b/, "sum"],
];

/** Reads a name, given the columns whose values may stand in it. */
export function namedParts(
  want: WantedName,
  table: TableContext,
  { groups, mentioned }: { groups: readonly ColumnInfo[]; mentioned: readonly ColumnInfo[] },
): NamedPart {
  const spelled = want.name.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/([A-Za-z])(\d)/g, "$1 $2")
    .replaceAll("_", " ");
  const name = ` ${spelled.toLowerCase()} `;
  const subset = groups.flatMap((column) => {
    const value = valueIn(name, column);
    return value === undefined ? [] : [{ column, value: value.value, text: value.text }];
  });
  const bare = subset.reduce((text, { text: said }) => text.replace(said, " "), name);
  const free = (one: ColumnInfo) => !subset.some(({ column }) => column === one);
  const longest = (found: readonly Named[]) =>
    found.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
  const exact = longest(columnsIn(bare, table, free).filter((one) => one.exact));
  const column = exact ?? begunIn(bare, mentioned.filter(free)) ??
    longest(columnsIn(bare, table, (one) => free(one) && mentioned.includes(one)));
  const rest = column === undefined ? bare : `${bare.slice(0, column.start)} ${bare.slice(column.end)}`;
  const [, function_, parameter] = FUNCTIONS.find(([words]) => words.test(rest)) ??
    FUNCTIONS.find(([words]) => words.test(bare)) ?? [];
  const missing = /\b(?:missing|null|nulls|nan|na)\b/.test(rest);
  const percentage = /\b(?:percentage|percent|pct|perc)\b/.test(rest);
  const proportion = /\b(?:proportion|share|fraction|ratio)\b/.test(rest);
  const phase = /\b(?:before|pre|original|initial|raw|unprocessed)\b/.test(rest)
    ? "before" as const
    : /\b(?:after|post|new|processed|imputed|cleaned|without)\b/.test(rest)
    ? "after" as const
    : undefined;
  const functions = FUNCTIONS.filter(([words, one]) => words.test(rest) && one !== "count" && one !== "sum");
  const leftover = FUNCTIONS.reduce((text, [words]) => text.replace(words, " "), rest)
    .split(" ").filter((word) => word !== "" && !GENERIC.test(word));
  return {
    leftover,
    clear: functions.length < 2,
    subset: subset.map(({ column, value }) => ({ column, value })),
    missing,
    ...(function_ === undefined ? {} : { function: function_ }),
    ...(parameter === undefined ? {} : { parameter }),
    ...(column === undefined ? {} : { column: column.column }),
    ...(percentage || proportion ? { share: percentage ? "percentage" : "proportion" } : {}),
    ...(phase === undefined ? {} : { phase }),
  };
}

/** Words that a name has besides. */
const GENERIC =
  /^(?:value|values|result|column|col|feature|new|the|of|in|for|a|and|before|after|pre|post|original|initial|raw|missing|null|nulls|nan|na|percentage|percent|pct|perc|proportion|share|fraction|ratio|rows|transformed|normali[sz]ed|scaled|imputed|cleaned|processed|without|preprocessing|imputation|outliers?|filled|has|per|group|category)$/;

/** A column whose words begin with those of a name: `atmos_temp` of `atmospheric temperature`, `wind` of `windspeed`. */
function begunIn(name: string, columns: readonly ColumnInfo[]): Named | undefined {
  const words = [...name.matchAll(/\S+/g)].map((match) => ({ text: match[0], start: match.index }));
  let best: Named | undefined, length = 0;
  for (const column of columns) {
    for (const [at, first] of words.entries()) {
      for (let to = at + 1; to <= words.length; to++) {
        const part = words.slice(at, to).map(({ text }) => text);
        const said = part.join("");
        const fits = column.forms.some((form) =>
          part.length <= form.length && part.every((word, i) =>
            word.length >= 3 && form[i]!.startsWith(word.slice(0, Math.min(word.length, form[i]!.length))) &&
            form[i]!.length >= 3
          )
        ) || said.length >= 4 && column.fused.startsWith(said);
        if (
          !fits || said.length <= length || FUNCTIONS.some(([words_]) =>
            words_.test(said)
          )
        ) {
          continue;
        }
        length = said.length;
        best = {
          column,
          start: first.start,
          end: words[to - 1]!.start + words[to - 1]!.text.length,
          exact: false,
        };
      }
    }
  }
  return best;
}

/** The value of a column that a name holds as whole words; of several the longest. A number needs the column's word before it. */
function valueIn(name: string, column: ColumnInfo): { value: Value; text: string } | undefined {
  let best: { value: Value; text: string } | undefined;
  for (const { value } of column.profile.top) {
    if (value === null) continue;
    const text = String(value).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    if (text === "") continue;
    const words = /^\d+$/.test(text)
      ? ` (?:${column.forms.flat().map(escape).join("|")}|class|group|level|type)\\w* ${text} `
      : ` ${escape(text)}s? `;
    const found = new RegExp(words).exec(name);
    if (found !== null && text.length > (best?.text.trim().length ?? 0)) {
      best = { value, text: found[0].trim() };
    }
  }
  return best;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
