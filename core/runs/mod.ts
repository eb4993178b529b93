/** From question to answer. @module */
export { Analyst } from "./analysis.ts";
export { Audit } from "./audit.ts";
export { findEvidence } from "./evidence.ts";
export { Executor } from "./execute.ts";
export { Retention } from "./retention.ts";
export { type ReportFile, Reports } from "./reports/report.ts";
export { parseReceipt, type RerunOptions, type RerunOutcome, rerunReceipt } from "./rerun.ts";
export { type RunExtras, Runs } from "./runs.ts";
export { openServices, type Places, type Services } from "./services.ts";
export { VERSION } from "./version.ts";
