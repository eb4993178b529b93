/**
 * Readings that count or list what was not asked for, because a word that mattered was left aside.
 *
 * @module
 */
import type { Plan } from "../contract/mod.ts";
import type { Ranked } from "./rank.ts";

/** Whether a reading of `text` counts all, or lists all, where something of it was asked for. */
export function missesThePoint(best: Ranked, text: string): boolean {
  return countsEverything(best) || countsStrangers(best) || countsUnasked(best) || listsEverything(best) ||
    listsInsteadOfCounting(best, text);
}

function countsRows({ measures }: Extract<Plan, { op: "aggregate" }>): boolean {
  return measures.every((measure) => measure.function === "count" && measure.arguments.length === 0);
}

/** `how many orders from mars`: a count of all rows that leaves out the one word which would narrow it answers another question. */
function countsEverything({ candidate: { plan }, unused }: Ranked): boolean {
  return unused.length > 0 && plan.op === "aggregate" && plan.input.op === "scan" &&
    plan.groups.length === 0 &&
    countsRows(plan);
}

/** `how many jobs were lost` of a table whose rows are months: neither the noun nor what was done is known. */
function countsStrangers({ candidate: { plan }, frame, walk, left }: Ranked): boolean {
  const timed = frame.conditions.every(({ test }) => test.kind === "period" || test.kind === "part");
  return frame.noun !== undefined && timed && plan.op === "aggregate" && plan.groups.length === 0 &&
    countsRows(plan) &&
    left.some((at) => at !== frame.noun && walk.chunks[at]!.kind === "unknown");
}

/** `spending over time` of a table without it: rows were not asked to be counted. */
function countsUnasked({ candidate: { plan }, frame, walk, left }: Ranked): boolean {
  const grouped = plan.op === "sort" ? plan.input : plan;
  return frame.counts.length === 0 && frame.extremes.length === 0 && grouped.op === "aggregate" &&
    countsRows(grouped) &&
    left.some((at) => walk.chunks[at]!.kind === "unknown" && walk.column(at + 1) === undefined) &&
    frame.chart === undefined;
}

/** `when did unemployment peak`: every value of a column is no answer where a word that would choose among them is left aside. */
function listsEverything({ candidate: { plan, kind, chart }, walk, left }: Ranked): boolean {
  const chooses = (at: number) => walk.chunks[at]!.kind === "unknown" && walk.column(at + 1) === undefined;
  if (kind !== "list" || chart !== undefined || !left.some(chooses)) return false;
  const text = JSON.stringify(plan);
  return !/"op":"(?:filter|limit|top|aggregate|window|join)"/.test(text);
}

/** `how many tickets are open`: asked for a number, a list of values is no answer. */
function listsInsteadOfCounting({ candidate }: Ranked, text: string): boolean {
  return /^\s*how many\b/i.test(text) && candidate.kind === "list" && candidate.chart === undefined &&
    !JSON.stringify(candidate.plan).includes('"op":"aggregate"');
}
