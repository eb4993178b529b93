import type { Archive } from "./archive.ts";
import { eachXml, unescaped } from "./xml.ts";

/** Strings are held in memory. */
const LIMIT = 512 * 1024 * 1024;

/** The texts that cells share, by number. Runs of rich text are joined; readings of East Asian texts are left out. */
export async function readSharedStrings(archive: Archive, part: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (part === undefined || !archive.has(part)) return texts;
  const reader = new TextReader();
  await eachXml(archive, part, {
    limit: LIMIT,
    handler: {
      open(name) {
        if (name === "si") reader.begin();
        else reader.open(name);
      },
      close(name) {
        if (name === "si") texts.push(reader.text);
        else reader.close(name);
      },
      text: (text) => reader.add(text),
    },
  });
  return texts;
}

/** Gathers the text of a string that may have runs. */
export class TextReader {
  #text = "";
  #inside = false;
  #phonetic = 0;

  begin(): void {
    this.#text = "";
  }

  open(name: string): void {
    if (name === "rPh") this.#phonetic++;
    else if (name === "t") this.#inside = this.#phonetic === 0;
  }

  close(name: string): void {
    if (name === "rPh") this.#phonetic--;
    else if (name === "t") this.#inside = false;
  }

  add(text: string): void {
    if (this.#inside) this.#text += text;
  }

  get text(): string {
    return unescaped(this.#text);
  }
}
