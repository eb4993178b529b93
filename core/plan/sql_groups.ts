/**
 * Grouping as DuckDB's SQL.
 *
 * @module
 */
import type { Operation } from "./operations.ts";
import { aggregateSql, needsCentre } from "./sql_aggregates.ts";
import { aliased, ascending, hiddenName, nameColumns, orderText, type Relation } from "./sql_relation.ts";
import type { Scope, SqlWriter } from "./sql_writer.ts";

/** Writes an `aggregate`: its result comes by the group columns ascending. */
export function writeAggregate(plan: Operation<"aggregate">, writer: SqlWriter): Relation {
  const { relation, scope } = writer.input(plan.input);
  const { schema } = writer.checker.check(plan);
  const { columns, taken } = nameColumns(schema.map((field) => field.name));
  const groups = plan.groups.map((group) => scope.column(group.value));
  const { from, centres } = centre(plan, { relation, scope, groups, writer });
  const order = relation.order.map(orderText);
  const measures = plan.measures.map((measure, index) =>
    aggregateSql(measure, {
      operands: measure.arguments.map((argument) => scope.column(argument)),
      type: schema[groups.length + index]!.type,
      where: measure.where && scope.part(measure.where).text,
      order,
      centre: centres[index],
    })
  );
  const plain = plan.groups.every((group) => group.value.kind === "column");
  const query = {
    select: [...groups, ...measures].map((text, index) => aliased(text, columns[index]!.sql)),
    from,
    groupBy: plain ? groups : groups.map((_, index) => String(index + 1)),
  };
  const names = columns.slice(0, groups.length).map((column) => ascending(column.sql));
  return { from: writer.step("grouped", query), columns, taken, rowId: false, order: names };
}

/** Adds the group's mean as a hidden column for each measure that is computed around it. */
function centre(
  plan: Operation<"aggregate">,
  input: { relation: Relation; scope: Scope; groups: string[]; writer: SqlWriter },
): { from: string; centres: (string | undefined)[] } {
  const { relation, scope, groups, writer } = input;
  const taken = new Set(relation.taken);
  const select: string[] = [];
  const over = groups.length > 0 ? `PARTITION BY ${groups.join(", ")}` : "";
  const centres = plan.measures.map((measure) => {
    if (!needsCentre(measure)) return undefined;
    const name = hiddenName("mean", taken);
    const where = measure.where ? ` FILTER (WHERE ${scope.part(measure.where).text})` : "";
    select.push(`avg(${scope.column(measure.arguments[0]!)})${where} OVER (${over}) AS ${name}`);
    return name;
  });
  if (select.length === 0) return { from: relation.from, centres };
  return { from: writer.step("centred", { select: ["*", ...select], from: relation.from }), centres };
}
