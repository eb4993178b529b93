/**
 * The second way to read a question: a model fills a form.
 *
 * @module
 */
import type { AgentEvent, AgentHost, AnalyzeTask, Reading, ReadOutcome } from "nexus";
import { type Form, formOf } from "./form.ts";
import { readingOf } from "./form_plan.ts";
import { promptOf } from "./prompt.ts";

/** Whether a model may know better: the language did not understand the question, or left words of it aside. */
export function wantsModel(outcome: ReadOutcome, task: AnalyzeTask): boolean {
  // Named results are what the language fills.
  if (task.question.format !== undefined || task.datasets.length === 0) return false;
  if (outcome.status === "refused") return outcome.reason === "not_understood";
  return outcome.status === "read" && outcome.certainty === "likely" &&
    outcome.readings[0]!.unused.length > 0;
}

/** Asks the model; its result ends the run. Gives false where there is none, which is told, and the language's outcome stands. */
export async function* askModel(task: AnalyzeTask, host: AgentHost): AsyncGenerator<AgentEvent, boolean> {
  yield {
    type: "step",
    title: "Ask a model",
    detail: "The language did not place every word of the question",
  };
  let model = "The model";
  try {
    const { value, model: name } = await host.generate(
      promptOf(task.question, task.datasets),
      formOf(task.datasets),
    );
    model = name;
    // The host has held it against the form.
    const form = value as unknown as Form;
    if (!form.answerable) {
      yield notice(`${model} finds nothing in the columns that answers the question.`);
      return false;
    }
    const reading: Reading = readingOf(form, task.datasets);
    yield { type: "step", title: `Compute what ${model} proposes`, detail: reading.summary };
    const { ref } = await host.query(reading.plan);
    yield notice(
      `The language did not understand every word; ${model} read the question as: ${reading.summary}. Check it.`,
    );
    yield { type: "result", reading, certainty: "likely", ref };
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "model.none") {
      yield { type: "step", title: "No model is there", detail: (error as Error).message };
      return false;
    }
    if (!code.startsWith("model.") && !code.startsWith("plan.")) throw error;
    const said = (error as Error).message;
    yield notice(
      code.startsWith("plan.")
        ? `${model} proposed a plan that does not fit the data (${said}); this is the answer without a model.`
        : `${said}; this is the answer without a model.`,
    );
    return false;
  }
}

function notice(message: string): AgentEvent {
  return { type: "notice", message: message.slice(0, 2000) };
}
