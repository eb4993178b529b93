/**
 * Repeats a receipt and says what changed.
 *
 * @module
 */
import { NexusError, type Plan, Receipt, type Table } from "../contract/mod.ts";
import type { Catalogue } from "../datasets/mod.ts";
import { compareTables, mapPlan, TOLERANCE } from "../plan/mod.ts";
import { RECEIPT_ROWS } from "./receipt.ts";
import { type RerunLibrary, rerunPassages } from "./rerun_passages.ts";
import type { Execution } from "./execute.ts";
import { scriptFor, type ScriptRepeater } from "./scripts/repeat.ts";
import { VERSION } from "./version.ts";

/** What repeating a receipt gave. */
export interface RerunOutcome {
  same: boolean;
  /** What was compared or what changed, one sentence each. */
  messages: string[];
  result: Table;
}

/** Where a receipt is repeated: the parts of this process, or a server's. */
export interface RerunOptions {
  catalogue: Pick<Catalogue, "list">;
  executor: { execute(plan: Plan, signal: AbortSignal): Promise<Pick<Execution, "table" | "first">> };
  library: RerunLibrary;
  scripts: ScriptRepeater;
  signal: AbortSignal;
}

/** Reads a receipt. @throws NexusError `receipt.invalid` */
export function parseReceipt(text: string): Receipt {
  try {
    return Receipt.parse(JSON.parse(text));
  } catch (cause) {
    throw new NexusError("receipt.invalid", "This is not a receipt that this Nexus can read", {
      cause,
      hint: "A receipt is the JSON file that an answer offers for download.",
    });
  }
}

/**
 * Runs a receipt's plan or script again on the datasets whose files have the same content; of an answer that quotes documents, searches those
 * again.
 *
 * @throws NexusError `receipt.inputs_missing` naming each input that is not here
 */
export async function rerunReceipt(
  receipt: Receipt,
  options: RerunOptions,
): Promise<RerunOutcome> {
  const { search } = receipt;
  if (search !== undefined) return await rerunPassages({ ...receipt, search }, options);
  const { plan, code, result } = receipt;
  if ((!plan && !code) || !result) {
    throw new NexusError("receipt.invalid", "The receipt has no plan and no script that could be repeated");
  }
  const messages: string[] = [];
  const ids = findInputs(receipt, options.catalogue, messages);
  if (receipt.nexus !== VERSION) {
    messages.push(`The receipt was written by Nexus ${receipt.nexus}; this is ${VERSION}.`);
  }
  const table = plan
    ? await repeatPlan(plan, receipt, { ids, messages, options })
    : await options.scripts.repeat(scriptFor(code!, ids), [...ids.values()], options.signal);
  const now: Table = {
    ...table,
    rows: table.rows.slice(0, RECEIPT_ROWS),
    truncated: table.rowCount > RECEIPT_ROWS,
  };
  const tolerance = Math.min(receipt.tolerance, TOLERANCE); // a receipt does not decide how different "the same" may be
  const { agrees, message } = compareTables(result, now, { tolerance, ordered: true });
  messages.push(
    agrees
      ? `The result is the same within a relative tolerance of ${tolerance} (${message}).`
      : `The result changed: ${message}`,
  );
  return { same: agrees, messages, result: table };
}

async function repeatPlan(
  then: Plan,
  receipt: Receipt,
  { ids, messages, options }: { ids: Map<string, string>; messages: string[]; options: RerunOptions },
): Promise<Table> {
  const plan: Plan = mapPlan(then, (node) => {
    if (node.op !== "scan") return node;
    const dataset = ids.get(node.dataset);
    if (dataset !== undefined) return { op: "scan", dataset };
    throw new NexusError(
      "receipt.invalid",
      `The receipt's plan reads "${node.dataset}", which is not among its inputs`,
    );
  });
  const { table, first } = await options.executor.execute(plan, options.signal);
  for (const engine of receipt.engines) {
    if (engine.engine === first.engine && engine.version !== first.version) {
      messages.push(`${engine.engine} was ${engine.version}; now it is ${first.version}.`);
    }
  }
  return table;
}

function findInputs(
  receipt: Receipt,
  catalogue: RerunOptions["catalogue"],
  messages: string[],
): Map<string, string> {
  const here = catalogue.list();
  const ids = new Map<string, string>();
  const missing: string[] = [];
  for (const input of receipt.inputs) {
    const candidates = here.filter((dataset) => dataset.sha256 === input.sha256);
    const match = candidates.find((dataset) => dataset.id === input.dataset) ?? candidates.find((dataset) =>
      dataset.name === input.name
    ) ?? candidates[0];
    if (!match) {
      const namesake = here.find((dataset) => dataset.file === input.file);
      missing.push(
        namesake
          ? `"${input.file}" is here, but its content changed (SHA-256 ${
            namesake.sha256.slice(0, 12)
          }… instead of ${input.sha256.slice(0, 12)}…)`
          : `"${input.file}" (SHA-256 ${input.sha256.slice(0, 12)}…) is not here`,
      );
      continue;
    }
    ids.set(input.dataset, match.id);
    if (match.ingest.plugin !== input.ingest.plugin || match.ingest.version !== input.ingest.version) {
      messages.push(
        `"${input.file}" was read by ${input.ingest.plugin} ${input.ingest.version}; now by ${match.ingest.plugin} ${match.ingest.version}.`,
      );
    }
    if (JSON.stringify(match.scan) !== JSON.stringify(input.scan)) {
      messages.push(`"${input.file}" was read with other options than now.`);
    }
  }
  if (missing.length > 0) {
    throw new NexusError("receipt.inputs_missing", `Cannot repeat the receipt: ${missing.join("; ")}`, {
      hint: "Give the original files along with the receipt.",
    });
  }
  return ids;
}
