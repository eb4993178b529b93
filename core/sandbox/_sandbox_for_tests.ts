/** A sandbox with a small table behind it. */
import type { Table } from "../contract/mod.ts";
import { Sandbox, type SandboxJob, type SandboxOptions, type SandboxResult } from "./mod.ts";

export const TABLE: Table = {
  columns: [{ name: "region", type: "text" }, { name: "amount", type: "integer" }],
  rows: [["North", 10], ["South", 20], ["North", 30]],
  rowCount: 3,
  truncated: false,
};

const HANDLERS: SandboxJob["handlers"] = {
  query: () => Promise.resolve(TABLE),
  sql: (text) =>
    text === "bad" ? Promise.reject(new Error('There is no table "bad"')) : Promise.resolve(TABLE),
  columns: () => Promise.resolve({ region: ["North", "South", "North"], amount: [10, 20, 30] }),
};

export type Run = (
  source: string,
  more?: { input?: unknown; handlers?: Partial<SandboxJob["handlers"]>; signal?: AbortSignal },
) => Promise<SandboxResult>;

/** Runs a test with a sandbox and ends its processes. */
export async function withSandbox(
  options: Partial<SandboxOptions>,
  test: (run: Run, sandbox: Sandbox) => Promise<void>,
): Promise<void> {
  const sandbox = new Sandbox({ enabled: true, timeoutMs: 20_000, ...options });
  const tables = [{ id: "t1", name: "sales", rowCount: 3, columns: TABLE.columns }];
  const run: Run = (source, { input, handlers, signal } = {}) =>
    sandbox.run(
      { source, input, tables, handlers: { ...HANDLERS, ...handlers } },
      { signal: signal ?? new AbortController().signal },
    );
  try {
    await test(run, sandbox);
  } finally {
    await sandbox.close();
  }
}
