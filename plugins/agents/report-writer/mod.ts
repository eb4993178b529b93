/**
 * The agent that says what answers say together. It writes no number: the host fills them in.
 *
 * @module
 */
import {
  type AgentEvent,
  type AgentHost,
  type AgentTask,
  defineAgent,
  type Narrative,
  NexusError,
} from "nexus";
import { caveatsOf } from "./caveats.ts";
import { titleOf } from "./title.ts";
import { findingsOf, openOf } from "./findings.ts";
import { askWriter } from "./ask_writer.ts";

export default defineAgent({ run });

async function* run(task: AgentTask, host: AgentHost): AsyncGenerator<AgentEvent> {
  if (task.intent !== "write") {
    throw new NexusError("plugin.contract", `The report writer cannot do "${task.intent}"`);
  }
  yield { type: "step", title: "Write the summary" };
  const written = yield* askWriter(task, host);
  const narrative: Narrative = {
    title: task.title ?? written?.title ?? titleOf(task),
    // What was not answered, and what to be careful of, never depends on a model.
    summary: [...(written?.paragraphs ?? findingsOf(task)), ...openOf(task), ...caveatsOf(task)],
  };
  yield { type: "narrative", narrative };
}
