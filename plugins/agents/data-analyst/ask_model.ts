/**
 * The second way to read a question: a model fills a form. The third: it writes a script, where the form cannot say what is asked.
 *
 * @module
 */
import type { AgentEvent, AgentHost, AnalyzeTask, ReadOutcome } from "nexus";
import { type Form, formOf } from "./form.ts";
import { readingOf } from "./form_plan.ts";
import { promptOf } from "./prompt.ts";
import { codeOf, messageOf, notice } from "./said.ts";
import { writeScript } from "./write_script.ts";

/** Whether a model may know better: the language did not understand the question, or left words of it aside. */
export function wantsModel(outcome: ReadOutcome, task: AnalyzeTask): boolean {
  // Named results are what the language fills.
  if (task.question.format !== undefined || task.datasets.length === 0) return false;
  if (outcome.status === "refused") return ["not_understood", "unsupported"].includes(outcome.reason);
  return outcome.status === "read" && outcome.certainty === "likely" &&
    outcome.readings[0]!.unused.length > 0;
}

/** Asks the model; its result ends the run. Gives false where there is none, which is told, and the language's outcome stands. */
export async function* askModel(task: AnalyzeTask, host: AgentHost): AsyncGenerator<AgentEvent, boolean> {
  const way = yield* fillForm(task, host);
  if (way === "done") return true;
  if (way === "none") return false;
  return yield* writeScript(task, host);
}

/** `done`: its plan ran. `script`: it takes a script. `none`: neither, which was told. */
async function* fillForm(
  task: AnalyzeTask,
  host: AgentHost,
): AsyncGenerator<AgentEvent, "done" | "script" | "none"> {
  yield {
    type: "step",
    title: "Ask a model",
    detail: "The language did not place every word of the question",
  };
  const scripts = task.scripts !== undefined;
  let model = "The model";
  try {
    const { value, model: name } = await host.generate(
      promptOf(task.question, task.datasets, { scripts }),
      formOf(task.datasets, { scripts }),
    );
    model = name;
    // The host has held it against the form.
    const form = value as unknown as Form;
    if (form.way === "script") return "script";
    if (form.way === "none") {
      yield notice(`${model} finds nothing in the columns that answers the question.`);
      return "none";
    }
    const reading = readingOf(form, task.datasets);
    yield { type: "step", title: `Compute what ${model} proposes`, detail: reading.summary };
    const { ref } = await host.query(reading.plan);
    yield notice(
      `The language did not understand every word; ${model} read the question as: ${reading.summary}. Check it.`,
    );
    yield { type: "result", reading, certainty: "likely", ref };
    return "done";
  } catch (error) {
    const code = codeOf(error);
    if (code === "model.none") {
      yield { type: "step", title: "No model is there", detail: messageOf(error) };
      return "none";
    }
    if (!code.startsWith("model.") && !code.startsWith("plan.")) throw error;
    if (code.startsWith("plan.") && scripts) {
      yield { type: "step", title: "The plan does not fit the data", detail: messageOf(error) };
      return "script";
    }
    yield notice(
      code.startsWith("plan.")
        ? `${model} proposed a plan that does not fit the data (${
          messageOf(error)
        }); this is the answer without a model.`
        : `${messageOf(error)}; this is the answer without a model.`,
    );
    return "none";
  }
}
