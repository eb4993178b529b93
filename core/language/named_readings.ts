/**
 * Questions that fix names for their results: the text that gives all of the names is the one to read. Often a single sentence of the
 * question, or of its constraints, says it more plainly than the whole.
 *
 * @module
 */
import type { Plan, Question } from "../contract/mod.ts";
import { bindNames, isOneRow } from "./answer/bind_names.ts";
import { extended } from "./extend_measures.ts";
import { extendedStatistic } from "./extend_statistics.ts";
import { refined } from "./refine_tests.ts";
import { asksSeveral, type WantedName, wantedNames } from "./answer/wanted_names.ts";
import type { TableContext } from "./link/table_context.ts";
import type { Ranked } from "./rank.ts";
import { columnsIn, sentencesOf } from "./steps/clauses.ts";
import { type RankedText, rankText } from "./rank_text.ts";

/** A ranked text with the bindings of its candidates. */
export interface NamedText extends RankedText {
  readonly wanted: readonly WantedName[];
}

/** The best text of a question whose format fixes names; undefined where it fixes none. */
export function rankNamed(
  question: Question,
  contexts: readonly TableContext[],
  now: Date,
): NamedText | undefined {
  const wanted = wantedNames(question.format ?? "", `${question.text}\n${question.constraints ?? ""}`);
  if (wanted.length === 0) return undefined;
  const texts = textsOf(question);
  let best: { text: RankedText; score: number } | undefined;
  for (const [index, source] of texts.entries()) {
    const text = rankText(source, contexts, {
      now,
      hints: `${question.constraints ?? ""}\n${question.text}`,
      wanted,
      format: question.format ?? "",
    });
    if (
      index > 0 && texts[0] !== "" &&
      !text.segmentations[0]?.chunks.some((chunk) => chunk.kind === "column" || chunk.kind === "value")
    ) continue;
    const rescored = text.ranked.map((one) =>
      rescore(
        one.candidate.named === undefined
          ? extendedStatistic(extended(refined(one, question, contexts), wanted, contexts), wanted, contexts)
          : one,
        wanted,
        contexts,
        index,
        question,
      )
    ).sort((a, b) => b.score - a.score).filter(isFirstOfKind);
    const score = rescored[0]?.score ?? -1;
    if (best === undefined || score > best.score + 0.02) {
      best = { text: { ...text, ranked: rescored }, score };
    }
  }
  return best && { ...best.text, wanted };
}

function rescore(
  read: Ranked,
  wanted: readonly WantedName[],
  contexts: readonly TableContext[],
  index: number,
  question: Question,
): Ranked {
  const texts = { format: question.format ?? "", constraints: question.constraints ?? "" };
  const ranked = listed(read, wanted, question);
  const { plan, answerColumn } = ranked.candidate;
  const named = composed(ranked, wanted) ?? namedAnswer(plan, answerColumn, wanted, texts.format);
  const values = named ?? apart(bindNames(plan, wanted, contexts, texts));
  const share = values.length / wanted.length;
  const change = share === 1 ? 0.05 : share > 0 ? -0.2 : -0.35;
  const kept = leavesOutliers(question.text) && measuresAll(ranked.candidate) ? 0.3 : 0;
  const inliers = wanted.some(({ name }) => /outlier/i.test(name)) &&
    !/outlier/.test(ranked.candidate.summary);
  const elsewhere = leavesColumns(plan, question, contexts) + (inliers ? 0.4 : 0);
  return { ...ranked, score: ranked.score + change - kept - elsewhere - (index === 0 ? 0 : 0.03), values };
}

/** Plans with the same measures in another order say the same; the best of them stands. */
function isFirstOfKind(ranked: Ranked, at: number, all: readonly Ranked[]): boolean {
  const kind = kindOf(ranked);
  return all.findIndex((other) => kindOf(other) === kind) === at;
}

function kindOf({ candidate: { plan } }: Ranked): string {
  if (plan.op !== "aggregate") return JSON.stringify(plan);
  const measures = plan.measures.map((one) => JSON.stringify(one)).sort();
  return JSON.stringify([plan.input, plan.groups, measures]);
}

