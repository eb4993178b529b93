/**
 * `audit [--limit N] [--json]`: who did what, newest last.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { type AuditEntry, NexusError } from "../contract/mod.ts";
import type { ExitCode, Program } from "./program.ts";
import { plainText } from "./render.ts";
import { askServer, openOrJoin } from "./server.ts";

const PAGE = 1000;

/** Prints the newest entries, of the running server where there is one. */
export async function auditCommand(program: Program, args: string[]): Promise<ExitCode> {
  const { values } = parseArgs({
    args,
    options: { json: { type: "boolean" }, limit: { type: "string", default: "100" } },
  });
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1) {
    throw new NexusError("request.invalid", `--limit ${values.limit} is no number of entries`);
  }
  const nexus = await openOrJoin(program);
  try {
    const entries: AuditEntry[] = [];
    for (let more = true; more && entries.length < limit;) {
      const page = { limit: Math.min(PAGE, limit - entries.length), before: entries.at(-1)?.id };
      const next = "services" in nexus
        ? nexus.services.store.audit.list(page)
        : await askServer<AuditEntry[]>(nexus, `/audit?${query(page)}`);
      entries.push(...next);
      more = next.length === page.limit;
    }
    program.out(entries.reverse().map(values.json ? (entry) => JSON.stringify(entry) + "\n" : line).join(""));
    return 0;
  } finally {
    if ("services" in nexus) await nexus.services.close();
  }
}

function query({ limit, before }: { limit: number; before: number | undefined }): string {
  return new URLSearchParams({ limit: String(limit), ...(before ? { before: String(before) } : {}) })
    .toString();
}

function line({ at, who, address, action, subject, details }: AuditEntry): string {
  const from = address ? ` (${address})` : "";
  const rest = details && Object.keys(details).length > 0 ? JSON.stringify(details) : "";
  const text = `${at}  ${action.padEnd(18)} ${who}${from}  ${subject ?? ""}  ${rest}`;
  return plainText(text.replaceAll("\n", " ")).trimEnd() + "\n";
}
