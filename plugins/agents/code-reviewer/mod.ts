/**
 * The agent that reads a script before it runs. What a script may reach was decided before; here it is asked whether it does what was asked.
 *
 * @module
 */
import {
  type AgentEvent,
  type AgentHost,
  type AgentTask,
  defineAgent,
  NexusError,
  type ReviewTask,
} from "nexus";
import { findFaults } from "./find_faults.ts";
import { askReviewModel } from "./review_model.ts";
import { readScript, type Remark } from "./script.ts";

const MAX_REMARKS = 20;

export default defineAgent({ run });

async function* run(task: AgentTask, host: AgentHost): AsyncGenerator<AgentEvent> {
  if (task.intent !== "review") {
    throw new NexusError("plugin.contract", `The code reviewer cannot do "${task.intent}"`);
  }
  yield { type: "step", title: "Review the script", detail: "does it do what the question asks?" };
  const faults = faultsOf(task);
  const refused = faults.filter(({ grave }) => grave);
  if (refused.length > 0) {
    yield review("refuse", refused);
    return;
  }
  const said: Remark[] = [...faults, ...yield* askReviewModel(task, host)];
  yield review(said.length > 0 ? "concern" : "pass", said);
}

/** Surely wrong and doubtful alike; a script that cannot be read has been refused by the host already. */
function faultsOf(task: ReviewTask) {
  const script = readScript(task.source);
  return script === null ? [] : findFaults(script, task);
}

function review(verdict: "pass" | "concern" | "refuse", remarks: Remark[]): AgentEvent {
  return {
    type: "review",
    review: {
      verdict,
      remarks: remarks.slice(0, MAX_REMARKS).map(({ message, line }) => ({
        message: message.slice(0, 500),
        ...(line === undefined ? {} : { line }),
      })),
    },
  };
}
