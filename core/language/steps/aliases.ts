/**
 * Words that a question itself ties to a column by putting its name in brackets after them: `wind speed (WINDSPEED)`.
 *
 * @module
 */
import type { Question } from "../../contract/mod.ts";
import { columnsIn, distinctColumns, sentencesOf } from "./clauses.ts";
import { stem } from "../text/stem.ts";
import { wordsOf } from "../text/token.ts";
import type { ColumnInfo, TableContext } from "../link/table_context.ts";

/** Words at which what is called by the name begins. */
const STOP =
  /^(?:the|a|an|of|in|between|and|for|to|on|from|with|by|or|is|are|was|each|every|both|column|columns|feature|variable|average|mean|median|number|its|their|if|whether|calculate|compute|missing|values?|outliers|total|avg|sum|max|min|compare|plot|show)$/i;
const MOST_WORDS = 5;

/** A question, and the tables that it asks. */
export interface Asked {
  readonly question: Question;
  readonly contexts: readonly TableContext[];
}

/** A question whose words with a column's name in brackets are put as that name alone, everywhere; its columns answer to those words too. */
export function withoutAliases(said: Question, contexts: readonly TableContext[]): Asked {
  const question = said.format === undefined ? said : {
    ...said,
    text: withoutPronouns(said.text, contexts),
    ...(said.constraints === undefined ? {} : { constraints: withoutPronouns(said.constraints, contexts) }),
  };
  const columns = contexts.flatMap((table) => table.columns);
  const found = new Map<string, string>();
  const whole = `${question.text}\n${question.constraints ?? ""}`;
  for (
    const match of whole.matchAll(/((?:[\p{L}\d&.'/-]+,? ){1,8})\(\s*["'“]?([^()"'”]{2,60}?)["'”]?\s*\)/gu)
  ) {
    const column = columnCalled(match[2]!, columns);
    if (column === undefined) continue;
    const words = match[1]!.trim().split(" ");
    const from = words.findLastIndex((word) => STOP.test(word) || word.endsWith(","));
    const alias = words.slice(Math.max(from + 1, words.length - MOST_WORDS)).join(" ");
    if (alias !== "") found.set(alias, column.name);
  }
  if (found.size === 0) return { question, contexts };
  const apply = (text: string) => replaced(text, found, columns);
  return {
    question: {
      ...question,
      text: apply(question.text),
      ...(question.constraints === undefined ? {} : { constraints: apply(question.constraints) }),
    },
    contexts: contexts.map((table) => ({
      ...table,
      columns: table.columns.map((one) => answering(one, found)),
    })),
  };
}

const THESE =
  /\b(?:these|those|the)(?: two)? (?:columns|variables|features|fields)\b(?! (?:of|in|that|with|where|are|is))/i;
const STRENGTH =
  /\s+to (?:assess|measure|evaluate|determine|quantify|examine) the (?:strength|direction)(?: and (?:strength|direction))? of (?:the |their )?(?:linear )?relationship(?= between)/gi;

/** A text whose later sentences name the two columns that they speak of as `these two columns`, without what a correlation is for. */
export function withoutPronouns(text: string, contexts: readonly TableContext[]): string {
  const plain = text.replace(/(correlation coefficient|coefficient)\s*\(\s*r\s*\)/gi, "$1").replace(
    STRENGTH,
    "",
  );
  const [table] = contexts;
  if (table === undefined || contexts.length > 1) return plain;
  let before: string[] = [];
  return sentencesOf(plain).map((sentence) => {
    const named = distinctColumns(columnsIn(sentence, table).filter(({ exact }) => exact)).map(({ name }) =>
      name
    );
    const [a, b] = before;
    const resolved = named.length === 0 && before.length === 2
      ? sentence.replace(THESE, `"${a}" and "${b}"`)
      : sentence;
    if (named.length > 0) before = named;
    return resolved;
  }).join(" ");
}

function answering(column: ColumnInfo, aliases: ReadonlyMap<string, string>): ColumnInfo {
  const more = [...aliases].filter(([, name]) => name === column.name).map(([alias]) =>
    wordsOf(alias).map(stem)
  );
  return more.length === 0 ? column : { ...column, forms: [...column.forms, ...more] };
}

function replaced(
  text: string,
  aliases: ReadonlyMap<string, string>,
  columns: readonly ColumnInfo[],
): string {
  let out = text;
  const longest = [...aliases].sort(([a], [b]) => b.length - a.length);
  for (const [alias, name] of longest) {
    const said = alias.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const quoted = `"${name.trim()}"`;
    out = out.replace(
      new RegExp(
        `(?<![\\p{L}\\d"])${said}(?: \\(\\s*["'“]?([^()"'”]{2,60}?)["'”]?\\s*\\))?(?![\\p{L}\\d"])`,
        "giu",
      ),
      (match, inner) => inner !== undefined && columnCalled(inner, columns)?.name !== name ? match : quoted,
    );
  }
  return out;
}

/** The one column of this name, or whose name begins with it as a word of its own (`AAPL` of `AAPL.O`). */
function columnCalled(text: string, columns: readonly ColumnInfo[]): ColumnInfo | undefined {
  const wanted = text.trim().toLowerCase();
  const exact = columns.find(({ name }) => name.trim().toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const begun = columns.filter(({ name }) => {
    const plain = name.trim().toLowerCase().replace(/^\W+/, "");
    const want = wanted.replace(/^\W+/, "");
    return plain === want || plain.startsWith(want) && /^[._]/.test(plain.slice(want.length));
  });
  return begun.length === 1 && text === text.toUpperCase() ? begun[0] : undefined;
}
