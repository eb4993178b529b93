/**
 * Questions that documents answer: passages are found by an agent, and shown or refused by rule.
 *
 * @module
 */
import {
  type AgentEvent,
  type Answer,
  type Check,
  type Document,
  NexusError,
  type Passage,
  type Question,
} from "../contract/mod.ts";
import type { Library } from "../documents/mod.ts";
import type { AgentHandle, PluginRegistry } from "../plugins/mod.ts";
import type { RunHost } from "./agent_host.ts";
import type { AnalysisHooks } from "./context.ts";
import { makePassageReceipt } from "./passage_receipt.ts";
import { trustOf } from "./trust.ts";

/** Passages that are shown; documents and pages are named for all that were found. */
const SHOWN = 8;
/** A passage with less of the question's weight does not carry it. */
const CARRIES = 0.5;
/** With less than this, the answer says that words are missing. */
const MOST_OF_IT = 0.65;

/** Words by which a question asks for what is written somewhere, not for a number of a table. */
const OF_TEXT =
  /\b(documents?|pdfs?|pages?|passages?|paragraphs?|sections?|chapters?|quotes?|quoted|cited?|mention(s|ed)?|according to|written|(say|says|said|state|states|stated|written) (about|on|in|that))\b/i;

/** Whether a question asks for what is written. */
export function asksForText(question: Question): boolean {
  return OF_TEXT.test(question.text);
}

/** A question to documents. */
export interface RetrievalInput {
  run: string;
  question: Question;
  documents: Document[];
}

export interface RetrievalContext {
  registry: PluginRegistry;
  library: Library;
  host: RunHost;
  hooks: AnalysisHooks;
  elapsed: () => number;
}

/** Has the installed agents find passages, and makes an answer of them. */
export async function answerFromDocuments(
  input: RetrievalInput,
  context: RetrievalContext,
): Promise<Omit<Answer, "id">> {
  const agents = context.registry.agents("retrieve");
  const notices: string[] = [];
  for (const [index, agent] of agents.entries()) {
    try {
      const passages = await ask(agent, input, context);
      return settle(input, { agent, passages, notices }, context);
    } catch (error) {
      const next = agents[index + 1];
      const ofPlugin = error instanceof NexusError && error.code.startsWith("plugin.");
      if (!next || !ofPlugin || context.hooks.signal.aborted) throw error;
      notices.push(`The agent ${agent.id} failed (${error.message}); ${next.id} answered instead.`);
    }
  }
  throw new NexusError("plugin.not_found", "No installed agent can search documents", {
    hint: "Enable or install an agent on the plugins page.",
  });
}

async function ask(
  agent: AgentHandle,
  { question, documents }: RetrievalInput,
  { host, hooks }: RetrievalContext,
): Promise<Passage[]> {
  const task = {
    intent: "retrieve" as const,
    question,
    documents: documents.map(({ id, name, title, pages }) => ({ id, name, title, pages })),
  };
  let last: Exclude<AgentEvent, { type: "step" }> | undefined;
  for await (const event of agent.run(task, host, { signal: hooks.signal })) {
    if (event.type === "step") {
      const { title, detail } = event;
      hooks.onStep({ actor: agent.id, title, ...(detail === undefined ? {} : { detail }) });
    } else last = event;
  }
  if (last?.type !== "passages") {
    throw new NexusError("plugin.contract", `The agent ${agent.id} ended without passages`);
  }
  return last.passages.map((id) => host.passage(id));
}

/** Answered where the best passage carries the question, refused otherwise. The words are those of the document. */
function settle(
  { run, question, documents }: RetrievalInput,
  found: { agent: AgentHandle; passages: Passage[]; notices: string[] },
  { library, host, elapsed }: RetrievalContext,
): Omit<Answer, "id"> {
  const { agent, passages, notices } = found;
  const [best] = passages;
  const shown = {
    passages: passages.slice(0, SHOWN),
    docs: [...new Set(passages.map(({ name }) => name))],
    pages: [...new Set(passages.map(({ name, page }) => `${name}#${page}`))],
  };
  if (best === undefined || best.coverage < CARRIES) {
    return { ...refusal(best, documents, elapsed()), ...shown, notices };
  }
  const quote = best.text.slice(...best.quote);
  const several = documents.find(({ id }) => id === best.document)!.pages > 1;
  if (best.coverage < MOST_OF_IT) {
    notices.push("The passage has only some of the question's words: read it before you rely on it.");
  }
  const checks = [quotesCheck(shown.passages, library)];
  const answer = {
    ...NOTHING,
    ...shown,
    status: "answered" as const,
    trust: trustOf("quoted", "likely", checks),
    computation: "quoted" as const,
    reading: "likely" as const,
    kind: "passages" as const,
    answer: quote,
    text: `“${quote.replace(/\s+/g, " ")}” (${best.name}${several ? `, page ${best.page}` : ""})`,
    checks,
    notices,
  };
  const receipt = makePassageReceipt({
    run,
    question: question.text,
    answer,
    documents,
    searches: host.searches(),
    passages: shown.passages,
    index: library.index(),
    agents: [{ id: agent.id, version: agent.version }],
    model: null,
  });
  return { ...answer, receipt, ms: elapsed() };
}

/** Every passage is held against its page as the store has it. */
function quotesCheck(passages: readonly Passage[], library: Library): Check {
  const astray = passages.filter(({ document, page, start, end, text }) =>
    library.page(document, page).text.slice(start, end) !== text
  );
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

const NOTHING = {
  trust: "none" as Answer["trust"],
  computation: "none" as Answer["computation"],
  reading: "none" as Answer["reading"],
  kind: "none" as Answer["kind"],
  answer: null as Answer["answer"],
  plan: null,
  words: [],
  sql: null,
  used: [],
  unused: [],
  confidence: null,
  result: null,
  receipt: null,
  checks: [],
  excluded: [],
  notices: [],
};
