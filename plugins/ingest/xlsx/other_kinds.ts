import { NexusError, type Source } from "nexus";
import { damaged, otherKind } from "./failure.ts";
import { containerOf } from "./sniff.ts";

const SAVE = "Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx).";

/** Throws for what is no workbook that can be read, saying what it is and what to do. */
export async function refuseOthers(source: Source): Promise<void> {
  const { name } = source;
  const head = await source.slice(0, 4096);
  switch (containerOf(head)) {
    case "zip":
      return;
    case "compound":
      throw await compoundFailure(source, head);
    case "markup":
      throw markupFailure(name, new TextDecoder().decode(head));
  }
  if (source.size === 0) throw new NexusError("file.empty", `"${name}" is empty (0 bytes).`);
  throw damaged(name, "it is not the archive that a workbook is");
}

async function compoundFailure(source: Source, head: Uint8Array): Promise<Error> {
  const { name } = source;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const sector = head.length < 512 ? 0 : 2 ** Math.min(16, view.getUint16(30, true));
  const at = head.length < 512 ? 0 : (view.getUint32(48, true) + 1) * sector;
  // The directory: names in UTF-16, 128 bytes an entry.
  const streams = new TextDecoder("utf-16le").decode(await source.slice(at, at + 8192));
  if (streams.includes("EncryptedPackage")) {
    return otherKind(
      name,
      "a workbook with a password",
      "Open it in Excel, save it without a password and try again.",
    );
  }
  if (/WordDocument|PowerPoint Document/.test(streams)) {
    return otherKind(name, "no workbook but another document of Office", SAVE);
  }
  return otherKind(name, "a workbook of Excel 97-2003 (.xls)", SAVE);
}

function markupFailure(name: string, text: string): Error {
  if (/office:document|opendocument/.test(text)) {
    return otherKind(name, "a flat OpenDocument file (.fods)", SAVE);
  }
  if (/urn:schemas-microsoft-com:office:spreadsheet|Excel\.Sheet/.test(text)) {
    return otherKind(name, "an XML spreadsheet of Excel 2003", SAVE);
  }
  return otherKind(name, "a web page or other markup with the extension of a workbook", SAVE);
}
