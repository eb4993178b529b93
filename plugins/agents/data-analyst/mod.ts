/**
 * The agent that answers questions about tables: with no model where the language understands, with one where it does not. The model fills
 * a form; where no form says it, it writes a script.
 *
 * @module
 */
import {
  type AgentEvent,
  type AgentHost,
  type AgentTask,
  defineAgent,
  NexusError,
  type Reading,
} from "nexus";
import { askModel, wantsModel } from "./ask_model.ts";

export default defineAgent({ run });

async function* run(task: AgentTask, host: AgentHost): AsyncGenerator<AgentEvent> {
  if (task.intent !== "analyze") {
    throw new NexusError("plugin.contract", `The data analyst cannot do "${task.intent}"`);
  }
  yield { type: "step", title: "Read the question", detail: tablesOf(task.datasets.map(({ name }) => name)) };
  const outcome = await host.read(task.question);
  if (wantsModel(outcome, task) && (yield* askModel(task, host))) return;
  if (outcome.status !== "read") {
    yield {
      type: "step",
      title: outcome.status === "clarify" ? "Ask back" : "Refuse",
      detail: outcome.message,
    };
    yield { type: "outcome", outcome };
    return;
  }
  yield* compute(outcome.readings, outcome.certainty, host);
}

/** Runs the best reading; one whose plan does not fit the data makes way for the next, which then is only likely. */
async function* compute(
  readings: Reading[],
  certainty: "sure" | "likely",
  host: AgentHost,
): AsyncGenerator<AgentEvent> {
  let failure: unknown;
  for (const [index, reading] of readings.entries()) {
    yield {
      type: "step",
      title: index === 0 ? "Compute" : "Compute the next reading",
      detail: reading.summary,
    };
    try {
      const { ref } = await host.query(reading.plan);
      yield { type: "result", reading, certainty: index === 0 ? certainty : "likely", ref };
      return;
    } catch (error) {
      if (!isMisfit(error)) throw error;
      failure ??= error;
      yield { type: "step", title: "This reading does not fit the data", detail: error.message };
    }
  }
  throw failure;
}

/** A plan that the data do not allow; anything else (a crash, a deadline) would meet the next reading too. */
function isMisfit(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("plan.");
}

function tablesOf(names: string[]): string {
  const shown = names.slice(0, 3).map((name) => `"${name}"`).join(", ");
  return names.length > 3 ? `against ${shown} and ${names.length - 3} more` : `against ${shown}`;
}
