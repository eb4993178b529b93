/** Backup and restore of a home folder. @module */
export { MANIFEST } from "./contents.ts";
export { type Backup, type BackupOptions, createBackup } from "./create.ts";
export { restoreBackup, type Restored } from "./restore.ts";
