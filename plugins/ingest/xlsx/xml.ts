import { SaxesParser } from "saxes";
import { NexusError } from "nexus";
import type { Archive } from "./archive.ts";
import { damaged } from "./failure.ts";

/** What is told of a part while it is read. Names come without prefix. */
export interface XmlHandler {
  open(name: string, attributes: Record<string, string>): void;
  close(name: string): void;
  text(text: string): void;
}

/** Reads a part piece by piece; yields after each piece, so that what the handler gathered can be taken. */
export async function* readXml(
  archive: Archive,
  part: string,
  { handler, limit }: { handler: XmlHandler; limit: number },
): AsyncGenerator<void> {
  const parser = parserFor(handler);
  let decoder: TextDecoder | undefined;
  try {
    for await (const bytes of archive.bytes(part, limit)) {
      decoder ??= decoderFor(bytes);
      parser.write(decoder.decode(bytes, { stream: true }));
      yield;
    }
    parser.write(decoder?.decode() ?? "");
    parser.close();
    yield;
  } catch (error) {
    if (error instanceof NexusError) throw error;
    const reason = error instanceof Error ? error.message.replace(/^undefined:/, "") : String(error);
    throw damaged(archive.file, `its XML is not well formed: ${reason.replace(/\.$/, "")}`, part, error);
  }
}

/** Reads a part as a whole. */
export async function eachXml(
  archive: Archive,
  part: string,
  options: { handler: XmlHandler; limit: number },
): Promise<void> {
  for await (const _ of readXml(archive, part, options)) { /* the handler has it */ }
}

function parserFor(handler: XmlHandler): SaxesParser<{ position: false }> {
  const parser = new SaxesParser({ position: false });
  const local = localNames();
  // Fallbacks are for programs that do not know what stands before them.
  let skipped = 0;
  parser.on("opentag", ({ name, attributes }) => {
    const plain = local(name);
    if (skipped > 0 || plain === "Fallback") skipped++;
    else handler.open(plain, attributes as Record<string, string>);
  });
  parser.on("closetag", ({ name }) => {
    if (skipped > 0) skipped--;
    else handler.close(local(name));
  });
  const text = (text: string) => {
    if (skipped === 0) handler.text(text);
  };
  parser.on("text", text);
  parser.on("cdata", text);
  return parser;
}

function localNames(): (name: string) => string {
  const names = new Map<string, string>();
  return (name) => {
    let plain = names.get(name);
    if (plain === undefined) names.set(name, plain = name.slice(name.indexOf(":") + 1));
    return plain;
  };
}

function decoderFor(bytes: Uint8Array): TextDecoder {
  const [one, two] = bytes;
  const wide = one === 0xff && two === 0xfe || one === 0x3c && two === 0
    ? "utf-16le"
    : one === 0xfe && two === 0xff || one === 0 && two === 0x3c
    ? "utf-16be"
    : undefined;
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const named = /^\s*(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*encoding=["']([\w.-]+)["']/.exec(head)?.[1];
  return new TextDecoder(wide ?? (named === undefined ? "utf-8" : named), { fatal: true });
}

/** The value of an attribute whose prefix may be any: `r:id`. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  const key = Object.keys(attributes).find((each) => each.endsWith(`:${name}`));
  return key === undefined ? undefined : attributes[key];
}

/** Texts of a workbook write what XML cannot hold, and the carriage return, as `_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes("_x")) return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\r\n?/g, "\n").replaceAll("\0", "");
}
