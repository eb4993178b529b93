/** What the first bytes of a file say it is. */
export type Format = "zip" | "ole" | "rtf" | "opendocument" | "xml" | "html" | "other";

/** Tells formats of texts apart, by their first bytes. */
export function formatOf(head: Uint8Array): Format {
  const start = new TextDecoder("latin1").decode(head.subarray(0, 2048));
  if (start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06")) {
    return /^mimetypeapplication\/vnd\.oasis\.opendocument/.test(start.slice(30)) ? "opendocument" : "zip";
  }
  if (start.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return "ole";
  if (start.startsWith("{\\rtf")) return "rtf";
  if (/^(?:\xef\xbb\xbf)?\s*<\?xml|^(?:\xef\xbb\xbf)?\s*<(?:w|pkg):/.test(start)) return "xml";
  return /^\s*(?:<!doctype html|<html|mime-version:)/i.test(start) ? "html" : "other";
}

/** Whether an OLE container holds an encrypted file of newer Office. */
export function isEncrypted(head: Uint8Array): boolean {
  return holdsName(head, "EncryptedPackage") || holdsName(head, "EncryptionInfo");
}

/** Whether an OLE container holds a document of Word 97 to 2003. */
export function isOldWord(head: Uint8Array): boolean {
  return holdsName(head, "WordDocument");
}

/** Names in the directory of an OLE container are UTF-16. */
function holdsName(head: Uint8Array, name: string): boolean {
  const text = new TextDecoder("latin1").decode(head);
  return text.includes([...name].join("\0"));
}
