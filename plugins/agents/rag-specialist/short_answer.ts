import type { AgentHost, ModelPrompt, OutputSchema, Passage } from "nexus";

/** A model reads so many passages, of so many characters each. */
const PASSAGES = 6;
const CHARACTERS = 1600;

const TASK = [
  "Answer the question from the passages alone, in one to three short sentences.",
  "Each sentence names the ids of the passages that it rests on, in `passages`.",
  "Take numbers, names and dates over exactly as they stand in the passage; compute nothing and add nothing that you know otherwise.",
  "Where the passages do not answer the question, give no sentences.",
].join("\n");

/** What the passages say in short, by a model; null where there is none or it found no answer. Other errors of models are thrown. */
export async function shortAnswer(
  question: string,
  passages: readonly Passage[],
  host: AgentHost,
): Promise<{ model: string; sentences: { text: string; passages: string[] }[] } | null> {
  const read = passages.slice(0, PASSAGES);
  try {
    const { value, model } = await host.generate(promptOf(question, read), formOf(read));
    const { sentences } = value as unknown as { sentences: { text: string; passages: string[] }[] };
    return {
      model,
      sentences: sentences.map(({ text, passages }) => ({
        text: text.trim(),
        passages: [...new Set(passages)],
      })).filter(({ text, passages }) => text !== "" && passages.length > 0),
    };
  } catch (error) {
    if (codeOf(error) === "model.none") return null;
    throw error;
  }
}

/** The code of an error that the host sent, which comes over as plain properties. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function promptOf(question: string, passages: readonly Passage[]): ModelPrompt {
  return {
    task: TASK,
    data: [
      ...passages.map(({ id, name, page, place, text }) => ({
        label: `Passage ${id} (${name}, ${place ?? `page ${page}`})`,
        text: text.slice(0, CHARACTERS),
      })),
      { label: "Question", text: question },
    ],
  };
}

function formOf(passages: readonly Passage[]): OutputSchema {
  return {
    type: "object",
    properties: {
      sentences: {
        type: "array",
        maxItems: 4,
        items: {
          type: "object",
          properties: {
            text: { type: "string", maxLength: 500 },
            passages: {
              type: "array",
              minItems: 1,
              maxItems: 3,
              items: { type: "string", enum: passages.map(({ id }) => id) },
            },
          },
          required: ["text", "passages"],
          additionalProperties: false,
        },
      },
    },
    required: ["sentences"],
    additionalProperties: false,
  };
}
