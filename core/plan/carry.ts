/**
 * Carries columns of a relation deep inside a plan up to its result, through operations whose rows each come from one row below.
 * Lineage is built on it: with the row number of a dataset carried up, each row of a result knows where it came from.
 *
 * @module
 */
import { type Derived, type Expression, NexusError, type Plan, type Schema } from "../contract/mod.ts";
import { joinNames, type PlanChecker } from "./check.ts";
import { operationOf } from "./operations.ts";

/** A plan whose result has further columns: `names` gives, for each carried column, its name there. */
export interface Carried {
  plan: Plan;
  names: Map<string, string>;
}

/** What is carried. */
export interface Cargo {
  /** Takes the place of the plan at the end of `path`: gives the same columns and those that are carried. */
  base: Plan;
  /** Columns of `base` that are carried. */
  columns: Schema;
  /** Which input to follow, from the outermost operation down. */
  path: readonly number[];
  checker: PlanChecker;
  /** A name that no relation of the plan has. */
  fresh: (wanted: string) => string;
}

/** Carries the cargo through a plan. The plan's own columns stay as they are, in their order, before the carried ones. */
export function carry(plan: Plan, cargo: Cargo): Carried {
  const [index, ...path] = cargo.path;
  if (index === undefined) {
    return { plan: cargo.base, names: new Map(cargo.columns.map(({ name }) => [name, name])) };
  }
  const inputs = operationOf(plan).inputs(plan);
  const inner = carry(inputs[index]!, { ...cargo, path });
  switch (plan.op) {
    case "filter":
    case "sort":
    case "limit":
    case "top":
      return { plan: operationOf(plan).rebuild(plan, [inner.plan]), names: inner.names };
    case "derive": {
      const saved = save(inner, new Set(plan.columns.map((column) => column.name)), cargo);
      return {
        plan: { ...plan, input: inner.plan, columns: [...plan.columns, ...saved.columns] },
        names: saved.names,
      };
    }
    case "window": {
      const saved = save(inner, new Set(plan.columns.map((column) => column.name)), cargo);
      const input: Plan = saved.columns.length === 0
        ? inner.plan
        : { op: "derive", input: inner.plan, columns: saved.columns };
      return { plan: { ...plan, input }, names: saved.names };
    }
    case "select":
      return carrySelect(plan.columns, inner, cargo);
    case "join":
      return carryJoin(plan, { index, inner, cargo });
    case "union":
      return carryUnion(plan, { index, inner, cargo });
    default:
      throw new NexusError("internal.error", `Cannot carry columns through "${plan.op}"`);
  }
}

/** Copies of the carried columns whose names are about to be replaced. */
function save(
  inner: Carried,
  replaced: Set<string>,
  cargo: Cargo,
): { columns: Derived[]; names: Map<string, string> } {
  const columns: Derived[] = [];
  const names = new Map([...inner.names].map(([column, name]) => {
    if (!replaced.has(name)) return [column, name];
    const copy = cargo.fresh(column);
    columns.push({ name: copy, value: { kind: "column", name } });
    return [column, copy];
  }));
  return { columns, names };
}

function carrySelect(columns: readonly Derived[], inner: Carried, cargo: Cargo): Carried {
  const added: Derived[] = [];
  const names = new Map([...inner.names].map(([column, name]) => {
    const kept = columns.find(({ value }) => value.kind === "column" && value.name === name);
    if (kept) return [column, kept.name];
    const copy = cargo.fresh(column);
    added.push({ name: copy, value: { kind: "column", name } });
    return [column, copy];
  }));
  return { plan: { op: "select", input: inner.plan, columns: [...columns, ...added] }, names };
}

interface Through {
  index: number;
  inner: Carried;
  cargo: Cargo;
}

function carryJoin(plan: Extract<Plan, { op: "join" }>, { index, inner, cargo }: Through): Carried {
  if (plan.how === "semi" || plan.how === "anti") {
    return { plan: { ...plan, left: inner.plan }, names: inner.names };
  }
  const { checker } = cargo;
  const own = checker.check(plan).schema;
  const joined: Plan = index === 0 ? { ...plan, left: inner.plan } : { ...plan, right: inner.plan };
  const [left, right] = [namesOf(joined.left, checker), namesOf(joined.right, checker)];
  const given = index === 0 ? left : joinNames(left, right);
  const from = index === 0 ? left : right;
  const outer = new Map(from.map((name, at) => [name, given[at]!]));
  const names = new Map([...inner.names].map(([column, name]) => [column, outer.get(name)!]));
  const extra = [...new Set(names.values())].filter((name) => !own.some((field) => field.name === name));
  // The order of columns breaks ties, so the join's own come first.
  const columns = [...own.map((field) => field.name), ...extra].map(passed);
  return { plan: { op: "select", input: joined, columns }, names };
}

function carryUnion(plan: Extract<Plan, { op: "union" }>, { index, inner, cargo }: Through): Carried {
  const own = cargo.checker.check(plan).schema.map((field) => field.name);
  const names = new Map(cargo.columns.map(({ name }) => [name, cargo.fresh(name)]));
  const inputs = plan.inputs.map((input, at): Plan => {
    const carried = cargo.columns.map(({ name, type }): Derived => {
      const value: Expression = at === index
        ? { kind: "column", name: inner.names.get(name)! }
        : { kind: "literal", value: null, type };
      return { name: names.get(name)!, value };
    });
    return {
      op: "select",
      input: at === index ? inner.plan : input,
      columns: [...own.map(passed), ...carried],
    };
  });
  return { plan: { op: "union", inputs }, names };
}

function passed(name: string): Derived {
  return { name, value: { kind: "column", name } };
}

function namesOf(plan: Plan, checker: PlanChecker): string[] {
  return checker.check(plan).schema.map((field) => field.name);
}
