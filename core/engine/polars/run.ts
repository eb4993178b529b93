/**
 * Runs a checked plan on Polars. The plan is compiled straight to lazy frames, never by way of SQL, so that this engine and DuckDB
 * share nothing but the plan and each can check the other.
 *
 * @module
 */
import { NexusError, type Plan } from "nexus";
import pl, { type DataFrame } from "nodejs-polars";
import { publish, unfinished } from "../files.ts";
import type { RunRequest, RunResult } from "../request.ts";
import { aggregateRows } from "./aggregate.ts";
import { compileExpression } from "./expression.ts";
import { joinRows } from "./join.ts";
import {
  deriveRows,
  distinctRows,
  filterRows,
  limitRows,
  selectRows,
  sortRows,
  unionRows,
} from "./operations.ts";
import { toTable } from "./output.ts";
import type { Compilation, Rows } from "./relation.ts";
import { scanRows } from "./scan.ts";
import { topRows } from "./top.ts";
import { windowRows } from "./window.ts";

/**
 * Runs a plan. Every collect is synchronous: a panic of Polars in an asynchronous one would end the process, here it is an error.
 *
 * @throws {NexusError} `engine.failed`, `engine.memory`.
 */
export async function runPolars(request: RunRequest): Promise<RunResult> {
  const started = performance.now();
  try {
    const rows = compilationOf(request).rows(request.plan);
    const whole = request.saveAs !== undefined || !streams(request.plan);
    const result = rows.frame.select(pl.col(rows.columns.map((column) => column.id)));
    const shown = whole ? result.collectSync() : result.slice(0, request.limit).collectSync();
    const rowCount = whole ? shown.height : countRows(rows);
    if (request.saveAs !== undefined) await save(shown, rows, request.saveAs);
    const table = toTable(
      shown.height > request.limit ? shown.head(request.limit) : shown,
      rows.columns,
      rowCount,
    );
    return { table, version: pl.version, ms: performance.now() - started };
  } catch (error) {
    throw toNexusError(error);
  }
}

function compilationOf(request: RunRequest): Compilation {
  const relations = new Map(request.relations.map((relation) => [relation.id, relation]));
  let next = 0;
  const compilation: Compilation = {
    fresh: () => `c${next++}`,
    relation: (id) => {
      const relation = relations.get(id);
      if (relation === undefined) {
        throw new NexusError("engine.failed", `The plan reads "${id}", which was not given`);
      }
      return relation;
    },
    rows: (plan) => compileRows(compilation, plan),
    value: (expression, rows) => compileExpression(compilation, expression, rows),
  };
  return compilation;
}

function compileRows(compilation: Compilation, plan: Plan): Rows {
  switch (plan.op) {
    case "scan":
      return scanRows(compilation, plan.dataset);
    case "result":
      return scanRows(compilation, plan.ref);
    case "filter":
      return filterRows(compilation, plan);
    case "derive":
      return deriveRows(compilation, plan);
    case "select":
      return selectRows(compilation, plan);
    case "aggregate":
      return aggregateRows(compilation, plan);
    case "distinct":
      return distinctRows(compilation, plan);
    case "sort":
      return sortRows(compilation, plan);
    case "limit":
      return limitRows(compilation, plan);
    case "top":
      return topRows(compilation, plan);
    case "window":
      return windowRows(compilation, plan);
    case "join":
      return joinRows(compilation, plan);
    case "union":
      return unionRows(compilation, plan);
    case "statistic":
      throw new NexusError(
        "engine.failed",
        "A statistic is computed outside the engine, from rows that it gives",
      );
  }
}

/** Whether the first rows and their number are cheaper apart than the whole result: nothing is computed, only read and dropped. */
function streams(plan: Plan): boolean {
  switch (plan.op) {
    case "scan":
    case "result":
      return true;
    case "filter":
    case "limit":
      return streams(plan.input);
    default:
      return false;
  }
}

function countRows(rows: Rows): number {
  return Number(rows.frame.select(pl.len().alias("n")).collectSync().getColumn("n").toArray()[0]);
}

/** The whole result under the plan's names, as a later plan reads it: rows in order and nothing else. */
async function save(frame: DataFrame, rows: Rows, path: string): Promise<void> {
  const names = Object.fromEntries(rows.columns.map((column) => [column.id, column.name]));
  frame.rename(names).writeParquet(unfinished(path), { compression: "zstd" } as never);
  await publish(unfinished(path), path);
}

/** Polars knows only messages. */
function toNexusError(error: unknown): NexusError {
  if (error instanceof NexusError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const [first = message] = message.split("\n");
  if (/conversion from `(i128|i64)`.* to `(i64|i32)` failed/.test(message)) {
    return new NexusError("engine.failed", "A whole number is beyond 64 bits", { cause: error });
  }
  return new NexusError("engine.failed", `Polars could not run the plan: ${first}`, { cause: error });
}
