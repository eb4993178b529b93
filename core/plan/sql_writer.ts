/**
 * Writes a plan as one statement, each operation as one common table expression.
 *
 * @module
 */
import type { Expression, Plan, Schema } from "../contract/mod.ts";
import type { PlanChecker } from "./check.ts";
import { columnSql, type ExpressionScope, expressionSql } from "./sql_expressions.ts";
import { SQL_OPERATIONS } from "./sql_operations.ts";
import { aliased, orderText, type Relation, ROW } from "./sql_relation.ts";
import { freeName, type Query, quoteName, renderQuery, type Sql } from "./sql_text.ts";

/** Expressions over one relation as SQL. */
export interface Scope {
  /** With constants in the plan's types. */
  column(expression: Expression): string;
  /** As part of other SQL. */
  part(expression: Expression): Sql;
}

/** One writer writes one statement. */
export class SqlWriter {
  readonly checker: PlanChecker;
  readonly tableName: (id: string) => string;
  readonly #names: Set<string>;
  readonly #steps: { name: string; query: Query | Query[] }[] = [];
  readonly #relations = new Map<Plan, Relation>();

  /** `tables` are the names that no step may take. */
  constructor(
    checker: PlanChecker,
    options: { tables: readonly string[]; tableName: (id: string) => string },
  ) {
    this.checker = checker;
    this.tableName = options.tableName;
    this.#names = new Set(options.tables.map((name) => name.toLowerCase()));
  }

  /** The statement. */
  write(plan: Plan, options: { pretty: boolean; rowIds: boolean }): string {
    const { pretty } = options;
    const query = this.#final(plan, options.rowIds);
    if (this.#steps.length === 0) return renderQuery(query, { pretty });
    const steps = this.#steps.map((step) => {
      const text = [step.query].flat().map((one) => renderQuery(one, { pretty, indent: "  " }));
      const body = text.join(pretty ? "\n  UNION ALL\n" : " UNION ALL ");
      return pretty ? `${step.name} AS (\n${body}\n)` : `${step.name} AS (${body})`;
    });
    return `WITH ${steps.join(pretty ? ",\n" : ", ")}${pretty ? "\n" : " "}${renderQuery(query, { pretty })}`;
  }

  /** The relation that a plan gives; its steps are written before. */
  relation(plan: Plan): Relation {
    const known = this.#relations.get(plan);
    if (known) return known;
    const write = SQL_OPERATIONS[plan.op] as (plan: Plan, writer: SqlWriter) => Relation;
    const relation = write(plan, this);
    this.#relations.set(plan, relation);
    return relation;
  }

  /** An operation's input with the scope of its expressions. */
  input(plan: Plan): { relation: Relation; scope: Scope } {
    const relation = this.relation(plan);
    return { relation, scope: this.scope(relation, this.checker.check(plan).schema) };
  }

  /** Adds a step (several queries: their union) and gives its name. */
  step(wanted: string, query: Query | Query[]): string {
    const name = freeName(wanted, this.#names);
    this.#steps.push({ name, query });
    return name;
  }

  /** Expressions over a relation whose columns have this schema. */
  scope(relation: Relation, schema: Schema): Scope {
    const names = new Map(relation.columns.map((column) => [column.name, column.sql]));
    const scope: ExpressionScope = {
      column: (name) => names.get(name)!,
      kind: (expression) => this.checker.kind(expression, schema),
      subplan: (plan) => {
        const inner = this.relation(plan);
        return { from: inner.from, column: inner.columns[0]!.sql };
      },
    };
    return {
      column: (expression) => columnSql(expression, scope),
      part: (expression) => expressionSql(expression, scope),
    };
  }

  #final(plan: Plan, rowIds: boolean): Query {
    const limit = plan.op === "limit" && !rowIds ? plan : undefined;
    const relation = this.relation(limit ? limit.input : plan);
    const plain = relation.columns.every(({ name, sql }) => quoteName(name) === sql);
    const order = relation.order.map(orderText).map((key) => plain ? key : `${relation.from}.${key}`);
    const select = relation.columns.map(({ name, sql }) =>
      aliased(sql, quoteName(name.toWellFormed().replaceAll("\0", "") || "column"))
    );
    if (rowIds) {
      select.push(
        `row_number() OVER (${order.length > 0 ? `ORDER BY ${order.join(", ")}` : ""}) - 1 AS ${ROW}`,
      );
    }
    return {
      select,
      from: relation.from,
      orderBy: order,
      ...(limit ? { limit: limit.count, offset: limit.offset ?? 0 } : {}),
    };
  }
}
