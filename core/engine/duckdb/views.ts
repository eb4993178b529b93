/**
 * Relations of a run as views, in the form that the SQL of a plan expects: the columns of the schema, then the row id.
 *
 * @module
 */
import { ROW_ID } from "nexus";
import type { Relation } from "../request.ts";
import { parquet } from "./open.ts";
import { quoteName, quoteText } from "./sql.ts";
import { SQL_TYPES } from "./types.ts";

/** A dataset's file has the row id; its column names differ without regard to case. */
export function datasetView(view: string, { path, schema }: Relation): string {
  const columns = [...schema.map(({ name }) => quoteName(name)), quoteName(ROW_ID)];
  return `CREATE OR REPLACE TEMP VIEW ${quoteName(view)} AS SELECT ${columns.join(", ")} FROM ${
    parquet(path)
  }`;
}

/**
 * A result's file has its rows in order and nothing else. Its columns are taken by position, for their names may differ in case alone:
 * DuckDB takes such for the same, and so they are shown under other names, as the SQL of a plan expects it.
 */
export function resultView(view: string, { path, schema }: Relation): string {
  const seen = new Set([ROW_ID]);
  const columns = schema.map(({ name, type }, k) => {
    const key = name.toLowerCase();
    const shown = seen.has(key) ? `_${k}` : name;
    seen.add(key);
    return `CAST(k${k} AS ${SQL_TYPES[type]}) AS ${quoteName(shown)}`;
  });
  const positions = [...schema.map((_, k) => `k${k}`), "n"].join(", ");
  return `CREATE OR REPLACE TEMP VIEW ${quoteName(view)} AS SELECT ${
    [...columns, `n AS ${quoteName(ROW_ID)}`].join(", ")
  }
    FROM read_parquet(${quoteText(path)}, file_row_number = true) AS t(${positions})`;
}
