/**
 * Answers as files to hand on.
 *
 * @module
 */
import { NexusError, type ReportInput, type ReportRequest } from "../contract/mod.ts";
import type { Catalogue } from "../datasets/mod.ts";
import type { PluginRegistry } from "../plugins/mod.ts";
import type { Executor } from "./execute.ts";
import type { Runs } from "./runs.ts";
import { VERSION } from "./version.ts";

/** A table in a report holds at most this many rows; with several answers they share them. */
const REPORT_ROWS = 100_000;
const MAX_ANSWERS = 100;

export interface ReportFile {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

/**
 * Exports runs in a format that an installed plugin writes.
 *
 * @throws NexusError `report.unsupported`, `run.not_found`, `request.invalid` for more than {@linkcode MAX_ANSWERS} runs
 */
export async function generateReport(
  request: ReportRequest,
  options: {
    runs: Runs;
    catalogue: Catalogue;
    registry: PluginRegistry;
    executor: Executor;
    signal: AbortSignal;
  },
): Promise<ReportFile> {
  const [exporter] = options.registry.reports(request.format);
  if (!exporter) {
    const formats = options.registry.reports().map((handle) => handle.manifest.contributes.report!.format);
    throw new NexusError("report.unsupported", `No installed exporter writes "${request.format}"`, {
      hint: formats.length > 0
        ? `Installed: ${formats.join(", ")}.`
        : "Enable or install an exporter on the plugins page.",
    });
  }
  if (request.runs.length > MAX_ANSWERS) {
    throw new NexusError("request.invalid", `One file can hold at most ${MAX_ANSWERS} answers`, {
      hint: "Export them as several files.",
    });
  }
  const answers: ReportInput["answers"] = [];
  for (const id of request.runs) {
    answers.push(await reportAnswer(id, { ...options, answers: request.runs.length }));
  }
  const title = request.title ?? answers[0]?.question ?? "Analysis";
  const { mediaType, extension } = exporter.manifest.contributes.report!;
  const bytes = await exporter.export(
    { title, createdAt: new Date().toISOString(), nexus: VERSION, answers },
    { signal: options.signal },
  );
  return { name: `${slug(title)}${extension}`, mediaType, bytes };
}

async function reportAnswer(
  id: string,
  options: { runs: Runs; catalogue: Catalogue; executor: Executor; signal: AbortSignal; answers: number },
): Promise<ReportInput["answers"][number]> {
  const run = options.runs.get(id);
  if (!run.answer) {
    throw new NexusError("run.not_found", `The run "${id}" has no answer yet`, {
      hint: "Wait until it has ended.",
    });
  }
  let { answer } = run;
  if (answer.result?.truncated && answer.plan) {
    const result = await options.executor.page(
      answer.plan,
      { offset: 0, limit: Math.max(answer.result.rows.length, Math.floor(REPORT_ROWS / options.answers)) },
      options.signal,
    );
    answer = {
      ...answer,
      result: {
        ...result,
        rowCount: answer.result.rowCount,
        truncated: result.rows.length < answer.result.rowCount,
      },
    };
  }
  const datasets = run.datasets.flatMap((dataset) => {
    const found = options.catalogue.list().find((candidate) => candidate.id === dataset);
    return found
      ? [{ name: found.name, file: found.file, sha256: found.sha256, rows: found.rows, notes: found.notes }]
      : [];
  });
  return { question: run.question, answer, datasets };
}

/** A name that every file system takes. */
function slug(title: string): string {
  return title.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "").toLowerCase().slice(
    0,
    60,
  ) || "report";
}
