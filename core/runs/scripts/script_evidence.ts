/**
 * The rows that a script's answer rests on: those that its plans read, and whole tables where only SQL or whole columns were asked for.
 *
 * @module
 */
import { type CodeRun, Plan } from "../../contract/mod.ts";
import { datasetsOf, type EvidencePlan, evidencePlans, mapPlan, type SchemaLookup } from "../../plan/mod.ts";

/** A table that the script read. */
export interface ReadTable {
  dataset: string;
  name: string;
}

const WHOLE = "all rows: the script read them itself, so that it cannot be told which of them count";

/**
 * One part for each table of each plan that the script asked, then the tables that it read otherwise. From SQL and columns it cannot be
 * told which rows came into a row of the result, so the whole table stands behind it.
 */
export function scriptEvidence(
  { queries }: Pick<CodeRun, "queries">,
  tables: readonly ReadTable[],
  lookup: SchemaLookup,
): EvidencePlan[] {
  const found: EvidencePlan[] = [];
  const whole = new Set<string>();
  for (const [index, { kind, text }] of queries.entries()) {
    const plan = kind === "plan" ? readPlan(text, tables) : undefined;
    const parts = plan === undefined ? [] : evidencePlans(plan, lookup);
    const read = plan === undefined ? mentioned(text, tables) : datasetsOf(plan);
    for (const part of parts) {
      found.push({ ...part, description: `${part.description} (question ${index + 1} of the script)` });
    }
    for (const id of read) if (!parts.some(({ dataset }) => dataset === id)) whole.add(id);
  }
  for (const dataset of whole) {
    for (const part of evidencePlans({ op: "scan", dataset }, lookup)) {
      found.push({ ...part, description: WHOLE });
    }
  }
  return found;
}

function readPlan(text: string, tables: readonly ReadTable[]): Plan | undefined {
  const parsed = Plan.safeParse(parse(text));
  if (!parsed.success) return undefined;
  return mapPlan(parsed.data, (node) => {
    if (node.op !== "scan") return node;
    // As the script may, it names a table by its id or by its name.
    return { op: "scan", dataset: tables.find(({ name }) => name === node.dataset)?.dataset ?? node.dataset };
  });
}

/** Undefined for a plan that was too long to be kept whole. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The tables that a text names: more than it reads, never less. */
function mentioned(text: string, tables: readonly ReadTable[]): string[] {
  const words = text.toLowerCase();
  return tables.filter((table) =>
    [table.dataset, table.name, table.name.replaceAll('"', '""')].some((name) =>
      words.includes(name.toLowerCase())
    )
  ).map(({ dataset }) => dataset);
}
