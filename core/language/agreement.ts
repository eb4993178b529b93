/**
 * Whether an answer's form agrees with the question's: `who` wants a name, `how many` a number, `which day` a day.
 *
 * @module
 */
import type { Plan } from "../contract/mod.ts";
import type { Candidate } from "./compose/scope.ts";
import { holdsFigures, isRank, isTime } from "./frame/concepts.ts";
import type { Frame } from "./frame/frame.ts";
import type { Walk } from "./frame/walk.ts";
import type { ColumnInfo } from "./link/table_context.ts";

/** What an answer of the wrong form costs: more than leaving out a word. */
const WRONG_FORM = 0.3;
const ODD_FORM = 0.12;
/** Names for an answer, or a table, where a number is asked for. */
const WRONG_NUMBER = 0.4;

/** `how many games`, `what is the total number of members`: whatever else the words are taken for, a number is asked for. */
const COUNTS =
  /\bhow many\b|^\W*(?:(?:what|tell me|give me|find|show me)\b(?:\s+(?:is|was|are|were))?\s+)?(?:the\s+)?(?:total\s+)?(?:number|count) of\b/i;

/** What the form of the question speaks against a candidate, from 0. */
export function formCost(candidate: Candidate, frame: Frame, walk: Walk): number {
  if (
    candidate.plan.op === "statistic" || frame.chart !== undefined || frame.groups.length > 0 ||
    compares(frame, walk)
  ) return 0;
  const column = answeredColumn(candidate, walk);
  if (countless(candidate, column) && COUNTS.test(walk.chunks.map((chunk) => chunk.text).join(" "))) {
    return WRONG_NUMBER;
  }
  if (severalColumns(candidate, frame, walk)) return WRONG_FORM;
  const aggregate = loneAggregate(candidate.plan);
  switch (frame.ask) {
    case "who":
      if (aggregate || column !== undefined && !column.text) return WRONG_FORM;
      return column !== undefined && (column.quantity || holdsFigures(column)) ? WRONG_FORM : 0;
    case "where":
      return aggregate || column !== undefined && (!column.text || column.quantity) ? WRONG_FORM : 0;
    case "when":
      if (candidate.kind === "boolean") return WRONG_FORM;
      if (column !== undefined) {
        return isTime(column) || datesRows(column) ? 0 : column.quantity ? WRONG_FORM : ODD_FORM;
      }
      return aggregate ? WRONG_FORM : 0;
    case "whether":
      return candidate.kind === "boolean" || offers(walk) ? 0 : WRONG_FORM;
    case "which":
      if (
        /^which/.test(walk.word(frame.askAt)) && column?.numeric && !column.year && !column.key &&
        !isRank(column)
      ) return ODD_FORM;
      return 0;
    default:
      return 0;
  }
}

/** `which club has the most points`: one column is asked for, and nothing joins it with another. */
function severalColumns({ kind, answerColumn }: Candidate, frame: Frame, walk: Walk): boolean {
  const single = frame.ask === "which" || frame.ask === "who" || frame.ask === "when" ||
    frame.ask === "where";
  return single && kind === "table" && answerColumn === undefined && frame.mentions.length > 1 &&
    !walk.chunks.some((chunk, at) => walk.sense(at, "and") !== undefined || chunk.text === ",");
}

/** `compare the number of members in A and B`: several numbers are asked for. */
function compares(frame: Frame, walk: Walk): boolean {
  return frame.flags.has("distribution") || frame.flags.has("trend") ||
    walk.chunks.some((chunk) => /^compar/.test(chunk.text.toLowerCase()));
}

/** The column whose cells are the answer; undefined where the answer is computed. */
function answeredColumn(candidate: Candidate, walk: Walk): ColumnInfo | undefined {
  if (candidate.kind === "number" || candidate.kind === "boolean") return undefined;
  return walk.columns.find((column) => column.name === candidate.answerColumn);
}

/** One row of aggregates over everything that the conditions leave. */
function loneAggregate(plan: Plan): boolean {
  return plan.op === "aggregate" && plan.groups.length === 0;
}

/** `is it from Norland or Sudria`: one of them is asked for. */
function offers(walk: Walk): boolean {
  return walk.chunks.some((chunk) => chunk.text.toLowerCase() === "or");
}

/** Whether an answer is no number: names, or a table of them. */
function countless(candidate: Candidate, column: ColumnInfo | undefined): boolean {
  if (candidate.kind === "number" || candidate.kind === "boolean" || candidate.kind === "record") {
    return false;
  }
  return candidate.kind === "table" || column === undefined || !column.quantity && !column.temporal;
}

const DATING = new Set(["date", "year", "season", "day", "month", "time", "when", "term", "period"]);

/** Whether a column of text says when: `Season` with `2004-05`. */
function datesRows(column: ColumnInfo): boolean {
  return column.forms.some((form) => form.some((word) => DATING.has(word)));
}
