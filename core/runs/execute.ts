/**
 * Runs a plan: on one engine at once, on the other to confirm.
 *
 * @module
 */
import {
  type Check,
  type EngineRun,
  type Exclusion,
  NexusError,
  type Plan,
  ROW_ID,
  type Schema,
  type Table,
} from "../contract/mod.ts";
import { type EngineName, type EnginePool, preferredEngine, type Relation } from "../engine/mod.ts";
import {
  checkInvariants,
  checkPlan,
  compareTables,
  datasetsOf,
  evidencePlan,
  exclusionPlans,
  planKey,
  planSql,
  planWords,
  TOLERANCE,
} from "../plan/mod.ts";
import type { Catalogue } from "../datasets/mod.ts";
import { ByteCache } from "./cache.ts";

const MAX_ROWS = 10_000;
const MAX_CELLS = 200_000;
const EXCLUSION_LIMIT = 8;

/** What the second half of an execution found. */
export interface Confirmation {
  computation: "confirmed" | "single";
  /** Set where the engines disagree: neither result may be shown as right. */
  disagreement: string | null;
  /** Why there is no confirmation, where there is none. */
  notice: string | null;
  engines: EngineRun[];
  checks: Check[];
  rowsScanned: number;
  rowsKept: number;
  excluded: Exclusion[];
}

/** A plan that ran. */
export interface Execution {
  /** The plan as it ran: with an order added where it had none, so that its rows are stable. */
  plan: Plan;
  schema: Schema;
  table: Table;
  words: string[];
  sql: string;
  first: EngineRun;
  /** Never rejects but when cancelled. */
  confirm(signal: AbortSignal): Promise<Confirmation>;
}

export interface ExecutorOptions {
  engines: EnginePool;
  catalogue: Catalogue;
  deadlineMs: number;
  /** A second engine confirms up to this many scanned rows. */
  confirmMaxRows: number;
  cacheBytes: number;
}

