/**
 * Reads plain text and Markdown as documents.
 *
 * @module
 */
import { defineIngest, type DocumentFound, NexusError, type Source } from "nexus";
import { decode } from "./encoding.ts";
import { sniffText } from "./sniff.ts";

/** More is no text that anyone wrote, and would be held in memory. */
const MAX_BYTES = 48 * 1024 * 1024;

export default defineIngest({ sniff: sniffText, document: readText });

async function readText(source: Source): Promise<DocumentFound> {
  if (source.size > MAX_BYTES) {
    throw new NexusError("file.too_large", `"${source.name}" is larger than ${MAX_BYTES >> 20} MB of text`, {
      hint: "Split the file.",
    });
  }
  const { text, notes } = decode(await source.slice(0, source.size), source.name);
  const lines = text.replace(/\r\n?/g, "\n");
  // A form feed parts pages.
  const pages = lines.replace(/\f\s*$/, "").split("\f").map(withoutControls);
  const markdown = /\.(md|markdown)$/i.test(source.name);
  const title = markdown ? /^#{1,2}\s+(.+?)\s*#*$/m.exec(lines)?.[1]?.slice(0, 300) ?? "" : "";
  return { title, pages: pages.map((text) => ({ text })), notes };
}

/** What remains of control characters has no meaning in a text. */
function withoutControls(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/g, "");
}
