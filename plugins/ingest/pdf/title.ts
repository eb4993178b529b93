import type { Pdf } from "./pdf_file.ts";

/** What the document calls itself; empty where that is nothing, or the name of a file, as word processors put it. */
export async function titleOf(pdf: Pdf): Promise<string> {
  try {
    const { info } = await pdf.getMetadata();
    const title = String((info as { Title?: unknown }).Title ?? "").replace(/\s+/g, " ").trim();
    const name =
      /^(untitled|microsoft word|document\d*$)|\.(docx?|pdf|tex|dvi|indd|qxd|ppt|pptx|rtf|html?)$/i;
    return name.test(title) || !/\p{L}{2}/u.test(title) ? "" : title.slice(0, 300);
  } catch {
    return "";
  }
}
