import type { AgentEvent, AgentHost, ModelPrompt, OutputSchema, ReviewTask } from "nexus";
import type { Remark } from "./script.ts";

const TASK = `You review a script before it runs. The script computes the answer to a question about tables.
Say what would make its answer wrong: it computes something else than was asked, leaves rows out or counts them twice, mixes up columns or
units, treats missing values wrongly, compares what cannot be compared. Say nothing about style, speed or safety.
Give one remark for each fault, with the line and what to do instead. Give none where the script does what was asked.`;

const FORM: OutputSchema = {
  type: "object",
  properties: {
    fits: { type: "boolean", description: "true where the script computes what the question asks" },
    remarks: {
      type: "array",
      maxItems: 5,
      items: {
        type: "object",
        properties: {
          line: { anyOf: [{ type: "integer", minimum: 1, maximum: 10_000 }, { type: "null" }] },
          message: { type: "string", maxLength: 300 },
        },
        required: ["line", "message"],
        additionalProperties: false,
      },
    },
  },
  required: ["fits", "remarks"],
  additionalProperties: false,
};

/** What the review model has to say. It can raise a concern; to refuse takes what is surely wrong, and a model is never sure. */
export async function* askReviewModel(
  task: ReviewTask,
  host: AgentHost,
): AsyncGenerator<AgentEvent, Remark[]> {
  // Nothing says what the script is for.
  if (task.question === null) return [];
  try {
    const { value, model } = await host.generate(promptOf(task), FORM);
    // The host has held it against the form.
    const { fits, remarks } = value as { fits: boolean; remarks: { line: number | null; message: string }[] };
    yield {
      type: "step",
      title: `${model} read the script`,
      detail: fits ? "It does what is asked" : "It has doubts",
    };
    if (fits) return [];
    const lines = task.source.split("\n").length;
    const said = remarks.filter(({ message }) => message.trim() !== "").map(({ line, message }) => ({
      message: `${model}: ${message.trim()}`,
      ...(line === null || line > lines ? {} : { line }),
    }));
    return said.length > 0 ? said : [{ message: `${model} doubts that the script does what is asked` }];
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!code.startsWith("model.")) throw error;
    const { message } = error as Error;
    if (code === "model.none") yield { type: "step", title: "No model reviewed the script", detail: message };
    else yield { type: "notice", message: `No model reviewed the script: ${message}`.slice(0, 2000) };
    return [];
  }
}

function promptOf({ question, source, datasets }: ReviewTask): ModelPrompt {
  const tables = datasets.slice(0, 6).map(({ name, rows, columns }) =>
    `${JSON.stringify(name)}, ${rows} rows: ${
      columns.slice(0, 80).map((column) => `${JSON.stringify(column.name)} ${column.type}`).join(", ")
    }`
  );
  const numbered = source.split("\n").map((line, index) => `${index + 1}: ${line}`).join("\n");
  return {
    task: TASK,
    data: [
      { label: "Tables", text: tables.join("\n") },
      { label: "Question", text: question ?? "" },
      { label: "Script, with the numbers of its lines", text: numbered },
    ],
  };
}
