/**
 * The one SQLite database, with its migrations.
 *
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import { NexusError } from "../contract/mod.ts";

/** Each entry brings the database one version further. Entries are never changed, only added. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE datasets (id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, created_at TEXT NOT NULL, body TEXT NOT NULL);
   CREATE INDEX datasets_sha256 ON datasets (sha256);
   CREATE TABLE runs (id TEXT PRIMARY KEY, created_at TEXT NOT NULL, status TEXT NOT NULL, question TEXT, datasets TEXT NOT NULL, ms REAL, answer TEXT);
   CREATE INDEX runs_created_at ON runs (created_at);
   CREATE TABLE events (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, run TEXT, body TEXT NOT NULL);
   CREATE INDEX events_run ON events (run);
   CREATE TABLE plugins (id TEXT PRIMARY KEY, enabled INTEGER NOT NULL);`,
  `CREATE TABLE imports (id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, file TEXT NOT NULL, media_type TEXT NOT NULL, attempts INTEGER NOT NULL);`,
  `CREATE TABLE documents (id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, created_at TEXT NOT NULL, body TEXT NOT NULL);
   CREATE INDEX documents_sha256 ON documents (sha256);
   CREATE TABLE pages (document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, page INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (document, page));
   CREATE TABLE passages (id INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, page INTEGER NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL);
   CREATE INDEX passages_document ON passages (document);
   ALTER TABLE runs ADD COLUMN documents TEXT NOT NULL DEFAULT '[]';`,
  // Events name answers, datasets and documents; what earlier versions wrote whole goes.
  `DELETE FROM events WHERE json_extract(body, '$.type') = 'run.answer' AND json_extract(body, '$.final') = 0;
   UPDATE events SET body = json_remove(body, '$.answer') WHERE json_extract(body, '$.type') = 'run.answer'
     AND EXISTS (SELECT 1 FROM runs WHERE runs.id = events.run AND runs.answer IS NOT NULL);
   DELETE FROM events WHERE json_extract(body, '$.type') = 'import.ready';
   CREATE TABLE audit (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, address TEXT, action TEXT NOT NULL, subject TEXT, details TEXT);`,
  `CREATE TABLE vectors (passage INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE, model TEXT NOT NULL, vector BLOB NOT NULL);`,
  // The page's printed number, its headings and its places, as JSON.
  `ALTER TABLE pages ADD COLUMN marks TEXT;`,
];

/** A database up to this size is written anew where it must be so that it can shrink. */
const SMALL_BYTES = 256 * 1024 * 1024;
/** Pages that are given back in one go; more would hold up the host. */
const VACUUM_PAGES = 200;

/** Opens the database in WAL mode and brings it to the newest version. */
export function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(path);
    // Takes hold in a new database alone: see makeShrinkable().
    database.exec("PRAGMA auto_vacuum = INCREMENTAL");
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;",
    );
  } catch (cause) {
    throw new NexusError("store.failed", `Cannot open the database ${path}: ${(cause as Error).message}`, {
      cause,
    });
  }
  const version = Number(database.prepare("PRAGMA user_version").get()!.user_version);
  if (version > MIGRATIONS.length) {
    database.close();
    throw new NexusError(
      "store.failed",
      `The database ${path} was written by a newer Nexus (version ${version}, this one knows ${MIGRATIONS.length})`,
      {
        hint: "Start the newer Nexus, or choose another NEXUS_HOME.",
      },
    );
  }
  for (let next = version; next < MIGRATIONS.length; next++) {
    database.exec(`BEGIN; ${MIGRATIONS[next]} PRAGMA user_version = ${next + 1}; COMMIT;`);
  }
  makeShrinkable(database);
  return database;
}

/** A database of an earlier version cannot give pages back until it was written anew, which takes twice its room. */
function makeShrinkable(database: DatabaseSync): void {
  if (pragma(database, "auto_vacuum") !== 0) return;
  if (pragma(database, "page_count") * pragma(database, "page_size") > SMALL_BYTES) return;
  try {
    database.exec("PRAGMA auto_vacuum = INCREMENTAL; VACUUM;");
  } catch {
    // No room for it now: it works as it is, and only does not shrink.
  }
}

/** Gives a part of the unused pages back to the disk; false where nothing is left to give. */
export function shrink(database: DatabaseSync): boolean {
  if (pragma(database, "freelist_count") === 0 || pragma(database, "auto_vacuum") === 0) return false;
  database.prepare(`PRAGMA incremental_vacuum(${VACUUM_PAGES})`).all(); // exec() would give back one page
  return true;
}

/** Bytes of the database, and of those the unused ones. */
export function sizeOf(database: DatabaseSync): { bytes: number; unused: number } {
  const page = pragma(database, "page_size");
  return { bytes: pragma(database, "page_count") * page, unused: pragma(database, "freelist_count") * page };
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()![name]);
}

/**
 * Makes a change, whole or not at all, that survives the loss of power: it waits for the disk, which takes milliseconds. Without this a
 * change survives the end of the process.
 */
export function durably<T>(database: DatabaseSync, change: () => T): T {
  database.exec("PRAGMA synchronous = FULL; BEGIN");
  try {
    const result = change();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  } finally {
    database.exec("PRAGMA synchronous = NORMAL");
  }
}

/** A full disk ends a transaction by itself; to end it again would hide why. */
export function rollBack(database: DatabaseSync): void {
  try {
    database.exec("ROLLBACK");
  } catch {
    // It has ended.
  }
}
