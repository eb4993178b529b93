/**
 * The preparation that a question and its constraints ask for, step by step, and what is left to ask of the prepared table.
 *
 * @module
 */
import type { Question } from "../../contract/mod.ts";
import type { ColumnInfo, TableContext } from "../link/table_context.ts";
import { type Clause, clausesOf, columnsIn, distinctColumns } from "./clauses.ts";
import { fillMissing } from "./fill_missing.ts";
import { makesColumn, newColumn } from "./new_column.ts";
import { findsOutliers, outlierRows, replacesOutliers } from "./outlier_rows.ts";
import { type Prepared, unprepared } from "./prepared.ts";
import { transform } from "./transforms.ts";

/** What preparing a question gave. */
export type Preparation =
  /** The table after its steps, the table before, and the clauses that still ask. */
  | {
    status: "prepared";
    table: TableContext;
    before: TableContext;
    said: readonly string[];
    rest: string;
    constraints: string;
    /** Clauses of the constraints that the steps carry out. */
    done: readonly string[];
  }
  /** A step is asked for that is not understood: to leave it out would answer another question. */
  | { status: "unclear"; clause: string }
  /** A model is to be trained and tested on parts of the rows. */
  | { status: "model"; words: string }
  | { status: "none" };

const TRAINS =
  /\btrain(?:ing)?(?:[- ]and[- ]|[-\/ ])?test(?:ing)?(?:[- _]split)?\b|\b(?:training|testing|test) (?:data)?sets?\b|\btrain(?:ing)? (?:a|an|the) [^.]{0,40}\bmodel\b|\b(?:random forest|decision tree|machine learning|neural network|gradient boosting|support vector)\b/i;

const NEW_COLUMN =
  /\b(?:this |the |that |a )?(?:new(?:ly)?(?:[- ](?:created|generated|made))?|created|derived|resulting|normali[sz]ed|standardi[sz]ed|scaled|transformed|engineered)\s+(?:feature|column|variable|field|metric|attribute)\b/gi;
