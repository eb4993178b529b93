/**
 * The agent that finds what documents say, with no model.
 *
 * @module
 */
import { type AgentEvent, type AgentHost, type AgentTask, defineAgent, NexusError } from "nexus";
import { queryOf } from "./query_of.ts";

/** As many as are ranked for one question; the host shows the first. */
const PASSAGES = 100;

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
      : `the best is on page ${best.page} of "${best.name}"`,
  };
  yield { type: "passages", passages: passages.map(({ id }) => id) };
}

function countOf(documents: number): string {
  return documents === 1 ? "one document" : `${documents} documents`;
}
