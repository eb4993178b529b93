/**
 * Whether an answer's form agrees with the question's: `who` wants a name, `how many` a number, `which day` a day.
 *
 * @module
 */
import type { Plan } from "../contract/mod.ts";
import type { Candidate } from "./compose/scope.ts";
import { isRank, isTime } from "./frame/concepts.ts";
import type { Frame } from "./frame/frame.ts";
import type { Walk } from "./frame/walk.ts";
import type { ColumnInfo } from "./link/table_context.ts";

/** What an answer of the wrong form costs: more than leaving out a word. */
const WRONG_FORM = 0.3;
const ODD_FORM = 0.12;

/** What the form of the question speaks against a candidate, from 0. */
export function formCost(candidate: Candidate, frame: Frame, walk: Walk): number {
  if (
    candidate.plan.op === "statistic" || frame.chart !== undefined || frame.groups.length > 0 ||
    compares(frame, walk)
  ) return 0;
  if (severalColumns(candidate, frame, walk)) return ODD_FORM;
  const column = answeredColumn(candidate, walk);
  const aggregate = loneAggregate(candidate.plan);
  switch (frame.ask) {
    case "who":
      if (aggregate || column !== undefined && !column.text) return WRONG_FORM;
      return column?.quantity ? WRONG_FORM : 0;
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
    case "list":
      return /^(tell|give|find|show)/.test(walk.word(frame.askAt)) && countsAfter(walk, frame.askAt) &&
          countless(candidate, column)
        ? WRONG_FORM
        : 0;
    case "count":
      return asksForCount(frame, walk) && countless(candidate, column) ? WRONG_FORM : 0;
    case "which":
      if (
        /^which/.test(walk.word(frame.askAt)) && column?.numeric && !column.year && !column.key &&
        !isRank(column)
      ) {
        return ODD_FORM;
      }
      return countsAfter(walk, frame.askAt) && countless(candidate, column) ? WRONG_FORM : 0;
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

/** `how many games`, and not `how many games by month`. */
function asksForCount(frame: Frame, walk: Walk): boolean {
  return /^how|number/.test(walk.word(frame.askAt)) && frame.flags.get("share") === undefined;
}

/** `what is the total number of members`: a number is asked for, though the question begins otherwise. */
function countsAfter(walk: Walk, at: number): boolean {
  const next = [1, 2, 3].map((step) => at + step).find((index) => walk.sense(index, "count") !== undefined);
  return next !== undefined && !/^which/.test(walk.word(at)) && /number|count|how many/.test(walk.word(next));
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
