import type { SniffMatch } from "nexus";

/** Whether a file is a PDF: it says so within its first kilobyte, as readers allow. */
export function sniffPdf(head: Uint8Array, file: { name: string; mediaType: string }): SniffMatch {
  const at = new TextDecoder("latin1").decode(head.subarray(0, 1024)).indexOf("%PDF-");
  if (at >= 0) return { confidence: at === 0 ? 0.99 : 0.9, reason: "starts like a PDF" };
  // With our extension a file that is no PDF still comes here, so that its user is told so.
  const named = /\.pdf$/i.test(file.name) || file.mediaType === "application/pdf";
  return { confidence: named ? 0.3 : 0, reason: "does not start like a PDF" };
}
