/**
 * Answers that quote documents: shown or refused by rule, with every quote held against its source.
 *
 * @module
 */
import type { Answer, Check, Document, Passage, Question, Receipt } from "../contract/mod.ts";
import type { Library } from "../documents/mod.ts";
import type { Generation } from "../models/mod.ts";
import { NOTHING } from "./outcomes.ts";
import { makePassageReceipt } from "./passage_receipt.ts";
import { trustOf } from "./trust.ts";
import { checkSentences, type WordedSentence } from "./worded_answer.ts";

/** Passages that are shown; documents and pages are named for all that were found. */
const SHOWN = 8;
/** A passage with less of the question's weight does not carry it ... */
const CARRIES = 0.5;
/** ... unless a model found words in it that stand there. */
const CARRIES_WORDED = 0.3;
/** With less than this, the answer says that words are missing. */
const MOST_OF_IT = 0.65;

/** What was found for a question, and by whom. */
export interface Found {
  run: string;
  question: Question;
  documents: Document[];
  passages: Passage[];
  /** What a model made of them, as the agent handed it on. */
  sentences: { text: string; passages: string[] }[];
  model: Generation | null;
  searches: { query: string; limit: number }[];
  agents: Receipt["agents"];
  notices: string[];
}

/** Answered where the best passage carries the question, refused otherwise. The words are those of the document, or stand in it. */
export function passagesAnswer(
  found: Found,
  { library, elapsed }: { library: Library; elapsed: () => number },
): Omit<Answer, "id"> {
  const { documents, passages, notices } = found;
  const [best] = passages;
  const worded = wordedBy(found);
  const shown = {
    passages: shownPassages(passages, worded),
    docs: [...new Set(passages.map(({ name }) => name))],
    pages: [...new Set(passages.map(({ name, page }) => `${name}#${page}`))],
  };
  if (best === undefined || best.coverage < (worded.length > 0 ? CARRIES_WORDED : CARRIES)) {
    return { ...refusal(best, documents, elapsed()), ...shown, notices };
  }
  const placeOf = ({ document, name, page, label, place }: Passage) => {
    if (place !== undefined) return `${name}, ${place}`;
    if (documents.find(({ id }) => id === document)!.pages === 1) return name;
    return `${name}, page ${page}${label === undefined ? "" : ` (printed ${label})`}`;
  };
  if (best.coverage < MOST_OF_IT) {
    notices.push("The passage has only some of the question's words: read it before you rely on it.");
  }
  const checks = [quotesCheck(shown.passages, library)];
  const byModel = worded.length > 0;
  if (byModel) checks.push(sentencesCheck(worded.length));
  const quote = best.text.slice(...best.quote);
  const answer = {
    ...NOTHING,
    ...shown,
    status: "answered" as const,
    trust: trustOf("quoted", "likely", checks, { byModel }),
    computation: "quoted" as const,
    reading: "likely" as const,
    kind: "passages" as const,
    answer: byModel ? worded.map(({ text }) => text).join(" ") : quote,
    text: byModel
      ? worded.map(({ text, passages }) => `${text} (${[...new Set(passages.map(placeOf))].join("; ")})`)
        .join(" ")
      : `“${quote.replace(/\s+/g, " ")}”${underHeads(best)} (${placeOf(best)})`,
    checks,
    notices,
  };
  const { model } = found;
  const receipt = makePassageReceipt({
    run: found.run,
    question: found.question.text,
    answer,
    documents,
    searches: found.searches,
    passages: shown.passages,
    index: library.index(),
    agents: found.agents,
    model: byModel && model ? { name: model.model, prompt: model.prompt, digest: model.digest } : null,
  });
  return { ...answer, receipt, ms: elapsed() };
}

/** The rows of a table that name the columns of the one that is quoted. */
function underHeads({ heads = [] }: Passage): string {
  return heads.length === 0 ? "" : `, under “${heads.map(({ text }) => text).join(" / ")}”`;
}

/** The sentences of a model that stand in their passages. The others are told. */
function wordedBy({ sentences, passages, question, model, notices }: Found): WordedSentence[] {
  if (sentences.length === 0) return [];
  const { kept, dropped } = checkSentences(sentences, {
    question: question.text,
    passage: (id) => passages.find((passage) => passage.id === id),
  });
  const name = model?.model ?? "the model";
  for (const { text, reason } of dropped.slice(0, 3)) {
    notices.push(`A sentence of ${name} was left out, for ${reason}: “${text}”`);
  }
  return kept;
}

/** The best ones, and those that a kept sentence cites. */
function shownPassages(passages: readonly Passage[], worded: readonly WordedSentence[]): Passage[] {
  const cited = new Set(worded.flatMap(({ passages }) => passages.map(({ id }) => id)));
  return passages.filter(({ id }, index) => index < SHOWN || cited.has(id));
}

function sentencesCheck(count: number): Check {
  const what = count === 1 ? "The sentence of the model cites" : `All ${count} sentences of the model cite`;
  return {
    name: "sentences",
    passed: true,
    message: `${what} a passage, and numbers, names and quoted words stand in it.`,
  };
}

/** Every passage is held against its page as the store has it. */
function quotesCheck(passages: readonly Passage[], library: Library): Check {
  const astray = passages.filter(({ document, page, start, end, text, heads = [] }) => {
    const whole = library.page(document, page).text;
    return [{ start, end, text }, ...heads].some((piece) =>
      whole.slice(piece.start, piece.end) !== piece.text
    );
  });
  const count = passages.length === 1 ? "The passage stands" : `All ${passages.length} passages stand`;
  return {
    name: "quotes",
    passed: astray.length === 0,
    message: astray.length === 0
      ? `${count} word for word on ${passages.length === 1 ? "its page" : "their pages"}.`
      : `${astray.length} of ${passages.length} passages do not stand on their pages as they are quoted.`,
  };
}

function refusal(best: Passage | undefined, documents: Document[], ms: number): typeof NOTHING & {
  status: "refused";
  text: string;
  error: NonNullable<Answer["error"]>;
  ms: number;
} {
  const where = documents.length === 1 ? `"${documents[0]!.name}"` : `your ${documents.length} documents`;
  const message = `This is not in ${where}.`;
  const hint = best === undefined
    ? "None of the question's words stands there. Ask with words that the text would use."
    : "The nearest passages have too little of the question. Ask with words that the text would use.";
  return {
    ...NOTHING,
    status: "refused",
    text: message,
    error: { code: "question.unreadable", message, hint, details: { reason: "not_in_documents" } },
    ms,
  };
}
