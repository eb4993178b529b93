/**
 * The rows under a result.
 *
 * @module
 */
import {
  type Answer,
  type Evidence,
  type Field,
  NexusError,
  type Plan,
  type Schema,
  type Value,
} from "../contract/mod.ts";
import { type Catalogue, withNumbers } from "../datasets/mod.ts";
import type { EnginePool } from "../engine/mod.ts";
import { datasetsOf, evidencePlans } from "../plan/mod.ts";
import { scriptEvidence } from "./scripts/script_evidence.ts";

export interface EvidenceOptions {
  catalogue: Catalogue;
  engines: EnginePool;
}

/** Rows of the dataset under one row of an answer's result, or under all of it. Of a script all rows that it read. */
export async function findEvidence(
  answer: Answer,
  page: { row?: number; offset: number; limit: number },
  options: EvidenceOptions,
): Promise<Evidence[]> {
  if (answer.computation === "quoted") return passageEvidence(answer, page);
  if ((!answer.plan && !answer.code) || !answer.result) {
    throw new NexusError("request.not_found", "This run has no result with rows behind it");
  }
  const lookup = {
    dataset: (id: string): Schema | undefined => options.catalogue.relation(id).schema,
    result: () => undefined,
  };
  const row = page.row === undefined ? undefined : resultRow(answer.result, page.row);
  const plans = answer.plan
    ? evidencePlans(answer.plan, lookup, row)
    : scriptEvidence(answer.code!, answer.receipt?.inputs ?? [], lookup);
  const found: Evidence[] = [];
  for (const { dataset, plan, description } of plans) {
    const relations = datasetsOf(plan).map((id) => options.catalogue.relation(id));
    const part: Plan = { op: "limit", input: plan, count: page.limit, offset: page.offset };
    const total: Plan = {
      op: "aggregate",
      input: plan,
      groups: [],
      measures: [{ name: "rows", function: "count", arguments: [] }],
    };
    const [rows, count] = await Promise.all([
      options.engines.run("duckdb", { plan: part, relations, limit: page.limit }),
      options.engines.run("duckdb", { plan: total, relations, limit: 1 }),
    ]);
    const rowCount = Number(count.table.rows[0]?.[0] ?? 0);
    const table = { ...rows.table, rowCount, truncated: page.offset + rows.table.rows.length < rowCount };
    const { origin } = options.catalogue.get(dataset);
    found.push(
      origin === undefined
        ? { dataset, description, table }
        : { dataset, description, sheet: origin.sheet, table: withNumbers(table, origin) },
    );
  }
  return found;
}

/** The passages of an answer that quotes documents: one entry a document, in the order in which they were found. */
function passageEvidence(
  { passages = [] }: Answer,
  { row, offset, limit }: { row?: number; offset: number; limit: number },
): Evidence[] {
  const chosen = row === undefined ? passages.slice(offset, offset + limit) : passages.slice(row, row + 1);
  if (row !== undefined && chosen.length === 0) {
    throw new NexusError(
      "request.invalid",
      `The answer has no passage ${row}; it has ${passages.length}`,
    );
  }
  return [...Map.groupBy(chosen, ({ document }) => document)].map(([document, found]) => {
    const total = row === undefined
      ? passages.filter((passage) => passage.document === document).length
      : found.length;
    return {
      dataset: document,
      description: `passages of "${found[0]!.name}" that are quoted`,
      table: {
        columns: [placeColumn(found), { name: "quote", type: "text" }],
        rows: found.map(({ page, place, text, quote }) => [place ?? page, text.slice(...quote)]),
        rowCount: total,
        truncated: found.length < total,
      },
      places: found.map(({ page, start, quote }) => ({
        document,
        page,
        range: [start + quote[0], start + quote[1]] as [number, number],
      })),
    };
  });
}

/** A document has pages or named places. */
function placeColumn(passages: NonNullable<Answer["passages"]>): Field {
  return passages.some(({ place }) => place !== undefined)
    ? { name: "place", type: "text" }
    : { name: "page", type: "integer" };
}

function resultRow(result: NonNullable<Answer["result"]>, index: number): Record<string, Value> {
  const row = result.rows[index];
  if (!row) {
    throw new NexusError("request.invalid", `The result has no row ${index}; it has ${result.rows.length}`);
  }
  return Object.fromEntries(result.columns.map((column, position) => [column.name, row[position] ?? null]));
}