/** What it costs to leave out a column of `for each continent`, or all those that the constraints put in quotation marks: such a plan is of something else. */
function leavesColumns(plan: Plan, question: Question, contexts: readonly TableContext[]): number {
  const table = contexts[0];
  if (table === undefined || contexts.length > 1) return 0;
  const plain = JSON.stringify(plan);
  const reads = (name: string) => plain.includes(JSON.stringify(name));
  const each = columnsIn(question.text, table).filter(({ start, column }) =>
    (column.category || column.text) &&
    /\b(?:for|in|of|within|by) (?:each|every) (?:of the )?["'“‘]?$/i.test(question.text.slice(0, start))
  );
  if (each.some(({ column }) => !reads(column.name))) return 1;
  // A name in code, as `price_1982`, is meant wherever it stands.
  const coded = (name: string) =>
    /[_\d]|\p{Ll}\p{Lu}/u.test(name) && name.length > 4 && question.text.includes(name);
  const quoted = table.columns.filter(({ name }) =>
    coded(name) || ["'", '"'].some((mark) => (question.constraints ?? "").includes(`${mark}${name}${mark}`))
  );
  return quoted.length > 0 && !quoted.some(({ name }) => reads(name)) ? 0.35 : 0;
}

/** `@columns[a, b, ...]`: the one name that is fixed is a list, and so is what was read. */
function listed(ranked: Ranked, wanted: readonly WantedName[], question: Question): Ranked {
  const { plan, kind, answerColumn, named } = ranked.candidate;
  const [want] = wanted;
  if (named !== undefined || kind !== "list" || answerColumn === undefined || wanted.length !== 1) {
    return ranked;
  }
  if (!LIST.test(want!.placeholder.replaceAll("_", " "))) return ranked;
  const alphabetical = /\balphabetical|\bascending\b/i.test(
    `${question.constraints ?? ""} ${question.format ?? ""}`,
  );
  const sorted: Plan = alphabetical
    ? { op: "sort", input: plan, keys: [{ by: { kind: "column", name: answerColumn }, descending: false }] }
    : plan;
  const bound = [{ name: want!.name, column: answerColumn, list: true as const }];
  return { ...ranked, candidate: { ...ranked.candidate, plan: sorted, named: bound } };
}

/** `[id1, id2, ...]`, `[list_of_names]`; `[month, year]` is no list of one thing. */
const LIST = /\blists?\b|\.\.\.|…|(\p{L}+) ?1\b.*\1 ?2\b/iu;

/** The bindings that the composer made itself, with the rounding that is said. */
function composed(
  { candidate: { named } }: Ranked,
  wanted: readonly WantedName[],
): NonNullable<Ranked["values"]> | undefined {
  return named?.map((one) => {
    const decimals = wanted.find((want) => want.name === one.name)?.decimals;
    return { ...one, ...(decimals === undefined || one.judgement !== undefined ? {} : { decimals }) };
  });
}

/** Names that would all get the same figure are names for different ones (`r_male`, `r_female`), which this plan does not give. */
function apart(bound: NonNullable<Ranked["values"]>): NonNullable<Ranked["values"]> {
  const same = (one: (typeof bound)[number], other: (typeof bound)[number]) =>
    one !== other && one.column === other.column && (one.row ?? 0) === (other.row ?? 0) &&
    one.judgement === undefined && other.judgement === undefined;
  return bound.filter((one) => !bound.some((other) => same(one, other)));
}

/** `remove outliers, then calculate the mean`: a sentence of it alone would keep them. */
function leavesOutliers(text: string): boolean {
  return /\b(?:remov|exclud|drop|clean|without)\w*\b[^.]{0,40}\boutliers?\b|\boutliers?\b[^.]{0,20}\b(?:remov|exclud|drop)\w*/i
    .test(text);
}

/** Whether it measures more than a count, of rows that outliers are among. */
function measuresAll({ plan, summary }: Ranked["candidate"]): boolean {
  return plan.op === "aggregate" && plan.measures.some((one) => one.function !== "count") &&
    !summary.includes("is not an outlier");
}

/** `@country_with_most[name]`: the one name that is asked for is the answer of a reading that gives one row. */
function namedAnswer(
  plan: Plan,
  answerColumn: string | undefined,
  wanted: readonly WantedName[],
  format: string,
): NonNullable<Ranked["values"]> | undefined {
  const [want] = wanted;
  if (answerColumn === undefined || wanted.length !== 1 || !isOneRow(plan) || plan.op === "aggregate") return;
  if (asksSeveral(want!)) return;
  const wantsNumber = want!.decimals !== undefined ||
    /\b(?:integer|float|floating|numeric|decimal|number between)\b/i.test(format);
  return wantsNumber ? undefined : [{ name: want!.name, column: answerColumn }];
}

function sentences(text: string): string[] {
  return sentencesOf(text).map((part) =>
    part.replace(/^[\s{}]*(?:\d+[.)]\s*|Question \d+:\s*|Constraints?:\s*)?/i, "").trim()
  )
    .filter((part) => part.split(/\s+/).length >= 3);
}

function textsOf(question: Question): string[] {
  const own = sentences(question.text);
  const stripped = own.join(" ");
  const further = sentences(question.constraints ?? "").filter((text) =>
    /^(?:perform|calculat|comput|find|determin|count|report|comput|identif|use the)/i.test(text)
  );
  return [...new Set([stripped, ...own, ...further])].slice(0, 10);
}
