/**
 * `ask FILE... "question" [--json]`: one question from a terminal.
 *
 * @module
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import {
  type Answer,
  type Dataset,
  type ErrorData,
  ErrorResponse,
  fromErrorData,
  NexusError,
  type Run,
  type UploadResult,
} from "../contract/mod.ts";
import { openServices, type Services } from "../runs/mod.ts";
import { readHolder } from "../store/mod.ts";
import { callerPath, openInput, requireFile, requireWritable, writeOutput } from "./files.ts";
import { type ExitCode, type Program, quietLog } from "./program.ts";
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
  if (values.receipt) await requireWritable(callerPath(values.receipt));
  const run = await answerQuestion(program, files, question);
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
      const stream = await openInput(file);
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
    const body = await openInput(file);
    const response = await askForJson<UploadResult>(
      `${url}/upload-documents/?name=${encodeURIComponent(name)}`,
      {
        method: "POST",
        body,
        headers: { "content-type": "application/octet-stream" },
      },
    );
    const { files: [outcome] } = response;
    datasets.push(...idsOf(name, outcome!));
  }
  return await askForJson<Run>(`${url}/analyze/`, {
    method: "POST",
    body: JSON.stringify({ question, datasets }),
    headers: { "content-type": "application/json" },
  });
}

async function askForJson<T>(url: string, init: RequestInit): Promise<T> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(url, init);
    body = await response.json();
  } catch (cause) {
    throw new NexusError("run.failed", `The Nexus at ${url} did not answer: ${(cause as Error).message}`, {
      cause,
      hint: "It may have ended just now; ask again.",
    });
  }
  if (response.ok) return body as T;
  throw fromErrorData(ErrorResponse.parse(body).error);
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
    throw fromErrorData(error as ErrorData);
  }
  if (outcome.datasets.length === 0) throw new NexusError("file.empty", `"${file}" has no table in it`);
  return outcome.datasets.map(({ id }) => id);
}
