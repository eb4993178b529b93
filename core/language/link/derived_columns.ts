/**
 * Columns that a question makes of others: `revenue divided by quantity`, `a new feature "Total" by adding A and B`.
 *
 * @module
 */
import type { FunctionName } from "../../contract/mod.ts";
import { stem } from "../text/stem.ts";
import { type Token, tokenize, wordsOf } from "../text/token.ts";
import { type ColumnMatch, matchColumns } from "./column_match.ts";
import type { ColumnInfo, TableContext } from "./table_context.ts";

/** How a column is made: the function applied along the columns from left to right. */
export interface Formula {
  readonly function: Extract<FunctionName, "add" | "subtract" | "multiply" | "divide">;
  readonly columns: readonly ColumnInfo[];
}

/** A question without the making of the column, and the tables with it. */
export interface DerivedQuestion {
  readonly text: string;
  readonly contexts: readonly TableContext[];
}

const NAMED =
  /\b(?:column|feature|variable|metric|field|measure)s?\b[^"“'‘.]{0,30}["“'‘]([^"”'’]{1,60})["”'’]/i;
const OPERATIONS: readonly [RegExp, Formula["function"]][] = [
  [/\b(?:sum(?:ming|s)?|add(?:ing|s|ed)?|plus|total of)\b|\+/i, "add"],
  [/\b(?:difference|subtract(?:ing|ed)?|minus)\b/i, "subtract"],
  [/\b(?:ratio|divid(?:e|ing|ed)|quotient|per)\b|\//i, "divide"],
  [/\b(?:product|multipl(?:y|ying|ied)|times)\b|\*/i, "multiply"],
];
const INLINE: Record<string, Formula["function"]> = {
  plus: "add",
  minus: "subtract",
  times: "multiply",
  "multiplied by": "multiply",
  "divided by": "divide",
  "+": "add",
  "*": "multiply",
  "/": "divide",
};

/** Finds a column that the question makes; undefined where it makes none. */
export function derivedQuestion(
  source: string,
  contexts: readonly TableContext[],
): DerivedQuestion | undefined {
  const table = contexts[0];
  if (table === undefined) return undefined;
  return defined(source, table, contexts) ?? inline(source, table, contexts);
}

/** Numeric columns in the order of their mention, none within another. */
function mentions(tokens: readonly Token[], table: TableContext): ColumnMatch[] {
  const found = matchColumns(tokens, table).filter((match) => match.score >= 0.72 && match.column.quantity);
  found.sort((a, b) => b.score * (b.to - b.from) - a.score * (a.to - a.from));
  const kept: ColumnMatch[] = [];
  for (const match of found) {
    if (!kept.some((other) => match.from < other.to && other.from < match.to)) kept.push(match);
  }
  return kept.sort((a, b) => a.from - b.from);
}

function defined(
  source: string,
  table: TableContext,
  contexts: readonly TableContext[],
): DerivedQuestion | undefined {
  const sentences = source.split(
    /(?<=[.;?])\s+|,?\s+(?=then\b|and (?:then )?(?:calculate|compute|find|determine)\b)/i,
  );
  const at = sentences.findIndex((sentence) =>
    NAMED.test(sentence) && /\b(?:new|creat|generat|add|defin|deriv)/i.test(sentence)
  );
  if (at < 0) return undefined;
  const name = NAMED.exec(sentences[at]!)![1]!;
  if (table.columns.some((column) => column.name.toLowerCase() === name.toLowerCase())) return undefined;
  const body = sentences[at]!.replace(NAMED, " ");
  const operation = OPERATIONS.find(([pattern]) => pattern.test(body))?.[1];
  const found = mentions(tokenize(body).tokens, table);
  const exact = found.filter((match) => match.exact);
  const columns = [...new Set((exact.length >= 2 ? exact : found).map((match) => match.column))];
  if (operation === undefined || columns.length < 2 || columns.length > 6) return undefined;
  const rest = sentences.filter((_, index) => index !== at).join(" ").replace(
    /\b(?:this|the) new (?:feature|column|variable|field)\b/gi,
    `"${name}"`,
  );
  return rest.trim() === ""
    ? undefined
    : { text: rest, contexts: withColumn(contexts, table, name, { function: operation, columns }) };
}

function inline(
  source: string,
  table: TableContext,
  contexts: readonly TableContext[],
): DerivedQuestion | undefined {
  const text = tokenize(source);
  const found = mentions(text.tokens, table);
  for (let index = 0; index + 1 < found.length; index++) {
    const [left, right] = [found[index]!, found[index + 1]!];
    const between = text.tokens.slice(left.to, right.from).filter((token) => token.word !== "the").map((
      token,
    ) => token.word).join(" ");
    const operation = Object.hasOwn(INLINE, between) ? INLINE[between] : undefined;
    if (operation === undefined || left.column === right.column) continue;
    const start = text.tokens[left.from]!.start, end = text.tokens[right.to - 1]!.end;
    const name = `${left.column.name} ${between} ${right.column.name}`;
    return {
      text: `${source.slice(0, start)}"${name}"${source.slice(end)}`,
      contexts: withColumn(contexts, table, name, {
        function: operation,
        columns: [left.column, right.column],
      }),
    };
  }
  return undefined;
}

function withColumn(
  contexts: readonly TableContext[],
  table: TableContext,
  name: string,
  formula: Formula,
): TableContext[] {
  const words = wordsOf(name);
  const column: ColumnInfo = {
    table: table.position,
    dataset: table.profile.id,
    index: table.columns.length,
    name,
    profile: {
      name,
      type: "number",
      missing: 0,
      distinct: table.profile.rows,
      min: null,
      max: null,
      mean: null,
      top: [],
      rejected: 0,
    },
    numeric: true,
    quantity: true,
    low: -Infinity,
    high: Infinity,
    temporal: false,
    text: false,
    key: false,
    year: false,
    category: false,
    forms: [words.map(stem)],
    fused: words.join(""),
    formula,
  };
  return contexts.map((one) => one === table ? { ...table, columns: [...table.columns, column] } : one);
}
