import { getDocumentProxy } from "unpdf";

/** An open document. */
export type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** A piece of text on a page, or a mark between pieces. */
export type PdfItem = Awaited<
  ReturnType<Awaited<ReturnType<Pdf["getPage"]>>["getTextContent"]>
>["items"][number];

/** Opens a PDF. It takes a copy, for the library may hand the bytes on to a worker of its own. */
export function openPdf(bytes: Uint8Array): Promise<Pdf> {
  return getDocumentProxy(bytes, { stopAtErrors: false, verbosity: 0 });
}

/** Lets go of everything that it holds. */
export async function closePdf(pdf: Pdf): Promise<void> {
  await pdf.loadingTask?.destroy();
}
