import type { SniffMatch } from "nexus";
import { delimiterName } from "./dialect.ts";
import { detectDialect } from "./detect_dialect.ts";
import { detectEncoding } from "./encoding.ts";
import { findBinary } from "./signature.ts";

const OURS = /\.(csv|tsv|tab|psv)$/i;
const PERHAPS = /\.(txt|data|dat|asc|out|lst|log)$/i;
const MEDIA = /^text\/(csv|tab-separated-values|tsv)$/i;

/** Whether the head of a file looks like delimited text. */
export function sniffText(head: Uint8Array, file: { name: string; mediaType: string }): SniffMatch {
  const named = OURS.test(file.name) || MEDIA.test(file.mediaType);
  // With our extension a file that is no table still comes here, so that its user is told what it is.
  if (head.length === 0) return { confidence: named ? 0.3 : 0, reason: "no bytes" };
  const encoding = detectEncoding(head);
  const binary = findBinary(head, encoding.label.startsWith("utf-16"));
  if (binary !== undefined) return { confidence: named ? 0.1 : 0, reason: `looks like ${binary.what}` };
  const text = new TextDecoder(encoding.label).decode(head, { stream: true });
  if (/^\s*[\[{]/.test(text) && !named) return { confidence: 0.1, reason: "starts like JSON" };
  const { dialect, width, share } = detectDialect(text.slice(0, 32 * 1024));
  const reason = width > 1 ? `${delimiterName(dialect)}-separated, ${width} columns` : "text in one column";
  if (named) return { confidence: 0.95, reason };
  const even = width > 1 && share > 0.8;
  if (PERHAPS.test(file.name)) return { confidence: even ? 0.7 : 0.3, reason };
  return { confidence: even ? 0.5 : width > 1 ? 0.2 : 0.05, reason };
}
