import type { SniffMatch } from "nexus";

const NAMED = /\.xl(s[xm]|t[xm])$/i;
/** Kinds that are not read, but that somebody will drop: they are told what to do. */
const RELATED = /\.(xl[st]b?|xla|xlam|ods|fods|ots|numbers)$/i;

/** Whether the head of a file is a workbook's. */
export function sniffWorkbook(head: Uint8Array, file: { name: string }): SniffMatch {
  const named = NAMED.test(file.name), related = RELATED.test(file.name);
  if (head.length === 0) return { confidence: named ? 0.3 : 0, reason: "no bytes" };
  const container = containerOf(head);
  if (container === "zip") {
    if (named) return { confidence: 0.97, reason: "an archive with the extension of a workbook" };
    const names = new TextDecoder("latin1").decode(head);
    if (/xl\/(workbook|worksheets)/.test(names)) {
      return { confidence: 0.9, reason: "an archive with worksheets" };
    }
    if (related || names.includes("opendocument.spreadsheet")) {
      return { confidence: 0.6, reason: "a spreadsheet" };
    }
    return { confidence: 0, reason: "an archive without worksheets" };
  }
  if (container === "compound") {
    return {
      confidence: named || related ? 0.7 : 0,
      reason: "a compound file, as old workbooks and encrypted ones are",
    };
  }
  if (container === "markup" && (named || related)) {
    return { confidence: 0.7, reason: "markup called a workbook" };
  }
  return { confidence: named ? 0.3 : 0, reason: "no archive" };
}

/** What holds the parts of a workbook. */
export function containerOf(head: Uint8Array): "zip" | "compound" | "markup" | "other" {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  if (begins(0x50, 0x4b, 3, 4) || begins(0x50, 0x4b, 5, 6)) return "zip";
  if (begins(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return "compound";
  return /^(?:\ufeff|\s)*<(?:\?xml|!doctype|html|table|meta|head|style)/i.test(
      new TextDecoder().decode(head.subarray(0, 512)),
    )
    ? "markup"
    : "other";
}
