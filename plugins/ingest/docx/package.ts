/**
 * The parts of a document and how they refer to each other.
 *
 * @module
 */
import type { Source } from "nexus";
import { failureOf, missing, noDocument } from "./failure.ts";
import { childrenOf, parseXml, type XmlNode } from "./xml_tree.ts";
import { readDirectory, readEntry, type ZipEntry } from "./zip.ts";

/** More in one part, or in all that are read, is no text that people wrote. */
const MAX_PART = 128 * 1024 * 1024;
const MAX_ALL = 256 * 1024 * 1024;
/** Bytes that are held packed at once. */
const MAIN_TYPE =
  /wordprocessingml\.(document|template)\.main|ms-word\.(document|template)\.macroEnabled\.main/i;
const OTHERS: [RegExp, string][] = [
  [/spreadsheetml|ms-excel/i, "it holds a workbook"],
  [/presentationml|ms-powerpoint/i, "it holds a presentation"],
];

/** A reference from one part to another. */
export interface Relationship {
  id: string;
  /** The last word of its type: `header`, `image`, `hyperlink`. */
  type: string;
  /** The part, or an address outside where `external`. */
  target: string;
  external: boolean;
}

/** A document as an archive of parts. */
export class DocxPackage {
  readonly #source: Source;
  readonly #entries: Map<string, ZipEntry>;
  #read = 0;

  private constructor(source: Source, entries: Map<string, ZipEntry>) {
    this.#source = source;
    this.#entries = entries;
  }

  /** @throws NexusError `file.unreadable` */
  static async open(source: Source): Promise<DocxPackage> {
    try {
      const entries = await readDirectory(source);
      // Names of parts do not differ by case.
      return new DocxPackage(source, new Map([...entries].map(([name, entry]) => [key(name), entry])));
    } catch (error) {
      throw failureOf(error, source.name);
    }
  }

  get name(): string {
    return this.#source.name;
  }

  has(part: string): boolean {
    return this.#entries.has(key(part));
  }

  /** The text of a part, which must be there. */
  async text(part: string): Promise<string> {
    const entry = this.#entries.get(key(part));
    if (entry === undefined) throw missing(this.name, part);
    try {
      const bytes = await readEntry(this.#source, entry, Math.min(MAX_PART, MAX_ALL - this.#read));
      this.#read += bytes.length;
      return decodeXml(bytes);
    } catch (error) {
      throw failureOf(error, this.name);
    }
  }

  /** The root of a part; undefined where it is not there. */
  async tree(part: string): Promise<XmlNode | undefined> {
    if (!this.has(part)) return undefined;
    const text = await this.text(part);
    try {
      return parseXml(text);
    } catch (error) {
      throw failureOf(error, this.name);
    }
  }

  /** What a part refers to; the whole document's own references for the empty name. */
  async relationships(part: string): Promise<Relationship[]> {
    const [folder, file] = splitPath(part);
    const root = await this.tree(`${folder}_rels/${file}.rels`);
    return childrenOf(root).flatMap((node) => {
      const { attributes } = node;
      const [id, type, target] = ["Id", "Type", "Target"].map((name) => attributes.get(name) ?? "");
      const external = attributes.get("TargetMode")?.toLowerCase() === "external";
      if (node.name !== "Relationship" || id === "" || target === "") return [];
      return [{
        id: id!,
        type: type!.split("/").at(-1)!,
        target: external ? target! : resolve(folder, target!),
        external,
      }];
    });
  }

  /** The part with the text. */
  async mainPart(): Promise<string> {
    const target = (await this.relationships("")).find(({ type }) => type === "officeDocument")?.target;
    const part = target !== undefined && this.has(target) ? target : "word/document.xml";
    const types = await this.#contentTypes();
    const type = types.get(key(part)) ?? "";
    if (this.has(part) && (MAIN_TYPE.test(type) || part === "word/document.xml")) return part;
    const all = [...types.values()].join(" ");
    const other = OTHERS.find(([pattern]) => pattern.test(type === "" ? all : type))?.[1];
    if (other !== undefined) throw noDocument(this.name, other);
    if (target !== undefined) throw missing(this.name, target);
    throw types.size > 0 || this.has("word/styles.xml")
      ? missing(this.name, part)
      : noDocument(this.name, "it is an archive of other files");
  }

  async #contentTypes(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const { name, attributes } of childrenOf(await this.tree("[Content_Types].xml"))) {
      const part = attributes.get("PartName");
      if (name === "Override" && part !== undefined) {
        found.set(key(part.replace(/^\//, "")), attributes.get("ContentType") ?? "");
      }
    }
    return found;
  }
}

function key(part: string): string {
  return part.toLowerCase();
}

function splitPath(part: string): [string, string] {
  const slash = part.lastIndexOf("/") + 1;
  return [part.slice(0, slash), part.slice(slash)];
}

function resolve(folder: string, target: string): string {
  const path: string[] = [];
  const whole = target.startsWith("/") ? target.slice(1) : folder + target;
  for (const step of whole.split("/")) {
    if (step === "..") path.pop();
    else if (step !== "." && step !== "") path.push(step);
  }
  return path.join("/");
}

/** UTF-8 unless a mark or the declaration says otherwise. */
function decodeXml(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return new TextDecoder("utf-16le").decode(bytes);
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return new TextDecoder("utf-16be").decode(bytes);
  const declared = /^<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(
    new TextDecoder("latin1").decode(bytes.subarray(0, 200)),
  )?.[1];
  try {
    return new TextDecoder(declared ?? "utf-8").decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
