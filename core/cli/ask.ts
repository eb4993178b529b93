/**
 * `ask FILE... "question" [--json]`: one question from a terminal.
 *
 * @module
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { type Answer, type Dataset, NexusError, type Run, type UploadResult } from "../contract/mod.ts";
import { openServices, type Services } from "../runs/mod.ts";
import { readHolder } from "../store/mod.ts";
import { callerPath, type ExitCode, type Program, quietLog } from "./program.ts";
import { renderAnswer } from "./render.ts";

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
  const run = await answerQuestion(program, files, question);
  const { answer } = run;
  if (!answer) throw new NexusError("run.failed", "The run ended without an answer");
  if (values.receipt && answer.receipt) {
    await Deno.writeTextFile(callerPath(values.receipt), JSON.stringify(answer.receipt, null, 2));
  }
  program.out(values.json ? JSON.stringify(answer) + "\n" : renderAnswer(answer));
  return exitCode(answer);
}

/** 0 answered, 2 refused or clarify, 1 failed. */
export function exitCode(answer: Answer): ExitCode {
  return answer.status === "answered" ? 0 : answer.status === "failed" ? 1 : 2;
}

async function answerQuestion(program: Program, files: string[], question: string): Promise<Run> {
  let services: Services;
  try {
    services = await openServices(program.config, quietLog(program.config), {
      home: program.home,
      builtIn: `${program.root}/plugins`,
    });
  } catch (error) {
    if (!(error instanceof NexusError) || error.code !== "store.locked") throw error;
    const url = (await readHolder(program.home))?.url;
    if (!url) throw error;
    return await askServer(url, files, question);
  }
  try {
    services.warm();
    const datasets: string[] = [];
    for (const file of files) {
      const stream = (await Deno.open(file)).readable;
      const outcome = await services.importer.import({ name: basename(file), mediaType: "", stream });
      datasets.push(...idsOf(basename(file), outcome));
    }
    return await services.runs.start({ question, datasets }).done;
  } finally {
    await services.close();
  }
}

async function askServer(url: string, files: string[], question: string): Promise<Run> {
  const datasets: string[] = [];
  for (const file of files) {
    const name = basename(file);
    const body = (await Deno.open(file)).readable;
    const response = await fetch(`${url}/upload-documents/?name=${encodeURIComponent(name)}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/octet-stream" },
    });
    const { files: [outcome] } = await readJson<UploadResult>(response);
    datasets.push(...idsOf(name, outcome!));
  }
  const response = await fetch(`${url}/analyze/`, {
    method: "POST",
    body: JSON.stringify({ question, datasets }),
    headers: { "content-type": "application/json" },
  });
  return await readJson<Run>(response);
}

async function readJson<T>(response: Response): Promise<T> {
  const body = await response.json();
  if (response.ok) return body;
  throw new NexusError(body.error.code, body.error.message, body.error.hint ? { hint: body.error.hint } : {});
}

function idsOf(
  file: string,
  outcome: {
    datasets: Dataset[];
    error?: { code: string; message: string; hint?: string | undefined } | undefined;
  },
): string[] {
  const { error } = outcome;
  if (error) {
    throw new NexusError(
      error.code as NexusError["code"],
      error.message,
      error.hint ? { hint: error.hint } : {},
    );
  }
  if (outcome.datasets.length === 0) throw new NexusError("file.empty", `"${file}" has no table in it`);
  return outcome.datasets.map(({ id }) => id);
}

async function requireFile(path: string): Promise<void> {
  const info = await Deno.stat(path).catch(() => null);
  if (!info) throw new NexusError("file.not_found", `There is no file ${path}`);
  if (!info.isFile) throw new NexusError("file.not_found", `${path} is not a file`);
}