/** Checks, runs, caches and confirms plans. */
export class Executor {
  readonly #options: ExecutorOptions;
  readonly #cache: ByteCache<Execution>;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    this.#cache = new ByteCache(options.cacheBytes);
  }

  /**
   * Runs a plan on the engine that suits it.
   *
   * @throws NexusError `plan.*` before anything runs; `engine.*`
   */
  async execute(plan: Plan, signal: AbortSignal): Promise<Execution> {
    const settled = this.#settle(plan);
    const key = this.#key(settled);
    const cached = this.#cache.get(key);
    if (cached) return cached;
    const { schema, ordered } = this.#check(settled);
    const relations = this.#relations(settled);
    const scanned = this.#rowsScanned(settled);
    const engine = preferredEngine(settled, scanned);
    const { table, run } = await this.#run(engine, settled, relations, limitFor(schema), signal);
    const names = (id: string) => this.#options.catalogue.get(id).name;
    let confirmation: Promise<Confirmation> | undefined;
    const execution: Execution = {
      plan: settled,
      schema,
      table,
      words: planWords(settled, {
        name: names,
        rows: (id) => this.#options.catalogue.get(id).rows,
        schema: (id) => this.#lookup().dataset(id),
      }),
      sql: planSql(settled, this.#lookup(), { tableName: names, pretty: true }),
      first: run,
      confirm: async (confirmSignal) => {
        for (;;) {
          const own = confirmation === undefined;
          const shared = confirmation ??= this.#confirm(
            settled,
            { table, run, ordered, relations, scanned },
            confirmSignal,
          );
          try {
            return await shared;
          } catch (error) {
            // One that was cancelled may be asked for again, also by those who waited for it and were not cancelled themselves.
            if (confirmation === shared) confirmation = undefined;
            if (own || confirmSignal.aborted) throw error;
          }
        }
      },
    };
    this.#cache.set(key, execution, JSON.stringify(table.rows).length * 2 + 4096);
    return execution;
  }

  /** Rows of a plan's result beyond what an execution holds. */
  async page(plan: Plan, page: { offset: number; limit: number }, signal: AbortSignal): Promise<Table> {
    const settled = this.#settle(plan);
    this.#check(settled);
    // Nothing can build on a statistic, and its result is small.
    if (settled.op === "statistic") {
      const { table } = await this.execute(settled, signal);
      const rows = table.rows.slice(page.offset, page.offset + page.limit);
      return { ...table, rows, truncated: page.offset + rows.length < table.rowCount };
    }
    const { table } = await this.#run(
      "duckdb",
      { op: "limit", input: settled, count: page.limit, offset: page.offset },
      this.#relations(settled),
      page.limit,
      signal,
    );
    return table;
  }

  /** Forgets everything; used when a dataset goes. */
  clear(): void {
    this.#cache.clear();
  }

  #lookup() {
    const schema = (id: string): Schema | undefined => {
      try {
        return this.#options.catalogue.relation(id).schema;
      } catch {
        return undefined;
      }
    };
    return { dataset: schema, result: () => undefined };
  }

  #check(plan: Plan) {
    return checkPlan(plan, this.#lookup());
  }

  /** An unordered result comes in whatever order an engine likes; ordered by all its columns it is the same every time. */
  #settle(plan: Plan): Plan {
    const { schema, ordered } = this.#check(plan);
    const [first] = schema;
    if (ordered || !first || hasOneRow(plan)) return plan;
    return {
      op: "sort",
      input: plan,
      keys: [{ by: { kind: "column", name: first.name }, descending: false }],
    };
  }

  #key(plan: Plan): string {
    const inputs = datasetsOf(plan).map((id) => `${id}:${this.#options.catalogue.get(id).createdAt}`);
    return `${planKey(plan)}|${inputs.join("|")}`;
  }

  #relations(plan: Plan): Relation[] {
    return datasetsOf(plan).map((id) => this.#options.catalogue.relation(id));
  }

  #rowsScanned(plan: Plan): number {
    return datasetsOf(plan).reduce((sum, id) => sum + this.#options.catalogue.get(id).rows, 0);
  }

  /** A question whose engine process died is asked once more; the process has been replaced. */
  async #run(
    engine: EngineName,
    plan: Plan,
    relations: Relation[],
    limit: number,
    signal: AbortSignal,
  ): Promise<{ table: Table; run: EngineRun }> {
    const ask = () =>
      this.#options.engines.run(engine, { plan, relations, limit }, {
        signal,
        deadlineMs: this.#options.deadlineMs,
      });
    const result = await ask().catch((error) => {
      if (error instanceof NexusError && error.code === "engine.crashed" && !signal.aborted) return ask();
      throw error;
    });
    return {
      table: result.table,
      run: { engine, version: result.version, ms: result.ms, rows: result.table.rowCount },
    };
  }

  async #confirm(
    plan: Plan,
    first: { table: Table; run: EngineRun; ordered: boolean; relations: Relation[]; scanned: number },
    signal: AbortSignal,
  ): Promise<Confirmation> {
    const engines = [first.run];
    let computation: Confirmation["computation"] = "single";
    let disagreement: string | null = null;
    let notice: string | null = null;
    const checks: Check[] = [];
    if (first.scanned > this.#options.confirmMaxRows) {
      notice = `Only one engine computed this: the data have ${
        first.scanned.toLocaleString("en")
      } rows, and a second engine repeats plans up to ${
        this.#options.confirmMaxRows.toLocaleString("en")
      } rows (CONFIRM_MAX_ROWS).`;
    } else {
      const other: EngineName = first.run.engine === "duckdb" ? "polars" : "duckdb";
      try {
        const second = await this.#run(other, plan, first.relations, limitFor(first.table.columns), signal);
        engines.push(second.run);
        const { agrees, message } = compareTables(first.table, second.table, {
          tolerance: TOLERANCE,
          ordered: first.ordered,
        });
        checks.push({
          name: "two engines agree",
          passed: agrees,
          message: agrees ? `DuckDB and Polars give the same result (${message})` : message,
        });
        if (agrees) computation = "confirmed";
        else disagreement = message;
      } catch (error) {
        if (signal.aborted) throw error;
        notice = `The second engine (${other}) could not confirm this: ${(error as Error).message}`;
      }
    }
    const counted = await this.#rowsKept(plan, first.relations, signal);
    const rowsKept = counted ?? first.scanned;
    checks.push(
      ...checkInvariants(plan, first.table, {
        rowsScanned: first.scanned,
        ...(counted === null ? {} : { rowsKept: counted }),
      }),
    );
    const excluded = await this.#excluded(plan, first.relations, signal);
    return {
      computation,
      disagreement,
      notice,
      engines,
      checks,
      rowsScanned: first.scanned,
      rowsKept,
      excluded,
    };
  }

  async #rowsKept(plan: Plan, relations: Relation[], signal: AbortSignal): Promise<number | null> {
    const evidence = evidencePlan(plan, this.#lookup());
    return evidence && await this.#count(evidence.plan, relations, signal);
  }

  async #excluded(plan: Plan, relations: Relation[], signal: AbortSignal): Promise<Exclusion[]> {
    const excluded: Exclusion[] = [];
    for (
      const { plan: part, reason, cause } of exclusionPlans(plan, this.#lookup()).slice(0, EXCLUSION_LIMIT)
    ) {
      const rows = await this.#count(part, relations, signal);
      if (rows) excluded.push({ cause, reason, rows });
    }
    return excluded;
  }

  async #count(plan: Plan, relations: Relation[], signal: AbortSignal): Promise<number | null> {
    const count: Plan = {
      op: "aggregate",
      input: plan,
      groups: [],
      measures: [{ name: "rows", function: "count", arguments: [] }],
    };
    const engine = preferredEngine(count, this.#rowsScanned(count));
    const { table } = await this.#run(engine, count, relations, 1, signal);
    const value = table.rows[0]?.[0];
    return typeof value === "number" ? value : null;
  }
}

/** Whether a plan gives one row whatever the data. */
function hasOneRow(plan: Plan): boolean {
  if (plan.op === "aggregate") return plan.groups.length === 0;
  return (plan.op === "derive" || plan.op === "select") && hasOneRow(plan.input);
}

function limitFor(schema: Schema): number {
  return Math.max(
    100,
    Math.min(
      MAX_ROWS,
      Math.floor(
        MAX_CELLS / Math.max(
          1,
          schema.filter(({ name }) => name !== ROW_ID).length,
        ),
      ),
    ),
  );
}
