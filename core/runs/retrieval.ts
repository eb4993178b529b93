/**
 * Questions that documents answer: passages are found by an agent, and shown or refused by rule.
 *
 * @module
 */
import { type AgentEvent, type Answer, type Document, NexusError, type Question } from "../contract/mod.ts";
import type { Library } from "../documents/mod.ts";
import type { AgentHandle, PluginRegistry } from "../plugins/mod.ts";
import { matchesOf } from "../search/mod.ts";
import type { RunHost } from "./agent_host.ts";
import type { AnalysisHooks } from "./context.ts";
import { passagesAnswer } from "./passages_answer.ts";

/** Words by which a question asks for what is written somewhere, not for a number of a table. */
const OF_TEXT =
  /\b(documents?|pdfs?|pages?|passages?|paragraphs?|sections?|chapters?|quotes?|quoted|cited?|mention(s|ed)?|according to|written|(say|says|said|state|states|stated|written) (about|on|in|that))\b/i;

/** Whether a question asks for what is written. */
export function asksForText(question: Question): boolean {
  return OF_TEXT.test(question.text);
}

/** Less of a question's weight than this is no reason to leave a table for a text. */
const CARRIES_MOST = 0.65;

/** Whether the best passage has the words that a reading of the tables left unused, and most of the others. */
export function carriesWords(
  { status, passages }: Pick<Answer, "status" | "passages">,
  words: readonly string[],
): boolean {
  const [best] = passages ?? [];
  return status === "answered" && best !== undefined && best.coverage >= CARRIES_MOST &&
    words.every((word) => matchesOf(best.text, word).length > 0);
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
      return await ask(agent, input, notices, context);
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
  { run, question, documents }: RetrievalInput,
  notices: readonly string[],
  { host, hooks, library, elapsed }: RetrievalContext,
): Promise<Omit<Answer, "id">> {
  const task = {
    intent: "retrieve" as const,
    question,
    documents: documents.map(({ id, name, title, pages }) => ({ id, name, title, pages })),
  };
  const said: string[] = [];
  const answerOf = ({ passages, answer }: Extract<AgentEvent, { type: "passages" }>) =>
    passagesAnswer({
      run,
      question,
      documents,
      passages: passages.map((id) => host.passage(id)),
      sentences: answer?.sentences ?? [],
      model: host.lastGeneration,
      searches: host.searches(),
      agents: [{ id: agent.id, version: agent.version }],
      notices: [...notices, ...said],
    }, { library, elapsed });
  let last: Exclude<AgentEvent, { type: "step" | "notice" }> | undefined;
  for await (const event of agent.run(task, host, { signal: hooks.signal })) {
    if (event.type === "step") {
      const { title, detail } = event;
      hooks.onStep({ actor: agent.id, title, ...(detail === undefined ? {} : { detail }) });
    } else if (event.type === "notice") said.push(event.message);
    else {
      last = event;
      if (event.type !== "passages") continue;
      // People read what was found while a model still writes.
      const draft = answerOf(event);
      if (draft.status === "answered") hooks.onAnswer({ ...draft, receipt: null });
    }
  }
  if (last?.type !== "passages") {
    throw new NexusError("plugin.contract", `The agent ${agent.id} ended without passages`);
  }
  return answerOf(last);
}
