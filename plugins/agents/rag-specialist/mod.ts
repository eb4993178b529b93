/**
 * The agent that finds what documents say. It needs no model; where one is there, it says in short what the passages say.
 *
 * @module
 */
import { type AgentEvent, type AgentHost, type AgentTask, defineAgent, NexusError } from "nexus";
import { queryOf } from "./query_of.ts";
import { codeOf, shortAnswer } from "./short_answer.ts";

/** As many as are ranked for one question; the host shows the first. */
const PASSAGES = 100;
/** With less of the question in the best passage, a model would only guess. */
const WORTH_READING = 0.3;

export default defineAgent({ run });

async function* run(task: AgentTask, host: AgentHost): AsyncGenerator<AgentEvent> {
  if (task.intent !== "retrieve") {
    throw new NexusError("plugin.contract", `The document specialist cannot do "${task.intent}"`);
  }
  const query = queryOf(task.question.text);
  yield {
    type: "step",
    title: "Search the documents",
    detail: `${countOf(task.documents.length)} for: ${query}`,
  };
  const passages = await host.search(query, { limit: PASSAGES });
  const [best] = passages;
  yield {
    type: "step",
    title: best === undefined ? "Nothing found" : "Passages found",
    detail: best === undefined
      ? "no passage has a word of the question"
      : `the best is ${best.place ?? `on page ${best.page}`} of "${best.name}"`,
  };
  const found = { type: "passages" as const, passages: passages.map(({ id }) => id) };
  yield found;
  if (best === undefined || best.coverage < WORTH_READING) return;
  try {
    const answer = await shortAnswer(task.question.text, passages, host);
    if (answer === null) return;
    const { model, sentences } = answer;
    yield {
      type: "step",
      title: `${model} read the passages`,
      detail: sentences.length === 0
        ? "it finds no answer in them"
        : "each of its sentences is held against them",
    };
    if (sentences.length === 0) {
      yield { type: "notice", message: `${model} finds no answer in the passages; read them yourself.` };
    }
    yield { ...found, answer: { sentences } };
  } catch (error) {
    if (!codeOf(error).startsWith("model.")) throw error;
    yield { type: "notice", message: `${(error as Error).message}; this is the answer without a model.` };
    yield found;
  }
}

function countOf(documents: number): string {
  return documents === 1 ? "one document" : `${documents} documents`;
}
