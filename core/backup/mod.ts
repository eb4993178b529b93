/** Backup and restore of a home folder. @module */
export { type Backup, type BackupOptions, createBackup } from "./create.ts";
export { restoreBackup, type Restored } from "./restore.ts";
