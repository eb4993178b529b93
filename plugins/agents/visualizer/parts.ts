import type { ColumnType, QueryResult, Value, VisualizeTask } from "nexus";
import { type Origin, originOf } from "./origin.ts";

/**
 * What a column of a result can be in a chart. `measure`: a number to be read. `time`: runs on. `bin`: lower edges.
 * `category`: names to compare, also months of the year, which come round again. `scale`: numbers that rows were grouped by, too many to be
 * names. `other`: nothing to draw.
 */
export type PartKind = "measure" | "time" | "bin" | "category" | "scale" | "other";

/** More numbers than this are a scale, not names. */
const MAX_NAMES = 20;

/** A column of the result as the chart sees it. */
export interface Part {
  column: string;
  type: ColumnType;
  origin: Origin;
  kind: PartKind;
  /** Distinct values; a lower bound where the result is longer than its preview and the data are not known better. */
  distinct: number;
  /** No value stands twice, as far as the preview shows. */
  unique: boolean;
}

/** The columns of a result with what each can be. */
export function partsOf(task: VisualizeTask): Part[] {
  return task.result.columns.map(({ name, type }, index) => {
    const origin = originOf(task.plan, name);
    const values = task.result.preview.map((row) => row[index] ?? null);
    const shown = new Set(values).size;
    const distinct = Math.max(shown, distinctInData(task, origin));
    return {
      column: name,
      type,
      origin,
      kind: kindOf(name, type, { origin, values, distinct }),
      distinct,
      unique: shown === values.length,
    };
  });
}

function kindOf(
  name: string,
  type: ColumnType,
  { origin, values, distinct }: { origin: Origin; values: Value[]; distinct: number },
): PartKind {
  const numeric = type === "integer" || type === "number";
  if (origin.role === "measure") return numeric ? "measure" : "other";
  if (origin.bin !== undefined) return "bin";
  if (type === "date" || type === "datetime") return "time";
  if (!numeric) return "category";
  if (origin.timeUnit === "year" || isYear(name, values)) return "time";
  if (origin.timeUnit !== undefined || isIdentifier(name)) return "category";
  if (origin.role === "group") return distinct > MAX_NAMES ? "scale" : "category";
  return "measure";
}

/** A whole result is known from its preview; of a longer one the profile of the source column tells more. */
function distinctInData({ datasets, result }: VisualizeTask, origin: Origin): number {
  if (result.rowCount <= result.preview.length || origin.bin !== undefined || origin.timeUnit !== undefined) {
    return 0;
  }
  const profile = datasets?.flatMap(({ columns }) => columns).find(({ name }) => name === origin.field);
  return Math.min(profile?.distinct ?? 0, result.rowCount);
}

/** Calendar years, also of two digits where the whole name says so. */
function isYear(name: string, values: Value[]): boolean {
  if (/^(model|release)?[\s_-]*(year|jahr|année|año)$/i.test(name)) return true;
  const known = values.filter((value) => value !== null);
  return /year|jahr|année|año/i.test(name) && known.length > 0 &&
    known.every((value) => Number(value) >= 1000 && Number(value) < 3000);
}

function isIdentifier(name: string): boolean {
  return /(^|[\s_-])(id|nr|no|number|code|zip)$/i.test(name) || /[a-z]I[dD]$/.test(name);
}

/** The unit of a column: where all datasets that have the field agree, and where the aggregate keeps it. */
export function unitOf({ datasets }: VisualizeTask, { origin, column, kind }: Part): string | undefined {
  if (kind === "measure" && /^percent(age)?$/i.test(column)) return "%";
  const keeps = new Set([
    undefined,
    "sum",
    "mean",
    "median",
    "min",
    "max",
    "stddev",
    "stddev_population",
    "quantile",
    "first",
    "last",
    "mode",
    "lag",
    "lead",
    "cumulative_sum",
    "moving_mean",
  ]);
  if (origin.field === undefined || !keeps.has(origin.aggregate)) return undefined;
  const columns = datasets?.flatMap(({ columns }) => columns).filter(({ name }) => name === origin.field) ??
    [];
  const units = new Set(columns.map(({ unit }) => unit));
  return units.size === 1 ? [...units][0] : undefined;
}

/** How many rows a result has, in words. */
export function rowsOf({ rowCount }: QueryResult): string {
  return rowCount === 1 ? "one row" : `${rowCount.toLocaleString("en-US")} rows`;
}
