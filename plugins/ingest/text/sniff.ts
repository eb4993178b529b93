import type { SniffMatch } from "nexus";
import { encodingOf, isBinary } from "./encoding.ts";

/** How sure a name makes us: a table may also be called `.txt` or `.log`, and is recognised by the parser of tables. */
const NAMES: [RegExp, number][] = [
  [/\.(md|markdown)$/i, 0.95],
  [/\.(txt|text)$/i, 0.6],
  [/\.log$/i, 0.5],
  [/^[^.]+$/, 0.3],
];

/** Sentences are surer than an even number of words or commas to a line. */
const PROSE = 0.8;

/** Whether a text begins as prose does: its first line is a sentence or has one in it, which no header of a table does. */
function beginsWithSentence(text: string): boolean {
  const line = text.replace(/^\ufeff/, "").split(/\r?\n/).find((line) => line.trim() !== "")?.trim() ?? "";
  if (line.includes("\t") || line.split(" ").length < 5) return false;
  return /\p{Ll}{2}[.!?]["”’)]?$/u.test(line) || /\p{Ll}{2}[.!?]["”’)]? \p{Lu}/u.test(line);
}

/** Whether the head of a file is text that people read. */
export function sniffText(head: Uint8Array, file: { name: string; mediaType: string }): SniffMatch {
  const named = NAMES.find(([pattern]) => pattern.test(file.name))?.[1] ?? 0;
  const confidence = file.mediaType === "text/markdown" ? 0.95 : named;
  if (head.length === 0) return { confidence: Math.min(confidence, 0.3), reason: "no bytes" };
  const encoding = encodingOf(head);
  if (isBinary(head, encoding)) return { confidence: Math.min(confidence, 0.1), reason: "is no text" };
  const text = new TextDecoder(encoding.label).decode(head.subarray(0, 4096), { stream: true });
  return confidence < PROSE && confidence >= 0.3 && beginsWithSentence(text)
    ? { confidence: PROSE, reason: "sentences" }
    : { confidence, reason: "text" };
}
