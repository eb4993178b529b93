/**
 * What composers work with: the frame, and the rows that its conditions leave.
 *
 * @module
 */
import type { AnswerKind, ChartRequest, Expression, Judgement, Plan } from "../../contract/mod.ts";
import type { WantedName } from "../answer/wanted_names.ts";
import type { Condition, Frame } from "../frame/frame.ts";
import type { Walk } from "../frame/walk.ts";
import type { ColumnInfo, TableContext } from "../link/table_context.ts";
import { whereOf, whereWords } from "./conditions.ts";
import { call, every, filter, literal } from "./expressions.ts";
import { joinTables, singleSource, type Source } from "./joins.ts";

/** A plan that may be what the question means. */
export interface Candidate {
  readonly plan: Plan;
  readonly kind: AnswerKind;
  readonly summary: string;
  /** How well the form of the question fits this kind of plan, 0 to 1. */
  readonly fit: number;
  /** Parts of the frame that the plan takes up; conditions always are. */
  readonly parts: readonly object[];
  /** Chunks that it takes up besides. */
  readonly also?: readonly number[];
  readonly answerColumn?: string;
  /** Something that the question leaves open was settled by custom: such a reading is never sure. */
  readonly assumed?: true;
  readonly chart?: ChartRequest;
  /** The columns of results under fixed names, where the composer knows them. */
  readonly named?: readonly { name: string; column: string; judgement?: Judgement; list?: true }[];
  /** Its scans are meant as they are, also where the question prepares the table. */
  readonly final?: true;
}

/** Rows to compute on. */
export interface Rows {
  readonly plan: Plan;
  readonly of: (column: ColumnInfo) => Expression;
}

/** The frame with its tables. */
export class Scope {
  readonly frame: Frame;
  readonly walk: Walk;
  readonly tables: readonly TableContext[];

  /** What was said besides the question of how to compute it. */
  readonly hints: string;

  /** The names that the question's format fixes for its results. */
  readonly wanted: readonly WantedName[];

  /** The format that fixes them. */
  readonly format: string;

  constructor(
    frame: Frame,
    walk: Walk,
    { hints = "", wanted = [], format = "" }: {
      hints?: string;
      wanted?: readonly WantedName[];
      format?: string;
    } = {},
  ) {
    this.format = format;
    this.hints = hints;
    this.wanted = wanted;
    this.frame = frame;
    this.walk = walk;
    this.tables = walk.tables;
  }

  /** Tables whose rows the question names. */
  get namedTables(): TableContext[] {
    return this.walk.chunks.flatMap((chunk) =>
      chunk.kind === "rows" && chunk.general !== true ? [chunk.table] : []
    );
  }

  /** The table that a question without columns is about: the one it names, else the first. */
  get mainTable(): TableContext {
    return this.namedTables[0] ?? this.tables[0]!;
  }

  /** Number of rows of the tables in play. */
  get rowCount(): number {
    return Math.max(...this.tables.map((table) => table.profile.rows));
  }

  /** The joined rows without conditions. */
  source(
    columns: readonly ColumnInfo[],
    conditions: readonly Condition[] = this.frame.conditions,
  ): Source | undefined {
    const needed = new Set(columns.map((column) => this.tables[column.table]!));
    for (const { column, test } of conditions) {
      needed.add(this.tables[column.table]!);
      if (test.kind === "against_entity") needed.add(this.tables[test.entity.table]!);
    }
    if (this.tables.length > 1 && this.frame.counts.length > 0) {
      for (const table of this.namedTables) needed.add(table);
    }
    for (const table of this.frame.sources) needed.add(table);
    if (needed.size === 0) needed.add(this.mainTable);
    return needed.size === 1 ? singleSource([...needed][0]!) : joinTables([...needed], this.tables);
  }

  /** The rows that the conditions leave, with the columns that will be used; undefined where the tables cannot be joined. */
  rows(
    columns: readonly ColumnInfo[],
    conditions: readonly Condition[] = this.frame.conditions,
  ): Rows | undefined {
    const source = this.source(columns, conditions);
    if (source === undefined) return undefined;
    const rows = this.#withoutTotals(source);
    return { plan: filter(rows, whereOf(conditions, source.of, rows)), of: source.of };
  }

  /** A row of totals is left out, unless the question names it or asks for rows as they stand. */
  #withoutTotals(source: Source): Plan {
    const totals = source.tables.flatMap((table) => table.total ?? []);
    if (!this.#leavesTotals(totals)) return source.plan;
    const where = totals.map((total) =>
      call("not", call("coalesce", call("eq", source.of(total.column), literal(total.value)), literal(false)))
    );
    return filter(source.plan, every(where));
  }

  #leavesTotals(totals: readonly NonNullable<TableContext["total"]>[]): boolean {
    const { frame } = this;
    if (totals.length === 0 || frame.flags.has("rows") || frame.flags.has("neighbour")) return false;
    if (frame.extremes.some((extreme) => extreme.edge)) return false;
    return !frame.conditions.some(({ column, test, negated }) =>
      !negated && test.kind === "in" && totals.some((total) => column === total.column)
    );
  }

  /** ` where ...` in words. */
  where(conditions: readonly Condition[] = this.frame.conditions): string {
    const table = this.tables.length === 1 ? this.tables[0]!.total : undefined;
    const left = table !== undefined && this.#leavesTotals([table])
      ? ` (without the row "${table.value}")`
      : "";
    return `${whereWords(conditions)}${left}`;
  }

  /** All columns of the tables. */
  get columns(): readonly ColumnInfo[] {
    return this.walk.columns;
  }
}

/** A way to make candidates of a scope. */
export type Composer = (scope: Scope) => Candidate[];
