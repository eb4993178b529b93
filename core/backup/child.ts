/**
 * The process that copies the database while others write to it; the host would stand still for as long.
 *
 * @module
 */
import { backup, DatabaseSync } from "node:sqlite";
import { serveChild } from "../process/serve.ts";

await serveChild({ snapshot: (params) => snapshot(params as SnapshotRequest) });

interface SnapshotRequest {
  database: string;
  out: string;
}

/** Copies the database as it is at one moment, and tells which files that copy names. */
async function snapshot(
  { database, out }: SnapshotRequest,
): Promise<{ contents: string[]; tables: string[] }> {
  const source = new DatabaseSync(database);
  try {
    source.exec("PRAGMA busy_timeout = 10000");
    await backup(source, out, { rate: -1 }); // all in one step, so that nobody writes in between
  } finally {
    source.close();
  }
  const copy = new DatabaseSync(out, { readOnly: true });
  try {
    const list = (sql: string) => copy.prepare(sql).all().map(({ name }) => name as string);
    return {
      contents: list(
        "SELECT sha256 AS name FROM datasets UNION SELECT sha256 FROM documents UNION SELECT sha256 FROM imports",
      ),
      tables: list("SELECT id AS name FROM datasets ORDER BY id"),
    };
  } finally {
    copy.close();
  }
}
