/**
 * What a script may ask of the data: the tables of its run, and no others.
 *
 * @module
 */
import { type Dataset, NexusError, Plan, type Schema, type Table, type Value } from "../../contract/mod.ts";
import { type Catalogue, schemaOf } from "../../datasets/mod.ts";
import { datasetsOf, mapPlan } from "../../plan/mod.ts";
import type { Executor } from "../execute.ts";
import type { ScriptHandlers, ScriptParts, ScriptTable } from "./parts.ts";

/** Cells, and bytes of JSON, that one call may bring into a script. */
export const MAX_CELLS = 200_000;
export const MAX_BYTES = 8 * 1024 * 1024;
/** Rows that one sql() gives. */
const MAX_SQL_ROWS = 50_000;
const MAX_SQL = 20_000;

export interface ScriptDataOptions {
  executor: Executor;
  catalogue: Catalogue;
  parts: Pick<ScriptParts, "engines" | "deadlineMs">;
  datasets: Dataset[];
  signal: AbortSignal;
}

/** The tables of one run, for its scripts. Knows which of them were read. */
export class ScriptData {
  readonly #options: ScriptDataOptions;
  readonly #datasets: Dataset[];
  readonly #read = new Set<string>();
  readonly #over = new AbortController();

  constructor(options: ScriptDataOptions) {
    const signal = AbortSignal.any([options.signal, this.#over.signal]);
    this.#options = { ...options, signal };
    this.#datasets = options.datasets;
  }

  /** Ends what is still asked: a script need not wait for what it asked, and may be ended before it has. */
  close(): void {
    this.#over.abort(new NexusError("process.cancelled", "The script has ended"));
  }

  get tables(): ScriptTable[] {
    return this.#datasets.map((dataset) => ({
      id: dataset.id,
      name: dataset.name,
      rowCount: dataset.rows,
      columns: schemaOf(dataset),
    }));
  }

  /** The datasets that were read, in the order of the run. */
  get read(): Dataset[] {
    return this.#datasets.filter(({ id }) => this.#read.has(id));
  }

  get handlers(): ScriptHandlers {
    return {
      query: (plan) => this.#query(plan),
      sql: (text) => this.#sql(text),
      columns: (table, names) => this.#columns(table, names),
    };
  }

  async #query(given: unknown): Promise<Table> {
    const parsed = Plan.safeParse(given);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new NexusError(
        "plan.invalid",
        `query() takes a plan: ${[issue?.path.join("."), issue?.message].filter(Boolean).join(": ")}`,
        { hint: 'Write {op: "scan", dataset: tables[0].id} inside operations, or use sql(text).' },
      );
    }
    const plan = mapPlan(parsed.data, (node) => {
      if (node.op === "scan") return { op: "scan", dataset: this.#find(node.dataset).id };
      if (node.op !== "result") return node;
      throw new NexusError("plan.invalid", "A script's plan can only read tables", {
        hint: "Scan a table instead of a result.",
      });
    });
    for (const id of datasetsOf(plan)) this.#read.add(id);
    return (await this.#options.executor.execute(plan, this.#options.signal)).table;
  }

  async #sql(text: string): Promise<Table> {
    if (text.length > MAX_SQL) {
      throw new NexusError("plan.invalid", `sql() takes at most ${MAX_SQL.toLocaleString("en")} characters`);
    }
    // More than what is really read, never less: a query can read only what it names.
    const words = text.toLowerCase();
    for (const { id, name } of this.#datasets) {
      // By its name as it stands in quotes too, or by its id.
      const calls = [name, name.replaceAll('"', '""'), id].map((call) => call.toLowerCase());
      if (calls.some((call) => words.includes(call))) this.#read.add(id);
    }
    const { catalogue, parts: { engines, deadlineMs }, signal } = this.#options;
    const relations = this.#datasets.map(({ id, name }) => ({ ...catalogue.relation(id), name }));
    return await engines.sql(text, relations, {
      limit: MAX_SQL_ROWS,
      maxBytes: MAX_BYTES,
      signal,
      deadlineMs,
    });
  }

  async #columns(table: string, names: string[] | null): Promise<Record<string, Value[]>> {
    const dataset = this.#find(table);
    const schema = schemaOf(dataset);
    const wanted = names ?? schema.map(({ name }) => name);
    requireColumns(wanted, schema, dataset.name);
    const cells = wanted.length * dataset.rows;
    if (cells > MAX_CELLS) throw overCap(dataset, wanted, `${cells.toLocaleString("en")} cells`);
    this.#read.add(dataset.id);
    const rows = await this.#rows(dataset, wanted);
    const bytes = JSON.stringify(rows).length;
    if (bytes > MAX_BYTES) throw overCap(dataset, wanted, `${Math.ceil(bytes / 1024 / 1024)} MB`);
    return Object.fromEntries(wanted.map((name, index) => [name, rows.map((row) => row[index] ?? null)]));
  }

  /** In the order of the file, so that columns of two calls belong together. */
  async #rows({ id, rows }: Dataset, names: string[]): Promise<Value[][]> {
    const { catalogue, parts: { engines, deadlineMs }, signal } = this.#options;
    const plan: Plan = {
      op: "select",
      input: { op: "scan", dataset: id },
      columns: names.map((name) => ({ name, value: { kind: "column", name } })),
    };
    const { table } = await engines.run("duckdb", {
      plan,
      relations: [catalogue.relation(id)],
      limit: rows,
    }, { signal, deadlineMs });
    return table.rows;
  }

  #find(table: string): Dataset {
    const found = this.#datasets.find(({ id }) => id === table) ??
      this.#datasets.find(({ name }) => name === table);
    if (found) return found;
    const names = this.#datasets.map(({ name }) => `"${name}"`).join(", ");
    throw new NexusError("plan.invalid", `There is no table "${table.slice(0, 100)}" in this run`, {
      hint: `Its tables: ${names}.`,
    });
  }
}

function requireColumns(names: string[], schema: Schema, table: string): void {
  for (const name of names) {
    if (schema.some((field) => field.name === name)) continue;
    throw new NexusError(
      "plan.unknown_column",
      `There is no column "${String(name).slice(0, 100)}" in "${table}"`,
      { hint: `Its columns: ${schema.slice(0, 40).map((field) => `"${field.name}"`).join(", ")}.` },
    );
  }
}

function overCap(dataset: Dataset, names: string[], size: string): NexusError {
  return new NexusError(
    "plan.too_complex",
    `columns() of ${names.length === 1 ? "one column" : `${names.length} columns`} of "${dataset.name}" (${
      dataset.rows.toLocaleString("en")
    } rows) would bring ${size}; at most ${MAX_CELLS.toLocaleString("en")} cells and ${
      MAX_BYTES / 1024 / 1024
    } MB come into a script`,
    { hint: "Name fewer columns, or have query(plan) or sql(text) filter and aggregate first." },
  );
}
