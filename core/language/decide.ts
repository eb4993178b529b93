/**
 * From ranked candidates to an outcome, by rule: read, clarify or refuse.
 *
 * @module
 */
import type { Nearest, Question, Reading, ReadOutcome, Span } from "../contract/mod.ts";
import { unaccounted } from "./answer/constraint_account.ts";
import { leavesConvention } from "./answer/open_conventions.ts";
import type { WantedName } from "./answer/wanted_names.ts";
import { FILLER_WORDS } from "./lexicon/phrases.ts";
import { Walk } from "./frame/walk.ts";
import type { Segmentation } from "./link/segment.ts";
import type { TableContext } from "./link/table_context.ts";
import { confidenceOf, countsByGuess, type Ranked } from "./rank.ts";
import { missesThePoint } from "./half_answers.ts";
import { droppedNegation, mixesAndOr } from "./negation.ts";
import { droppedNarrowing, droppedOperation } from "./narrowing.ts";
import { isRowNoun } from "./row_nouns.ts";
import { similarity } from "./text/distance.ts";
import { stem } from "./text/stem.ts";
import type { TokenizedText } from "./text/token.ts";

/** All that a decision rests on. */
export interface Evidence {
  readonly question: Question;
  readonly text: TokenizedText;
  readonly contexts: readonly TableContext[];
  readonly segmentations: readonly Segmentation[];
  readonly ranked: readonly Ranked[];
  /** The names that the question's format fixes. */
  readonly wanted?: readonly WantedName[];
  /** What was done to the table before, in words, and the clauses of the constraints that are done by it. */
  readonly prepared?: { readonly said: readonly string[]; readonly done: readonly string[] };
}

/** Below this score a reading is a guess, and is not offered. */
const LEAST_SCORE = 0.34;
/** Below this confidence most readings would be wrong, and none is given. */
const LEAST_CONFIDENCE = 0.35;
/** As {@linkcode LEAST_CONFIDENCE}, where a form or constraints say more of what is meant than the words do. */
const LEAST_TOLD = 0.1;
/** From this confidence on, with every word used and no rival, a reading is sure. */
const SURE = 0.85;
/** Readings nearer to one another than this are both offered. */
const CLOSE = 0.03;

/** Decides what to make of the candidates. */
export function decide(evidence: Evidence): ReadOutcome {
  const { ranked, text } = evidence;
  const best = ranked[0];
  const missing = missingColumn(evidence);
  if (missing !== undefined && (best === undefined || best.unused.some((word) => missing.includes(word)))) {
    return unknownColumn(evidence, missing);
  }
  const absent = best === undefined ? undefined : missingValue(best, evidence);
  if (absent !== undefined) return unknownValue(evidence, absent);
  if (best !== undefined && missesThePoint(best, text.text)) return notUnderstood(evidence, best.unused);
  const dropped = best === undefined
    ? undefined
    : droppedNegation(best) ?? droppedNarrowing(best) ?? droppedOperation(best);
  if (dropped !== undefined) return notUnderstood(evidence, dropped.split(" "));
  const test = untested(evidence);
  if (test !== undefined && (best === undefined || best.unused.some((word) => word.toLowerCase() === test))) {
    return {
      status: "refused",
      reason: "not_understood",
      message: `"${test}" asks for a test, and it was not understood of which columns.`,
      words: [test],
      nearest: [],
    };
  }
  if (best === undefined || best.score < LEAST_SCORE || nothingKnown(evidence)) {
    return notUnderstood(evidence);
  }
  const { constraints = "", format = "" } = evidence.question;
  const told = `${constraints}${format}`.trim() !== "" || best.candidate.chart !== undefined;
  if (confidenceOf(best.score, ranked[1]?.score) < (told ? LEAST_TOLD : LEAST_CONFIDENCE)) {
    return guessed(evidence, best);
  }
  const unnamed = withoutResult(best, evidence.wanted ?? []);
  if (unnamed.length > 0) return unsupportedNames(unnamed, best);
  const readings = ranked.slice(0, 5).filter((other) => other.score > LEAST_SCORE - 0.1)
    .map((one, index) => readingOf(one, index === 0 ? ranked[1]?.score : best.score, text));
  const second = ranked[1];
  if (
    second !== undefined && best.score - second.score < CLOSE && second.score > 0.6 &&
    best.unused.length === 0 && second.unused.length === 0 && differ(best, second)
  ) {
    const close = ranked.filter((one) => best.score - one.score < CLOSE && one.unused.length === 0).slice(
      0,
      4,
    );
    return {
      status: "clarify",
      message: `This can be read in ${close.length === 2 ? "two" : "several"} ways. Which is meant?`,
      readings: close.map((one) => readingOf(one, best.score, text)),
    };
  }
  const { constrained, narrowing } = constraintsOf(readings[0]!, evidence);
  if (narrowing !== undefined) return unnarrowed(narrowing);
  const settled = !passesOver(best) && !countsByGuess(best.candidate, best.walk) && !mixesAndOr(best) &&
    best.candidate.assumed !== true;
  const sure = !constrained && settled && readings[0]!.confidence >= SURE &&
    best.unused.length === 0 &&
    (second === undefined || best.score - second.score >= 0.08);
  return { status: "read", certainty: sure ? "sure" : "likely", readings };
}

