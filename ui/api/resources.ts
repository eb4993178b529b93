import type {
  AnalyzeRequest,
  Answer,
  AuditEntry,
  Dataset,
  Document,
  DocumentPage,
  Evidence,
  Health,
  ModelsInfo,
  Passage,
  ReportPreview,
  ReportPreviewRequest,
  ReportRequest,
  Run,
  RunSummary,
  SearchResult,
  Session,
  StatisticsPart,
  Table,
  Value,
  VisualizeRequest,
} from "nexus";
import { jsonBody, request, requestJson } from "./http.ts";

/** A page of rows. */
export interface Page {
  offset: number;
  limit: number;
}

const id = encodeURIComponent;

export function fetchDatasets(): Promise<Dataset[]> {
  return requestJson("/datasets");
}

export function fetchDatasetRows(dataset: string, page: Page): Promise<Table> {
  return requestJson(`/datasets/${id(dataset)}/rows?offset=${page.offset}&limit=${page.limit}`);
}

/** A cell that did not fit its column's type, with the text that the file has there. */
export interface Reject {
  row: number;
  column: string;
  text: Value;
}

export function fetchRejects(dataset: string): Promise<Reject[]> {
  return requestJson(`/datasets/${id(dataset)}/rejects`);
}

export async function fetchSuggestions(dataset: string): Promise<string[]> {
  return (await requestJson<{ questions: string[] }>(`/datasets/${id(dataset)}/suggestions`)).questions;
}

export async function removeDataset(dataset: string): Promise<void> {
  await request(`/datasets/${id(dataset)}`, { method: "DELETE" });
}

export function fetchDocuments(): Promise<Document[]> {
  return requestJson("/documents");
}

/** The text of a page; the words of `query` are marked in it. */
export function fetchDocumentPage(document: string, page: number, query: string): Promise<DocumentPage> {
  const search = query ? `?${new URLSearchParams({ query })}` : "";
  return requestJson(`/documents/${id(document)}/pages/${page}${search}`);
}

/** Passages of one document, best first. */
export async function searchDocument(document: string, query: string, limit: number): Promise<Passage[]> {
  const wanted = jsonBody({ query, documents: [document], limit });
  return (await requestJson<SearchResult>("/search/", wanted)).passages;
}

export async function removeDocument(document: string): Promise<void> {
  await request(`/documents/${id(document)}`, { method: "DELETE" });
}

export function fetchStatistics(): Promise<StatisticsPart[]> {
  return requestJson("/scripts/statistics");
}

/** Starts an analysis and comes back at once; its events are on `/runs/:id/events`. */
export function startRun(question: AnalyzeRequest, signal: AbortSignal): Promise<RunSummary> {
  return requestJson("/analyze/", { ...jsonBody(question, { prefer: "respond-async" }), signal });
}

export function fetchRuns(): Promise<RunSummary[]> {
  return requestJson("/runs");
}

export function fetchRun(run: string): Promise<Run> {
  return requestJson(`/runs/${id(run)}`);
}

/** Cancels a running analysis; removes one that has ended. */
export async function deleteRun(run: string): Promise<void> {
  await request(`/runs/${id(run)}`, { method: "DELETE" });
}

/** The source rows under one row of the result, or under all of it. */
export function fetchEvidence(run: string, row: number | null, page: Page): Promise<Evidence[]> {
  const query = new URLSearchParams({ offset: String(page.offset), limit: String(page.limit) });
  if (row !== null) query.set("row", String(row));
  return requestJson(`/runs/${id(run)}/evidence?${query}`);
}

export function fetchRunRows(run: string, page: Page): Promise<Table> {
  return requestJson(`/runs/${id(run)}/rows?offset=${page.offset}&limit=${page.limit}`);
}

/** The chart of an answer drawn as another type. */
export function redrawChart(
  wanted: VisualizeRequest,
): Promise<Omit<NonNullable<Answer["visual"]>, "encoding">> {
  return requestJson("/visualize/", jsonBody(wanted));
}

/** A report as a file, with the name that the server gave it. */
export async function fetchReport(wanted: ReportRequest): Promise<{ blob: Blob; name: string }> {
  const response = await request("/generate-report/", jsonBody(wanted));
  const name = fileNameOf(response.headers.get("content-disposition")) ?? `nexus-report.${wanted.format}`;
  return { blob: await response.blob(), name };
}

/** What a report on these runs would say besides its answers. */
export function fetchReportPreview(
  wanted: ReportPreviewRequest,
  signal: AbortSignal,
): Promise<ReportPreview> {
  return requestJson("/generate-report/preview", { ...jsonBody(wanted), signal });
}

/** The file name in a Content-Disposition header; the form with an encoding wins (RFC 6266). */
export function fileNameOf(header: string | null): string | null {
  if (!header) return null;
  const extended = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(header)?.[1];
  if (extended) {
    try {
      return decodeURIComponent(extended.trim());
    } catch {
      // A malformed escape: the plain form below.
    }
  }
  return /filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(header)?.[1]?.replace(/\\(.)/g, "$1") ??
    /filename\s*=\s*([^;\s]+)/i.exec(header)?.[1] ?? null;
}

export function fetchSession(): Promise<Session> {
  return requestJson("/session");
}

/** Signs this page in: the server sets a cookie that no script can read. */
export function signIn(key: string): Promise<Session> {
  return requestJson("/session", jsonBody({ key }));
}

export async function signOut(): Promise<void> {
  await request("/session", { method: "DELETE" });
}

export function fetchModels(): Promise<ModelsInfo> {
  return requestJson("/models");
}

export function fetchHealth(): Promise<Health> {
  return requestJson("/health");
}

/** Who did what, newest first; `before` an id pages on. */
export function fetchAudit(page: { limit: number; before?: number }): Promise<AuditEntry[]> {
  const before = page.before === undefined ? "" : `&before=${page.before}`;
  return requestJson(`/audit?limit=${page.limit}${before}`);
}
