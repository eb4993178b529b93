/**
 * What an agent may ask of the host during one run.
 *
 * @module
 */
import {
  type AgentHost,
  NexusError,
  type Plan,
  type QueryResult,
  type Question,
  type ReadOutcome,
  type Table,
} from "../contract/mod.ts";
import type { Catalogue } from "../datasets/mod.ts";
import type { Reader } from "../language/mod.ts";
import { mapPlan, planHash } from "../plan/mod.ts";
import type { Execution, Executor } from "./execute.ts";

const PREVIEW_ROWS = 50;
const MAX_QUERIES = 50;

/** Serves one run's agents, and remembers what was really read and really computed. */
export class RunHost implements AgentHost {
  readonly #executions = new Map<string, Execution>();
  readonly #sure = new Set<string>();
  readonly #read = new Set<string>();
  readonly #options: {
    reader: Reader;
    executor: Executor;
    catalogue: Catalogue;
    datasets: string[];
    signal: AbortSignal;
  };

  constructor(
    options: {
      reader: Reader;
      executor: Executor;
      catalogue: Catalogue;
      datasets: string[];
      signal: AbortSignal;
    },
  ) {
    this.#options = options;
  }

  async read(question: Question): Promise<ReadOutcome> {
    const { reader, datasets, catalogue, signal } = this.#options;
    const outcome = await reader.read(question, datasets.map((id) => catalogue.profile(id)), { signal });
    if (outcome.status !== "refused") {
      for (const [index, reading] of outcome.readings.entries()) {
        const hash = planHash(reading.plan);
        this.#read.add(hash);
        if (index === 0 && outcome.status === "read" && outcome.certainty === "sure") this.#sure.add(hash);
      }
    }
    return outcome;
  }

  async query(plan: Plan): Promise<QueryResult> {
    if (this.#executions.size >= MAX_QUERIES) {
      throw new NexusError(
        "plugin.denied",
        `An agent may run at most ${MAX_QUERIES} queries for one question`,
      );
    }
    const execution = await this.#options.executor.execute(this.inline(plan), this.#options.signal);
    const ref = `r${this.#executions.size + 1}`;
    this.#executions.set(ref, execution);
    return {
      ref,
      columns: execution.schema,
      rowCount: execution.table.rowCount,
      preview: execution.table.rows.slice(0, PREVIEW_ROWS),
    };
  }

  fetch(ref: string, options: { offset?: number; limit?: number } = {}): Promise<Table> {
    const { plan } = this.execution(ref);
    return this.#options.executor.page(plan, {
      offset: options.offset ?? 0,
      limit: Math.min(options.limit ?? 1000, 10_000),
    }, this.#options.signal);
  }

  /** @throws NexusError `plugin.contract` for a reference that this run did not give. */
  execution(ref: string): Execution {
    const execution = this.#executions.get(ref);
    if (!execution) throw new NexusError("plugin.contract", `There is no result "${ref}" in this run`);
    return execution;
  }

  /** Whether this run's own language read the question as this plan, and was sure. An agent's word does not count. */
  certainty(plan: Plan): "sure" | "likely" {
    return this.#sure.has(planHash(plan)) ? "sure" : "likely";
  }

  /** A plan over earlier results is a plan over datasets: each reference is replaced by the plan behind it. */
  inline(plan: Plan): Plan {
    return mapPlan(plan, (node) => node.op === "result" ? this.execution(node.ref).plan : node);
  }
}
