import type { AgentEvent, AgentHost, ModelPrompt, OutputSchema, WriteTask } from "nexus";

/** What a model writes. */
export interface Written {
  title: string;
  paragraphs: string[];
}

const TASK =
  `You write the summary of a report. Each answer below was computed by a program; you only say what the answers say together.

- Two to five short paragraphs of plain sentences for a reader who has not seen the data: the main finding first, then how the others bear on it.
- Never write a number, neither in digits nor in words. Where a number or a name of the result belongs, write a place, and the program fills it:
  {{a1}} for the answer of a1, {{a1.text}} for its sentence, {{a1.2.revenue}} for the column "revenue" of its second row.
- Say nothing that the answers do not say: no causes, no advice, no guesses. An answer that is "suggested" is called uncertain.
- title: at most ten words, without numbers.`;

const FORM: OutputSchema = {
  type: "object",
  properties: {
    title: { type: "string", maxLength: 120 },
    paragraphs: { type: "array", minItems: 1, maxItems: 6, items: { type: "string", maxLength: 800 } },
  },
  required: ["title", "paragraphs"],
  additionalProperties: false,
};
const MAX_ANSWERS = 12;
const MAX_CELL = 60;
const ROWS = 8;

/** Has a model write prose; null where none is there, or it gave nothing of use. */
export async function* askWriter(
  task: WriteTask,
  host: AgentHost,
): AsyncGenerator<AgentEvent, Written | null> {
  if (!task.answers.some(({ status }) => status === "answered")) return null;
  try {
    const { value, model } = await host.generate(promptOf(task), FORM);
    yield { type: "step", title: `${model} wrote the summary` };
    // The host has held it against the form.
    const { title, paragraphs } = value as unknown as Written;
    const said = paragraphs.map((text) => text.trim()).filter((text) => text !== "");
    return said.length > 0 && title.trim() !== "" ? { title: title.trim(), paragraphs: said } : null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!code.startsWith("model.")) throw error;
    const { message } = error as Error;
    if (code !== "model.none") {
      yield {
        type: "notice",
        message: `This summary is written without a model: ${message.replace(/\.+$/, "")}.`.slice(0, 2000),
      };
    }
    return null;
  }
}

function promptOf({ title, answers }: WriteTask): ModelPrompt {
  const data = answers.slice(0, MAX_ANSWERS).map((answer) => ({
    label: `Answer ${answer.key}`,
    text: [
      `question: ${answer.question ?? "none, a plan was given"}`,
      `status: ${answer.status}, trust: ${answer.trust}`,
      `sentence: ${answer.text.slice(0, 600)}`,
      ...(answer.columns.length > 0
        ? [`columns: ${answer.columns.map(({ name }) => name).join(" | ")}`]
        : []),
      ...answer.preview.slice(0, ROWS).map((row, index) =>
        `row ${index + 1}: ${row.map((cell) => String(cell ?? "missing").slice(0, MAX_CELL)).join(" | ")}`
      ),
      ...(answer.rowCount > ROWS ? [`${answer.rowCount} rows in all`] : []),
    ].join("\n"),
  }));
  return {
    task: TASK,
    data: [...(title === null ? [] : [{ label: "Title that was asked for", text: title }]), ...data],
  };
}
