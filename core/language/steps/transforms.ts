/**
 * Columns whose cells are put on another scale: min-max, z-scores, logarithms, codes.
 *
 * @module
 */
import type { AggregateName, Expression, Plan } from "../../contract/mod.ts";
import { call, column as named, literal, numberOf } from "../compose/expressions.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { type Clause, columnsIn, distinctColumns } from "./clauses.ts";
import { logarithm } from "./formula.ts";
import { type Prepared, withCells } from "./prepared.ts";

const NORMALISE =
  /\b(?:(?:re)?normali[sz](?:e|ed|es|ing)|min[- ]?max|(?:re)?scal(?:e|ed|ing)(?! of)\b|MinMaxScaler)\b/i;
const STANDARDISE =
  /\b(?:standardi[sz](?:e|ed|es|ing|ation)|StandardScaler|z-?score (?:normali[sz]ation|scaling))\b/i;
const LOG = /\b(?:log(?:arithmic)?[- ]?transform\w*|apply\w* (?:a|the) (?:natural )?log\w*|log[- ]scale)\b/i;
const ENCODE =
  /\b(?:encod(?:e|ed|ing)|binary (?:format|values?)|numerical (?:values?|codes?|format)|label[- ]encod\w*)\b/i;

/** A clause that puts columns on another scale; undefined where it does not, or not clearly. */
export function transform(prepared: Prepared, { text }: Clause, hints: string): Prepared | undefined {
  if (/\bone[- ]?hot\b|\bdummy\b|\bnormality\b/i.test(text)) return undefined;
  const found = columnsIn(text, prepared.table);
  const columns = distinctColumns(found).filter((column) => column.quantity);
  if (LOG.test(text)) {
    if (columns.length !== 1) return undefined;
    const formula = logarithm(text.replace(/log[- ]?scale|logarithmic/gi, "log"), found);
    return formula?.value && withCells(prepared, columns[0]!, formula.value, {
      type: "number",
      missing: columns[0]!.profile.missing,
      words: `"${columns[0]!.name}" is put as ${formula.words}`,
    });
  }
  if (STANDARDISE.test(text)) return scaled(prepared, columns, `${text}\n${hints}`, "deviations");
  if (NORMALISE.test(text)) {
    return scaled(prepared, columns, `${text}\n${hints}`, /z-?scores?/i.test(text) ? "deviations" : "range");
  }
  return ENCODE.test(text) ? coded(prepared, distinctColumns(found)) : undefined;
}

function scaled(
  prepared: Prepared,
  columns: readonly ColumnInfo[],
  text: string,
  how: "range" | "deviations",
): Prepared | undefined {
  if (columns.length === 0) return undefined;
  const population = /StandardScaler|sklearn|scikit|scipy|population|ddof ?= ?0/i.test(text);
  const { rows } = prepared;
  let out = prepared;
  for (const column of columns) {
    const current = out.table.columns.find((one) => one.name === column.name)!;
    const cell = numberOf(current, named(current.name));
    const of = (name: AggregateName) => aggregateOf(rows, name, cell);
    const value = how === "range"
      ? call("divide", call("subtract", cell, of("min")), call("subtract", of("max"), of("min")))
      : call("divide", call("subtract", cell, of("mean")), of(population ? "stddev_population" : "stddev"));
    out = withCells(out, current, value, {
      type: "number",
      missing: current.profile.missing,
      words: how === "range"
        ? `"${column.name}" is scaled from 0 to 1`
        : `"${column.name}" is put as ${population ? "population " : ""}standard deviations from its mean`,
    });
  }
  return out;
}

/** Each value as its place in the alphabet, from 0. */
function coded(prepared: Prepared, columns: readonly ColumnInfo[]): Prepared | undefined {
  let out = prepared;
  if (columns.length === 0) return undefined;
  for (const column of columns) {
    const { top, distinct } = column.profile;
    if (column.profile.type === "boolean") {
      const code = (truth: number) => call("eq", named(column.name), literal(truth === 1));
      const value = call("if", code(1), literal(1), call("if", code(0), literal(0), literal(null)));
      const current = out.table.columns.find((one) => one.name === column.name)!;
      const words = `"${column.name}" is coded as 0 for false, 1 for true`;
      out = withCells(out, current, value, { type: "integer", missing: column.profile.missing, words });
      continue;
    }
    if (!column.text || distinct > top.length || distinct > 20) return undefined;
    const values = top.map(({ value }) => String(value)).sort();
    const current = out.table.columns.find((one) => one.name === column.name)!;
    const value = values.reduceRight<Expression>(
      (otherwise, label, code) =>
        call("if", call("eq", named(column.name), literal(label)), literal(code), otherwise),
      literal(null),
    );
    out = withCells(out, current, value, {
      type: "integer",
      missing: column.profile.missing,
      words: `"${column.name}" is coded as ${
        values.slice(0, 4).map((label, code) => `${code} for "${label}"`).join(", ")
      }`,
    });
  }
  return out;
}

function aggregateOf(rows: Plan, name: AggregateName, value: Expression): Expression {
  return {
    kind: "scalar",
    plan: {
      op: "aggregate",
      input: rows,
      groups: [],
      measures: [{ name: "value", function: name, arguments: [value] }],
    },
  };
}
