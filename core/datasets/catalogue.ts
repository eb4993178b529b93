/**
 * The datasets that are here.
 *
 * @module
 */
import {
  type Dataset,
  type DatasetProfile,
  NexusError,
  type Plan,
  ROW_ID,
  type Schema,
  type Table,
  type Value,
  ValueIndex,
} from "../contract/mod.ts";
import type { EventBus } from "../bus/mod.ts";
import type { EnginePool, Relation } from "../engine/mod.ts";
import type { Store } from "../store/mod.ts";

/** Finds, pages and removes datasets. */
export class Catalogue {
  readonly #store: Store;
  readonly #engines: EnginePool;
  readonly #bus: EventBus;

  constructor(store: Store, engines: EnginePool, bus: EventBus) {
    this.#store = store;
    this.#engines = engines;
    this.#bus = bus;
  }

  /** Newest first. */
  list(): Dataset[] {
    return this.#store.datasets.list();
  }

  /** @throws NexusError `dataset.not_found` */
  get(id: string): Dataset {
    const dataset = this.#store.datasets.get(id);
    if (!dataset) {
      throw new NexusError("dataset.not_found", `There is no dataset "${id}"`, {
        hint: "GET /datasets lists those that are here.",
      });
    }
    return dataset;
  }

  /** Where an engine finds the dataset's rows. */
  relation(id: string): Relation {
    return { id, path: this.#store.tablePath(id), schema: schemaOf(this.get(id)) };
  }

  /** What the reader of questions is given. */
  profile(id: string): DatasetProfile {
    const { name, rows, columns } = this.get(id);
    return { id, name, rows, columns };
  }

  async values(id: string): Promise<ValueIndex> {
    try {
      return ValueIndex.parse(JSON.parse(await Deno.readTextFile(this.#store.valuesPath(id))));
    } catch (cause) {
      throw new NexusError("store.failed", `Cannot read the value index of dataset "${id}"`, {
        cause,
        hint: "Remove the dataset and add its file again.",
      });
    }
  }

  /** A page of rows in the file's order. */
  async rows(id: string, page: { offset: number; limit: number }): Promise<Table> {
    const dataset = this.get(id);
    const plan: Plan = {
      op: "limit",
      input: { op: "scan", dataset: id },
      count: page.limit,
      offset: page.offset,
    };
    const { table } = await this.#engines.run("duckdb", {
      plan,
      relations: [this.relation(id)],
      limit: page.limit,
    });
    return { ...table, rowCount: dataset.rows, truncated: page.offset + table.rows.length < dataset.rows };
  }

  /** Cells that did not fit their column, at most as many as the import kept. */
  async rejects(id: string): Promise<{ row: number; column: string; text: Value }[]> {
    this.get(id);
    try {
      return JSON.parse(await Deno.readTextFile(this.#store.rejectsPath(id)));
    } catch {
      return [];
    }
  }

  /** Removes the dataset, and the file's bytes when no other table came from them. */
  remove(id: string): void {
    const dataset = this.get(id);
    this.#store.makeRoom(() => this.#store.datasets.remove(id));
    this.#store.removeTable(id);
    const { datasets, documents } = this.#store;
    if (datasets.bySha256(dataset.sha256).length + documents.bySha256(dataset.sha256).length === 0) {
      this.#store.files.remove(dataset.sha256);
    }
    this.#bus.publish({ type: "dataset.removed", dataset: id });
  }
}

/** Columns of a dataset as a plan sees them. */
export function schemaOf(dataset: Dataset): Schema {
  return dataset.columns.filter((column) => column.name !== ROW_ID).map(({ name, type }) => ({ name, type }));
}
