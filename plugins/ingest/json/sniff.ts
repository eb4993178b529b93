import type { SniffMatch } from "nexus";
import { detectEncoding } from "./read_text.ts";

const OURS = /\.(json|ndjson|jsonl|geojson)$/i;

/** Whether the head of a file looks like JSON. */
export function sniffJson(head: Uint8Array, file: { name: string; mediaType: string }): SniffMatch {
  const named = OURS.test(file.name) || /\bjson\b/i.test(file.mediaType);
  // With our extension a file that is no JSON still comes here, so that its user is told what is wrong with it.
  if (head.length === 0) return { confidence: named ? 0.3 : 0, reason: "no bytes" };
  const start = new TextDecoder(detectEncoding(head)).decode(head.subarray(0, 4096), { stream: true })
    .trimStart();
  const object = /^\{\s*("|\}|$)/.test(start);
  const list = /^\[\s*(["{[\]\-\d]|true|false|null|$)/.test(start);
  if (object || list) {
    return {
      confidence: named ? 0.98 : object ? 0.8 : 0.6,
      reason: `starts like a JSON ${object ? "object" : "list"}`,
    };
  }
  return { confidence: named ? 0.5 : 0, reason: "does not start like JSON" };
}
