/**
 * Tables by the names that SQL calls them by.
 *
 * @module
 */
import { NexusError } from "../../contract/errors.ts";
import { nearestNames } from "../../plan/nearest.ts";
import type { NamedRelation } from "./request.ts";

/**
 * The relation that a name stands for: by its name as written, without regard to case, or by its id, which is then its name.
 *
 * @throws {NexusError} `plan.invalid` with the nearest names.
 */
export function relationNamed(name: string, relations: readonly NamedRelation[]): NamedRelation {
  const exact = relations.find((each) => each.name === name);
  if (exact !== undefined) return exact;
  const folded = name.toLowerCase();
  const alike = relations.filter((each) => each.name.toLowerCase() === folded);
  const found = alike.length > 0 ? alike : relations.filter(({ id }) => id === name);
  if (found.length === 1) return alike.length > 0 ? found[0]! : { ...found[0]!, name };
  const names = relations.map((each) => each.name);
  if (found.length > 1) {
    throw new NexusError("plan.invalid", `Cannot run the SQL: "${name}" is the name of several tables`, {
      hint: "Write the name in double quotes, in its own case.",
      details: { table: name, nearest: alike.map((each) => each.name) },
    });
  }
  const nearest = nearestNames(name, names);
  throw new NexusError("plan.invalid", `Cannot run the SQL: there is no table "${name}"`, {
    hint: nameHint(nearest, names, "Tables"),
    details: { table: name, nearest },
  });
}

/** The error of a column that no table of the SQL has. */
export function unknownColumn(name: string, used: readonly NamedRelation[], cause: unknown): NexusError {
  const names = [...new Set(used.flatMap(({ schema }) => schema.map((field) => field.name)))];
  const nearest = nearestNames(name, names);
  return new NexusError("plan.invalid", `Cannot run the SQL: there is no column "${name}" here`, {
    hint: nameHint(nearest, names, "Columns"),
    details: { column: name, nearest },
    cause,
  });
}

function nameHint(nearest: readonly string[], names: readonly string[], what: string): string {
  const quoted = (list: readonly string[]) =>
    list.map((each) => `"${each.replaceAll('"', '""')}"`).join(", ");
  if (nearest.length > 0) return `Nearest: ${quoted(nearest)}.`;
  return names.length > 0
    ? `${what} here: ${quoted(names.slice(0, 20))}.`
    : `There are no ${what.toLowerCase()} here.`;
}
