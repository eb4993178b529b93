/**
 * The form that a model fills instead of writing a plan: flat, bounded, and with the real column names as the only ones that it can name.
 *
 * @module
 */
import type { DatasetProfile, OutputSchema } from "nexus";

export const OPERATORS = [
  "eq",
  "ne",
  "lt",
  "le",
  "gt",
  "ge",
  "contains",
  "starts_with",
  "is_missing",
  "is_present",
] as const;
export const MEASURES = [
  "count",
  "count_distinct",
  "sum",
  "mean",
  "median",
  "min",
  "max",
  "stddev",
] as const;
/** `form`: it says all that is asked. `script`: the columns can answer, and the form cannot say how. `none`: they cannot. */
export const WAYS = ["form", "script", "none"] as const;
export const UNITS = ["none", "year", "quarter", "month", "week", "day", "weekday"] as const;

/** The column that stands for whole rows, for `count`. */
export const ROWS = "*";
/** More columns or tables than these are not offered; the language knows them all. */
export const MAX_COLUMNS = 80;
export const MAX_TABLES = 6;

/** A form that was filled. The host has held it against {@linkcode formOf}. */
export interface Form {
  table: string;
  way: (typeof WAYS)[number];
  filters: {
    column: string;
    operator: (typeof OPERATORS)[number];
    values: (string | number | boolean)[];
  }[];
  match: "all" | "any";
  groups: { column: string; unit: (typeof UNITS)[number] }[];
  measures: { function: (typeof MEASURES)[number]; column: string }[];
  columns: string[];
  sort: { by: string; descending: boolean }[];
  limit: number | null;
}

/** How a table is named to the model: by its place, for names come from files. */
export function tableLabel(index: number): string {
  return `table ${index + 1}`;
}

/** The schema of a form over these tables. */
export function formOf(datasets: readonly DatasetProfile[], options: { scripts: boolean }): OutputSchema {
  const ways = WAYS.filter((way) => way !== "script" || options.scripts);
  const forms = datasets.slice(0, MAX_TABLES).map((dataset, index) =>
    formOfTable(tableLabel(index), dataset.columns.slice(0, MAX_COLUMNS).map(({ name }) => name), ways)
  );
  return forms.length === 1 ? forms[0]! : { anyOf: forms };
}

function formOfTable(table: string, names: string[], ways: readonly string[]): OutputSchema {
  const column = words(names);
  return object({
    table: words([table]),
    way: words(ways),
    filters: list(
      object({
        column,
        operator: words(OPERATORS),
        values: list(
          { anyOf: [{ type: "string", maxLength: 200 }, { type: "number" }, { type: "boolean" }] },
          10,
        ),
      }),
      6,
    ),
    match: words(["all", "any"]),
    groups: list(object({ column, unit: words(UNITS) }), 3),
    measures: list(object({ function: words(MEASURES), column: words([ROWS, ...names]) }), 4),
    columns: list(column, 10),
    sort: list(object({ by: words([...MEASURE_KEYS, ...names]), descending: { type: "boolean" } }), 2),
    limit: { anyOf: [{ type: "integer", minimum: 1, maximum: 1000 }, { type: "null" }] },
  });
}

const MEASURE_KEYS = ["measure 1", "measure 2", "measure 3", "measure 4"];

function object(properties: Record<string, OutputSchema>): OutputSchema {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

function list(items: OutputSchema, maxItems: number): OutputSchema {
  return { type: "array", items, maxItems };
}

function words(all: readonly string[]): OutputSchema {
  return { type: "string", enum: [...new Set(all)] };
}
