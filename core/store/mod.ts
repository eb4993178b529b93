/** What is kept. @module */
export { AuditRecords } from "./audit_records.ts";
export { type StoredVector, VectorRecords } from "./vector_records.ts";
export { type DocumentContent, DocumentRecords, type PassageRow } from "./document_records.ts";
export { asStoreError, isDiskFull } from "./failure.ts";
export { FileStore, formatBytes, type ReceivedFile, writeAtomically } from "./files.ts";
export { type HomeLock, type LockHolder, lockHome, readHolder } from "./lock.ts";
export type { PendingImport } from "./records.ts";
export { Store } from "./store.ts";
export { type HomeUsage, UsageMeter } from "./usage.ts";
