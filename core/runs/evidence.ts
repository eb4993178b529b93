/**
 * The rows under a result.
 *
 * @module
 */
import {
  type Answer,
  type Evidence,
  NexusError,
  type Plan,
  ROW_ID,
  type Schema,
  type Value,
} from "../contract/mod.ts";
import type { Catalogue } from "../datasets/mod.ts";
import type { EnginePool } from "../engine/mod.ts";
import { datasetsOf, evidencePlan } from "../plan/mod.ts";

export interface EvidenceOptions {
  catalogue: Catalogue;
  engines: EnginePool;
}

/** Rows of the dataset under one row of an answer's result, or under all of it. */
export async function findEvidence(
  answer: Answer,
  page: { row?: number; offset: number; limit: number },
  options: EvidenceOptions,
): Promise<Evidence[]> {
  if (!answer.plan || !answer.result) {
    throw new NexusError("request.not_found", "This run has no result with rows behind it");
  }
  const lookup = {
    dataset: (id: string): Schema | undefined => options.catalogue.relation(id).schema,
    result: () => undefined,
  };
  const evidence = evidencePlan(
    answer.plan,
    lookup,
    page.row === undefined ? undefined : resultRow(answer.result, page.row),
  );
  if (!evidence) return [];
  const relations = datasetsOf(evidence.plan).map((id) => options.catalogue.relation(id));
  const numbered: Plan = withRowNumber(evidence.plan, relations[0]!.schema);
  const counted: Plan = { op: "limit", input: numbered, count: page.limit, offset: page.offset };
  const total: Plan = {
    op: "aggregate",
    input: evidence.plan,
    groups: [],
    measures: [{ name: "rows", function: "count", arguments: [] }],
  };
  const [rows, count] = await Promise.all([
    options.engines.run("duckdb", { plan: counted, relations, limit: page.limit }),
    options.engines.run("duckdb", { plan: total, relations, limit: 1 }),
  ]);
  const rowCount = Number(count.table.rows[0]?.[0] ?? 0);
  return [{
    dataset: relations[0]!.id,
    description: evidence.description,
    table: { ...rows.table, rowCount, truncated: page.offset + rows.table.rows.length < rowCount },
  }];
}

function resultRow(result: NonNullable<Answer["result"]>, index: number): Record<string, Value> {
  const row = result.rows[index];
  if (!row) {
    throw new NexusError("request.invalid", `The result has no row ${index}; it has ${result.rows.length}`);
  }
  return Object.fromEntries(result.columns.map((column, position) => [column.name, row[position] ?? null]));
}

/** Puts the row's number in the file, counted from 1, before its columns. */
function withRowNumber(plan: Plan, schema: Schema): Plan {
  let name = "row";
  while (schema.some((column) => column.name === name)) name = `${name} number`;
  return {
    op: "select",
    input: plan,
    columns: [
      {
        name,
        value: {
          kind: "call",
          function: "add",
          arguments: [{ kind: "column", name: ROW_ID }, { kind: "literal", value: 1 }],
        },
      },
      ...schema.map((column) => ({
        name: column.name,
        value: { kind: "column" as const, name: column.name },
      })),
    ],
  };
}
