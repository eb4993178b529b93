import type { SniffMatch } from "nexus";
import { formatOf, isEncrypted, isOldWord } from "./formats.ts";

const NAMED = /\.(docx|docm|dotx|dotm)$/i;
/** Other formats of texts, which are taken so that their owner is told what to do. */
const OTHERS = /\.(doc|dot|rtf|odt|ott|fodt)$/i;
const MEDIA_TYPE = /wordprocessingml|ms-word|msword/i;

/** Whether a file is a Word document, or one that was to be. */
export function sniffDocx(head: Uint8Array, file: { name: string; mediaType: string }): SniffMatch {
  const named = NAMED.test(file.name);
  const other = OTHERS.test(file.name);
  const format = formatOf(head);
  if (format === "zip") {
    const members = new TextDecoder("latin1").decode(head);
    if (/word\/(document|styles|settings|_rels)/.test(members)) {
      return { confidence: 0.97, reason: "a Word document" };
    }
    if (named) return { confidence: 0.8, reason: "an archive with the name of a Word document" };
    return { confidence: MEDIA_TYPE.test(file.mediaType) ? 0.5 : 0, reason: "an archive" };
  }
  if (format === "ole") {
    if (named || other || isOldWord(head)) {
      return {
        confidence: 0.8,
        reason: isEncrypted(head) ? "an encrypted document" : "an old Word document",
      };
    }
    return { confidence: 0, reason: "an old Office file" };
  }
  if (format === "rtf") return { confidence: 0.6, reason: "Rich Text" };
  if (format === "opendocument") {
    return { confidence: other || named ? 0.6 : 0, reason: "an OpenDocument file" };
  }
  if (named) return { confidence: 0.6, reason: "the name of a Word document" };
  return { confidence: other && format !== "other" ? 0.4 : 0, reason: "no Word document" };
}