const STEPPED =
  /\bnew\s+(?=(?:mean|average|median|standard|std|sum|total|minimum|maximum|variance|skewness)\b)|\b(?:transformed|normali[sz]ed|standardi[sz]ed|scaled|imputed|cleaned|filled|preprocessed|updated|resulting|remaining)\s+(?=["'“‘\p{L}])/giu;

/** Carries out what a question says is to be done before it asks. Questions over several tables are left as they are. */
export function prepareQuestion(question: Question, contexts: readonly TableContext[]): Preparation {
  const [table] = contexts;
  if (table === undefined || contexts.length > 1) return { status: "none" };
  const model = TRAINS.exec(`${question.text}\n${question.constraints ?? ""}`);
  if (model !== null) return { status: "model", words: model[0] };
  const clauses = [...clausesOf(question.text, true), ...clausesOf(question.constraints ?? "", false)];
  const hints = question.constraints ?? "";
  const wantsOutliers = /@\w*outlier/i.test(
    (question.format ?? "").replace(/@\w*(?:without|no|excl\w*|after)_?\w*/gi, ""),
  );
  let state = unprepared(table);
  let made: string | undefined;
  const used = new Set<Clause>();
  const kept: Clause[] = [];
  const handles = clauses.filter((clause) => clause.own && HANDLES.test(clause.text));
  const lacking = distinctColumns(handles.flatMap(({ text }) => columnsIn(text, table)));
  for (const clause of clauses) {
    if (used.has(clause)) continue;
    const named = made === undefined
      ? clause
      : { ...clause, text: clause.text.replace(NEW_COLUMN, `"${made}"`) };
    const next = stepOf(named, state, { clauses, hints, wantsOutliers, made, lacking });
    if (next === "unclear") return { status: "unclear", clause: clause.text };
    if (next === undefined) {
      kept.push(named);
      continue;
    }
    if (ASKS.test(named.text) && next.name === undefined) {
      kept.push({ ...named, text: named.text.replace(MEANWHILE, "") });
    }
    state = next.prepared;
    made = next.name ?? made;
    used.add(clause);
    for (const other of next.used ?? []) used.add(other);
  }
  const open = kept.find((clause) => handles.includes(clause));
  if (open !== undefined && !state.said.some((words) => FILLED.test(words)) && !NONE_MISSING.test(hints)) {
    return { status: "unclear", clause: open.text };
  }
  if (state.said.length === 0) return { status: "none" };
  const without = state.said.some((words) => /outlier/.test(words));
  const carriedOut = (clause: Clause) => handles.includes(clause) || without && findsOutliers(clause);
  const rest = kept.filter((clause) => clause.own && !carriedOut(clause))
    .map(({ text }) => text.replace(STEPPED, "")).filter((text) => !GENERAL.test(text));
  const done = [...used].filter(({ own }) => !own).map(({ text }) => text);
  const constraints = kept.filter(({ own }) => !own).map(({ text }) => text);
  return {
    status: "prepared",
    table: state.table,
    before: table,
    said: [...new Set(state.said)],
    rest: rest.length > 0 ? joined(rest) : made === undefined ? "" : `"${made}"`,
    constraints: joined(constraints),
    done,
  };
}

/** `handle missing values`: how, may be said elsewhere. */
const HANDLES =
  /\b(?:handl|deal|treat|address|imput|fill)\w*\b[^.]{0,40}\b(?:missing|null|nan)\b|\bmissing[- ](?:values?|data)\b[^.]{0,20}\b(?:handling|imputation|treatment)\b/i;
const FILLED = /missing values of|are left out|lacks a value/;
const NONE_MISSING = /\bno missing values\b|\bmissing values? (?:does|do) not exist\b/i;

/** `Perform comprehensive data preprocessing`: the steps after it say what that is. */
const GENERAL =
  /^(?:please )?(?:perform|apply|do|conduct|carry out)\b[^.]{0,40}\b(?:preprocessing|pre-processing|feature engineering|cleaning|steps?)\b/i;

/** A clause that asks for a result, and names a step beside it. */
const ASKS =
  /^(?:please )?(?:(?:re-?)?calculat\w*|comput\w*|find|determin\w*|report|what|which|how|give|is|are|perform|conduct|test)\b/i;
const MEANWHILE =
  /,?\s*\b(?:after|once|while|when|without|excluding|ignoring|having|by (?:removing|excluding|dropping|ignoring))\b[^.]*\.?\s*$/i;

interface Surroundings {
  readonly clauses: readonly Clause[];
  readonly hints: string;
  readonly wantsOutliers: boolean;
  readonly made: string | undefined;
  /** Columns whose missing values the question wants handled. */
  readonly lacking: readonly ColumnInfo[];
}

type Step = { prepared: Prepared; name?: string; used?: readonly Clause[] };

function stepOf(
  clause: Clause,
  state: Prepared,
  { clauses, hints, wantsOutliers, made, lacking }: Surroundings,
): Step | "unclear" | undefined {
  if (makesColumn(clause)) {
    // A constraint says again what the question has made.
    if (!clause.own && made !== undefined) return { prepared: state };
    return newColumn(state, clause, clauses.filter((other) => other.text !== clause.text)) ??
      (clause.own ? "unclear" : undefined);
  }
  const filled = fillMissing(state, clause, lacking);
  if (filled !== undefined) return { prepared: repeated(state, filled) };
  if (!wantsOutliers) {
    const suspect = clauses.filter(findsOutliers).flatMap(({ text }) =>
      columnsIn(text, state.table, (column) => column.quantity)
    )[0]?.column;
    const without = outlierRows(state, clause, { hints, suspect });
    // `remove outliers` in the question, and `replace them by the mean` in its constraints: the latter says how.
    const elsewhere = !replacesOutliers(clause) && clauses.some(replacesOutliers);
    if (without !== undefined) return { prepared: elsewhere ? state : repeated(state, without) };
  }
  const transformed = transform(state, clause, hints);
  if (transformed !== undefined) return { prepared: repeated(state, transformed) };
  return undefined;
}

function joined(clauses: readonly string[]): string {
  return clauses.map((text) => text.replace(/[\s.;,]+$/, "")).join(". ");
}

/** A step that was already done is not done again: constraints often repeat the question. */
function repeated(before: Prepared, after: Prepared): Prepared {
  const added = after.said.slice(before.said.length);
  return added.every((words) => before.said.includes(words)) ? before : after;
}
