/**
 * The third way to answer: a model writes a script, which the host reviews and runs with no permissions.
 *
 * @module
 */
import type { AgentEvent, AgentHost, AnalyzeTask, OutputSchema } from "nexus";
import { codeOf, messageOf, notice } from "./said.ts";
import { scriptPrompt } from "./script_prompt.ts";

/** The first script, and two repairs. */
const MAX_SCRIPTS = 3;
/** What a model can put right; anything else (no sandbox, no model, cancelled) would meet the next script too. */
const REPAIRABLE = new Set([
  "code.rejected",
  "code.failed",
  "code.output",
  "code.memory",
  "code.deadline",
]);

const FORM: OutputSchema = {
  type: "object",
  properties: {
    summary: {
      type: "string",
      maxLength: 300,
      description:
        "what the script computes, as a noun phrase without any number: correlation of price and weight",
    },
    code: { type: "string", maxLength: 6000, description: "the script" },
  },
  required: ["summary", "code"],
  additionalProperties: false,
};

/** A script, and why it did not do. */
export interface Attempt {
  source: string;
  error: string;
}

/** Has a model write a script and the host run it. Gives false where nothing came of it, which is told. */
export async function* writeScript(task: AnalyzeTask, host: AgentHost): AsyncGenerator<AgentEvent, boolean> {
  let attempt: Attempt | null = null;
  let model = "The model";
  for (let count = 1; count <= MAX_SCRIPTS; count++) {
    yield attempt === null
      ? { type: "step", title: "Write a script", detail: "No plan of table operations says what is asked" }
      : { type: "step", title: "Repair the script", detail: firstLine(attempt.error) };
    try {
      const written = await host.generate(scriptPrompt(task, attempt), FORM);
      model = written.model;
      // The host has held it against the form.
      const { summary, code } = written.value as { summary: string; code: string };
      const source = withoutFence(code);
      try {
        const { ref } = await host.execute({ source });
        yield notice(`${model} wrote a script for this question. Read it before you rely on the answer.`);
        yield { type: "computed", ref, summary };
        return true;
      } catch (error) {
        if (!REPAIRABLE.has(codeOf(error))) throw error;
        attempt = { source, error: complaintOf(error) };
      }
    } catch (error) {
      const code = codeOf(error);
      if (code === "model.none") {
        yield { type: "step", title: "No model is there", detail: messageOf(error) };
        return false;
      }
      if (!code.startsWith("model.") && !code.startsWith("code.")) throw error;
      yield notice(`${messageOf(error)}; this is the answer without a model.`);
      return false;
    }
  }
  yield notice(
    `${model} wrote ${MAX_SCRIPTS} scripts, and none came to a result (the last: ${
      firstLine(attempt!.error)
    }); this is the answer without a model.`,
  );
  return false;
}

/** What a model is told of a script that did not do: the error, and each finding with its line and what to write instead. */
function complaintOf(error: unknown): string {
  const { hint, details } = error as { hint?: string; details?: { findings?: unknown } };
  const findings = Array.isArray(details?.findings) ? details.findings.slice(0, 8) : [];
  return [
    messageOf(error),
    ...(hint ? [hint] : []),
    ...findings.map(({ line, message, hint }) => `line ${line}: ${message}${hint ? ` (${hint})` : ""}`),
  ].join("\n").slice(0, 3000);
}

function firstLine(text: string): string {
  return text.split("\n")[0]!.slice(0, 300);
}

/** Models put code into a fence of Markdown, also inside JSON. */
function withoutFence(code: string): string {
  return /^\s*```[a-z]*\n([\s\S]*?)\n?```\s*$/i.exec(code)?.[1] ?? code;
}
