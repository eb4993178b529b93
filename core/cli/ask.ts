/**
 * `ask FILE... "question" [--json]`: one question from a terminal.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { type Answer, NexusError, type Run } from "../contract/mod.ts";
import { callerPath, requireFile, requireWritable, writeOutput } from "./files.ts";
import type { ExitCode, Program } from "./program.ts";
import { renderAnswer } from "./render.ts";
import { importFile, openOrJoin, postServer } from "./server.ts";

/** What a question is asked of. */
interface Asked {
  datasets: string[];
  documents: string[];
}

/** Asks; joins the running server where there is one, otherwise works by itself in the same home folder. */
export async function askCommand(program: Program, args: string[]): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: "boolean" }, receipt: { type: "string" } },
  });
  const question = positionals.at(-1);
  const files = positionals.slice(0, -1).map(callerPath);
  if (question === undefined || files.length === 0) {
    throw new NexusError("request.invalid", "ask needs at least one file and a question", {
      hint: 'deno task ask sales.csv "average revenue by region"',
    });
  }
  for (const file of files) await requireFile(file);
  if (values.receipt) await requireWritable(callerPath(values.receipt));
  const run = await answerQuestion(program, files, { question, drawing: values.json ? "figure" : "choice" });
  const { answer } = run;
  if (!answer) throw new NexusError("run.failed", "The run ended without an answer");
  if (values.receipt && answer.receipt) {
    await writeOutput(callerPath(values.receipt), JSON.stringify(answer.receipt, null, 2));
  }
  program.out(values.json ? JSON.stringify(answer) + "\n" : renderAnswer(answer));
  return exitCode(answer);
}

/** 0 answered, 2 refused or clarify, 1 failed. */
export function exitCode(answer: Answer): ExitCode {
  return answer.status === "answered" ? 0 : answer.status === "failed" ? 1 : 2;
}

/** In words, nobody sees a figure: none is drawn. */
async function answerQuestion(
  program: Program,
  files: string[],
  { question, drawing }: { question: string; drawing: "figure" | "choice" },
): Promise<Run> {
  const nexus = await openOrJoin(program);
  try {
    if ("services" in nexus) nexus.services.warm(drawing === "figure" ? ["bar"] : []);
    const asked: Asked = { datasets: [], documents: [] };
    for (const file of files) {
      const { datasets, documents } = await importFile(nexus, file);
      asked.datasets.push(...datasets.map(({ id }) => id));
      asked.documents.push(...documents.map(({ id }) => id));
    }
    if ("url" in nexus) return await postServer<Run>(nexus, "/analyze/", { question, ...asked });
    return await nexus.services.runs.start({ question, ...asked }, { drawing }).done;
  } finally {
    if ("services" in nexus) await nexus.services.close();
  }
}
