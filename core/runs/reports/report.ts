/**
 * Answers as files to hand on.
 *
 * @module
 */
import {
  type Answer,
  NexusError,
  type ReportInput,
  type ReportPreview,
  type ReportPreviewRequest,
  type ReportRequest,
} from "../../contract/mod.ts";
import type { Catalogue } from "../../datasets/mod.ts";
import type { Models } from "../../models/mod.ts";
import type { PluginRegistry, ReportHandle } from "../../plugins/mod.ts";
import type { Executor } from "../execute.ts";
import type { Runs } from "../runs.ts";
import { VERSION } from "../version.ts";
import { narrate, type Narration } from "./narrate.ts";

/** A table in a report holds at most this many rows; with several answers they share them. */
const REPORT_ROWS = 100_000;
const MAX_ANSWERS = 100;
/** Narratives that are kept. */
const KEPT = 20;

export interface ReportFile {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

export interface ReportsOptions {
  runs: Runs;
  catalogue: Catalogue;
  registry: PluginRegistry;
  executor: Executor;
  models: Models;
}

/** Writes reports on runs. */
export class Reports {
  readonly #options: ReportsOptions;
  /** What models wrote last: the same answers in another format tell the same, and a model is asked once. */
  readonly #narrations = new Map<string, Narration>();

  constructor(options: ReportsOptions) {
    this.#options = options;
  }

  /**
   * Exports runs in a format that an installed plugin writes.
   *
   * @throws NexusError `report.unsupported`, `run.not_found`, `request.invalid` for more than {@linkcode MAX_ANSWERS} runs
   */
  async write(request: ReportRequest, { signal }: { signal: AbortSignal }): Promise<ReportFile> {
    const exporter = findExporter(this.#options.registry, request.format);
    checkCount(request.runs);
    const answers: ReportInput["answers"] = [];
    for (const id of request.runs) {
      answers.push(await reportAnswer(id, { ...this.#options, signal, answers: request.runs.length }));
    }
    const narration = await this.#narrate(request, answers, signal);
    const title = request.title ?? titleOf(answers, narration);
    const { mediaType, extension } = exporter.manifest.contributes.report!;
    const bytes = await exporter.export({
      title,
      createdAt: new Date().toISOString(),
      nexus: VERSION,
      ...summaryOf(answers, narration),
      answers: answers.map((answer, index) => {
        const heading = narration?.headings?.[`a${index + 1}`];
        return heading === undefined ? answer : { ...answer, heading };
      }),
    }, { signal });
    return { name: `${slug(title)}${extension}`, mediaType, bytes };
  }

  /**
   * What a report on these runs would say besides their answers.
   *
   * @throws NexusError `run.not_found`, `request.invalid` for more than {@linkcode MAX_ANSWERS} runs
   */
  async preview(request: ReportPreviewRequest, { signal }: { signal: AbortSignal }): Promise<ReportPreview> {
    checkCount(request.runs);
    const answers = request.runs.map((id) => answerOf(this.#options.runs, id));
    const narration = await this.#narrate(request, answers, signal);
    return {
      title: request.title ?? titleOf(answers, narration),
      summary: summaryOf(answers, narration).summary ?? null,
    };
  }

  async #narrate(
    request: ReportPreviewRequest,
    answers: Told[],
    signal: AbortSignal,
  ): Promise<Narration | null> {
    const title = request.title ?? null;
    const writers = this.#options.registry.agents("write").map(({ id, version }) => `${id} ${version}`);
    const key = JSON.stringify([request.runs, title, writers]);
    const kept = this.#narrations.get(key);
    if (kept !== undefined) return kept;
    const narration = await narrate(answers, title, { ...this.#options, signal });
    if (narration?.model) this.#narrations.set(key, narration);
    for (const oldest of [...this.#narrations.keys()].slice(0, -KEPT)) this.#narrations.delete(oldest);
    return narration;
  }
}

/** @throws NexusError `report.unsupported` */
function findExporter(registry: PluginRegistry, format: string): ReportHandle {
  const [exporter] = registry.reports(format);
  if (exporter) return exporter;
  const formats = registry.reports().map((handle) => handle.manifest.contributes.report!.format);
  throw new NexusError("report.unsupported", `No installed exporter writes "${format}"`, {
    hint: formats.length > 0
      ? `Installed: ${formats.join(", ")}.`
      : "Enable or install an exporter on the plugins page.",
  });
}

type Told = Pick<ReportInput["answers"][number], "question" | "answer">;

function checkCount(runs: string[]): void {
  if (runs.length <= MAX_ANSWERS) return;
  throw new NexusError("request.invalid", `One file can hold at most ${MAX_ANSWERS} answers`, {
    hint: "Export them as several files.",
  });
}

function summaryOf(answers: Told[], narration: Narration | null): Pick<ReportInput, "summary"> {
  if (narration === null || isEcho(answers, narration)) return {};
  return { summary: { agent: narration.agent, model: narration.model, paragraphs: narration.summary } };
}

function titleOf(answers: Told[], narration: Narration | null): string {
  if (answers.length === 1) return answers[0]!.question ?? narration?.title ?? "Analysis";
  return narration?.title ?? answers[0]?.question ?? "Analysis";
}

/** Of one answer a summary that no model wrote says only what stands below it. */
function isEcho(answers: Told[], { model }: Narration): boolean {
  return answers.length === 1 && model === null;
}

async function reportAnswer(
  id: string,
  options: { runs: Runs; catalogue: Catalogue; executor: Executor; signal: AbortSignal; answers: number },
): Promise<ReportInput["answers"][number]> {
  const run = options.runs.get(id);
  let { answer } = answerOf(options.runs, id);
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
  return { question: run.question, answer, datasets: datasetsOf(run.datasets, answer, options.catalogue) };
}

/** What an answer rests on, as its receipt has it, also where it was removed since; without a receipt, what was asked about. */
function datasetsOf(
  asked: string[],
  { receipt }: Answer,
  catalogue: Catalogue,
): ReportInput["answers"][number]["datasets"] {
  const kept = new Map(catalogue.list().map((dataset) => [dataset.id, dataset]));
  if (receipt === null) {
    return asked.flatMap((id) => kept.get(id) ?? []).map(
      ({ name, file, sha256, rows, notes }) => ({ name, file, sha256, rows, notes }),
    );
  }
  return receipt.inputs.map(({ dataset, name, file, sha256, rows }) => {
    return { name, file, sha256, rows, notes: kept.get(dataset)?.notes ?? [] };
  });
}

/** @throws NexusError `run.not_found` where it has no answer yet */
function answerOf(runs: Runs, id: string): { question: string | null; answer: Answer } {
  const { question, answer } = runs.get(id);
  if (answer) return { question, answer };
  throw new NexusError("run.not_found", `The run "${id}" has no answer yet`, {
    hint: "Wait until it has ended.",
  });
}

/** A name that every file system takes. */
function slug(title: string): string {
  return title.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "").toLowerCase().slice(
    0,
    60,
  ) || "report";
}
