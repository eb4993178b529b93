import type { AuditEntry } from "nexus";
import { capital } from "./format.ts";

/** What was done, for reading: `dataset.removed` is "Dataset removed". */
export function actionWords({ action }: AuditEntry): string {
  return capital(action.replace(/[._]/g, " "));
}

/** Who did it: the words of the log, and from where. */
export function whoWords({ who, address }: AuditEntry): string {
  const known = who === "local" ? "This machine" : capital(who);
  return address ? `${known}, ${address}` : known;
}

/** The facts that were noted with it. */
export function detailWords({ details }: AuditEntry): string {
  return Object.entries(details ?? {}).map(([name, value]) =>
    `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`
  ).join(", ");
}