/** `Only consider brands with ten shops`: left aside, other rows would be answered for. */
const NARROWS =
  /^[\s\W]*(?:only (?:consider|include|use|keep|count)|(?:consider|include|use|keep|count) only|(?:do not|don't) include|exclude|restrict|limit)\b/i;

/** Whether the constraints say what the reading does not have, or a convention that they leave open decides its numbers; and the sentence that narrows the rows, where the reading does not. */
function constraintsOf(
  reading: Reading,
  { question, contexts, prepared }: Evidence,
): { constrained: boolean; narrowing: string | undefined } {
  const { said, done } = prepared ?? { said: [], done: [] };
  const summary = [reading.summary, ...said].join("; ");
  const constraints = question.constraints ?? "";
  const left = unaccounted(constraints, { ...reading, summary }, {
    contexts,
    done,
    asked: reading.unused.length === 0 ? question.text : "",
  });
  const open = leavesConvention(reading, { summary, said: `${question.text}\n${constraints}`, contexts });
  return { constrained: open || left.length > 0, narrowing: left.find((sentence) => NARROWS.test(sentence)) };
}

function unnarrowed(sentence: string): ReadOutcome {
  return {
    status: "refused",
    reason: "unsupported",
    message: `It is not clear which rows this leaves: "${sentence.trim()}"`,
    words: [],
    nearest: [],
  };
}

/** Two readings of the same form that differ in the column they take are a real choice of the user's. */
function differ(a: Ranked, b: Ranked): boolean {
  return a.alternative !== b.alternative && a.candidate.kind === b.candidate.kind &&
    a.candidate.summary !== b.candidate.summary;
}

function readingOf(ranked: Ranked, rival: number | undefined, text: TokenizedText): Reading {
  const { candidate, walk } = ranked;
  const used: Span[] = walk.chunks.flatMap((chunk, at) => {
    const meaning = walk.meaning(at);
    if (meaning === undefined) return [];
    const start = text.tokens[chunk.from]!.start, end = text.tokens[chunk.to - 1]!.end;
    return [{ start, end, text: text.text.slice(start, end), meaning }];
  });
  return {
    plan: candidate.plan,
    confidence: confidenceOf(ranked.score, rival),
    kind: candidate.kind,
    summary: candidate.summary,
    used,
    unused: [...ranked.unused],
    ...(candidate.chart === undefined ? {} : { chart: candidate.chart }),
    ...(ranked.values === undefined || ranked.values.length === 0 ? {} : { values: ranked.values }),
    ...(candidate.answerColumn === undefined ? {} : { answerColumn: candidate.answerColumn }),
  };
}

/** A word that stands where a column must, and is none. */
function missingColumn({ segmentations, contexts }: Evidence): string | undefined {
  const chunks = segmentations[0]?.chunks;
  if (chunks === undefined) return undefined;
  const walk = new Walk(chunks, contexts);
  for (let at = 0; at < walk.length; at++) {
    const chunk = chunks[at]!;
    if (chunk.kind !== "unknown" || isRowNoun(walk, at) || perHead(walk, at)) continue;
    let before = walk.previous(at);
    while (chunks[before]?.kind === "unknown") before = walk.previous(before);
    const opens = walk.sense(before, "aggregate") !== undefined ||
      walk.sense(before, "group") !== undefined || walk.sense(before, "bin") !== undefined ||
      walk.sense(before, "color") !== undefined;
    const close = at - before <= 3 && !walk.broken(before, at);
    if (opens && close && chunks[at + 1]?.kind !== "column") {
      let end = at;
      while (chunks[end + 1]?.kind === "unknown") end += 1;
      return chunks.slice(at, end + 1).map((one) => one.text).join(" ");
    }
  }
  return undefined;
}

/** `per capita` says what a number is of, and groups nothing. */
function perHead(walk: Walk, at: number): boolean {
  return /^(?:capita|head|inhabitant)$/.test(walk.word(at)) && walk.word(walk.previous(at)) === "per";
}

/** The word for a test that the best reading does not make; undefined where there is none. */
function untested({ segmentations, contexts }: Evidence): string | undefined {
  const chunks = segmentations[0]?.chunks;
  if (chunks === undefined) return undefined;
  const walk = new Walk(chunks, contexts);
  const at = chunks.findIndex((_, index) => walk.sense(index, "normality") !== undefined);
  return at < 0 ? undefined : chunks[at]!.text.toLowerCase();
}

/** A name or a year that is asked for and is nowhere in the data: to leave it out would answer another question. */
function missingValue(best: Ranked, { text }: Evidence): string | undefined {
  const { walk } = best;
  for (const [at, chunk] of walk.chunks.entries()) {
    if (!best.unused.includes(chunk.text)) continue;
    const before = text.tokens[chunk.from - 1];
    if (before === undefined || !OPENS_VALUE.test(before.word)) continue;
    const named = chunk.kind === "unknown" && /^\p{Lu}/u.test(chunk.text);
    const dated = chunk.kind === "date" || chunk.kind === "number" && chunk.date !== undefined;
    if (!named && !dated) continue;
    let end = at;
    while (walk.chunks[end + 1]?.kind === "unknown" && /^\p{Lu}/u.test(walk.chunks[end + 1]!.text)) end += 1;
    return walk.chunks.slice(at, end + 1).map((one) => one.text).join(" ");
  }
  return undefined;
}

const OPENS_VALUE =
  /^(?:on|until|from|in|of|for|named|called|at|by|than|since|during|before|after|is|are|was|were|with)$/;

/** No word of the question is of the data, and none asks for anything that needs no such word. */
function nothingKnown({ segmentations, ranked }: Evidence): boolean {
  const chunks = segmentations[0]?.chunks ?? [];
  const unknown = chunks.filter((chunk) => chunk.kind === "unknown").length;
  const known = chunks.filter((chunk) => chunk.kind === "column" || chunk.kind === "value").length;
  return unknown > known + 2 && (ranked[0]?.unused.length ?? 0) > 2;
}

function unknownColumn(evidence: Evidence, words: string): ReadOutcome {
  const nearest = nearestColumns(words, evidence.contexts);
  const offer = nearest.length === 0
    ? ""
    : ` The nearest are ${nearest.map((one) => `"${one.column}"`).join(", ")}.`;
  return {
    status: "refused",
    reason: "unknown_column",
    message: `There is no column for "${words}".${offer}`,
    words: words.split(" "),
    nearest,
  };
}

/** The fixed names for which a reading has no result: the rest alone would answer a part of the question as if it were all of it. */
function withoutResult(best: Ranked, wanted: readonly WantedName[]): string[] {
  return wanted.map(({ name }) => name).filter((name) => !best.values?.some((one) => one.name === name));
}

function unsupportedNames(names: readonly string[], { candidate }: Ranked): ReadOutcome {
  return {
    status: "refused",
    reason: "unsupported",
    message: `It is not clear how to compute ${
      names.map((name) => `"${name}"`).join(", ")
    }. The nearest that was understood is ${candidate.summary}, which has no result of ${
      names.length === 1 ? "that name" : "those names"
    }.`,
    words: [...names],
    nearest: [],
  };
}

function unknownValue(evidence: Evidence, words: string): ReadOutcome {
  return {
    status: "refused",
    reason: "unknown_value",
    message: /^\d/.test(words)
      ? `There is no date or number that "${words}" could be in.`
      : `"${words}" is not among the values of the data.`,
    words: [words],
    nearest: nearestColumns(words, evidence.contexts),
  };
}

/** Words of sentences that change a question where nothing takes them up: `how many other names`. */
const TELLING = /^(?:other|others|another|else|both|each|even|early|late)$/;

/** Whether a word that may matter is passed over, however little it cost: then a reading is not sure. */
function passesOver({ walk, candidate, left }: Ranked): boolean {
  if (candidate.chart !== undefined || candidate.plan.op === "statistic") return false;
  // `Office`, where others are `Home Office`: whether those are meant too cannot be known.
  const shared = walk.chunks.some((chunk, at) =>
    chunk.kind === "value" && walk.used(at) && chunk.matches[0]!.exact && chunk.matches[0]!.shared === true
  );
  return shared || left.some((at) => walk.chunks[at]!.kind === "unknown") ||
    walk.chunks.some((chunk, at) => chunk.kind === "filler" && TELLING.test(chunk.word) && !walk.used(at));
}

function notUnderstood(evidence: Evidence, unplaced: readonly string[] = []): ReadOutcome {
  const chunks = evidence.segmentations[0]?.chunks ?? [];
  const words = unplaced.length > 0
    ? [...unplaced]
    : chunks.length === 0
    ? evidence.text.tokens.filter((token) => token.kind !== "mark" && !FILLER_WORDS.has(token.word)).map((
      token,
    ) => token.text)
    : chunks.flatMap((chunk) => chunk.kind === "unknown" ? [chunk.text] : []);
  const said = words.length === 0
    ? ""
    : ` These words could not be placed: ${words.map((word) => `"${word}"`).join(", ")}.`;
  return {
    status: "refused",
    reason: "not_understood",
    message: `The question was not understood.${said}`,
    words,
    nearest: nearestColumns(words.join(" "), evidence.contexts),
  };
}

/** A reading that is more likely wrong than right is told, and not computed. */
function guessed(evidence: Evidence, { candidate, unused }: Ranked): ReadOutcome {
  const left = unused.length === 0 ? "" : `; it leaves out ${unused.map((word) => `"${word}"`).join(", ")}`;
  return {
    status: "refused",
    reason: "not_understood",
    message:
      `The question was not understood well enough. The nearest reading is ${candidate.summary}${left}.`,
    words: [...unused],
    nearest: nearestColumns(unused.join(" "), evidence.contexts),
  };
}

/** Columns whose names are near to some words, best first. */
export function nearestColumns(words: string, contexts: readonly TableContext[], limit = 3): Nearest[] {
  const wanted = words.toLowerCase();
  const stems = wanted.split(/\s+/).map(stem);
  const scored = contexts.flatMap((table) =>
    table.columns.map((column) => {
      const parts = column.forms.flat();
      const best = Math.max(
        similarity(wanted.replace(/\W/g, ""), column.fused),
        ...stems.flatMap((one) => parts.map((part) => similarity(one, part) * 0.95)),
      );
      return { dataset: table.profile.id, column: column.name, score: Math.round(best * 1000) / 1000 };
    })
  );
  return scored.sort((a, b) => b.score - a.score).slice(0, limit);
}
