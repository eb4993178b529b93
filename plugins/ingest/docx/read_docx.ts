/**
 * From the bytes of a document to its blocks.
 *
 * @module
 */
import { type ImportNote, NexusError, type Source } from "nexus";
import { type Block, lineOf } from "./blocks.ts";
import type { DocxContext } from "./context.ts";
import { drawingsOf } from "./drawings.ts";
import { failureOf, locked, otherFormat } from "./failure.ts";
import { formatOf, isEncrypted } from "./formats.ts";
import { Losses } from "./losses.ts";
import { Numbering } from "./numbering.ts";
import { DocxPackage, type Relationship } from "./package.ts";
import type { Beside } from "./parts.ts";
import { StoryReader } from "./story.ts";
import { Styles } from "./styles.ts";
import { childOf, childrenOf, elementsOf, textOf, type XmlNode } from "./xml_tree.ts";

/** A document that was read. */
export interface Docx {
  title: string;
  blocks: Block[];
  /** Headers, footers and comments. */
  beside: Beside[];
  /** Whether the file tells where the pages of its last layout were. */
  hasPages: boolean;
  notes: ImportNote[];
}

const HEAD = 65536;
const OLE_HEAD = 1024 * 1024;

/** Reads a document. Throws `NexusError("file.unreadable")` or `("file.unsupported")` where it is none. */
export async function readDocx(source: Source): Promise<Docx> {
  await checkFormat(source);
  const document = await DocxPackage.open(source);
  const main = await document.mainPart();
  const relationships = await document.relationships(main);
  const partOf = (type: string) =>
    relationships.find((found) => found.type === type && !found.external)?.target;
  const treeOf = async (type: string) => {
    const part = partOf(type);
    return part === undefined ? undefined : await document.tree(part);
  };
  const losses = new Losses();
  const styles = new Styles(await treeOf("styles"));
  const notes = {
    footnotes: notesOf(await treeOf("footnotes")),
    endnotes: notesOf(await treeOf("endnotes")),
  };
  const context: DocxContext = {
    styles,
    numbering: new Numbering(await treeOf("numbering"), styles),
    losses,
    relationships: byId(relationships),
    ...notes,
    drawings: await drawingsOf(document, relationships),
    commented: new Map(),
    counts: { footnotes: 0, endnotes: 0, page: 1, hasPages: false },
    told: new Set(),
  };
  const xml = await document.text(main);
  try {
    const blocks = new StoryReader(context).read(bodyOf(xml));
    const { hasPages } = context.counts;
    const edges = await readEdges(document, relationships, context);
    const comments = readComments(await treeOf("comments"), context);
    const title = titled(blocks) ?? await coreTitle(document) ?? "";
    return { title, blocks, beside: [...edges, ...comments], hasPages, notes: losses.notes() };
  } catch (error) {
    if (error instanceof RangeError) {
      throw new NexusError("file.unreadable", `"${source.name}" is nested too deeply to be read`, {
        cause: error,
      });
    }
    throw failureOf(error, source.name);
  }
}

async function checkFormat(source: Source): Promise<void> {
  const head = await source.slice(0, HEAD);
  switch (formatOf(head)) {
    case "ole": {
      const more = await source.slice(0, OLE_HEAD);
      const tail = await source.slice(Math.max(0, source.size - OLE_HEAD), source.size);
      if (isEncrypted(more) || isEncrypted(tail)) throw locked(source.name);
      throw otherFormat(source.name, "a document of Word 97 to 2003 (.doc)");
    }
    case "rtf":
      throw otherFormat(source.name, "a Rich Text file (.rtf)");
    case "opendocument":
      throw otherFormat(source.name, "an OpenDocument file (.odt)");
    case "xml":
      throw otherFormat(source.name, "an XML file");
    case "html":
      throw otherFormat(source.name, "a web page");
    case "zip":
    case "other":
  }
}

/** The blocks of the body, one after the other. */
function bodyOf(xml: string): Iterable<XmlNode> {
  return elementsOf(xml, (name) => name === "w:document" || name === "w:body");
}

/** Notes by their ids, without the lines that part them from the text. */
function notesOf(root: XmlNode | undefined): Map<string, XmlNode> {
  return new Map(
    childrenOf(root).filter((node) => (node.attributes.get("w:type") ?? "normal") === "normal")
      .map((node) => [node.attributes.get("w:id") ?? "", node]),
  );
}

/** Headers and footers, each text once. */
async function readEdges(
  document: DocxPackage,
  relationships: readonly Relationship[],
  context: DocxContext,
): Promise<Beside[]> {
  const found: Beside[] = [];
  const seen = new Set<string>();
  for (
    const [type, place] of [["header", "header of the pages"], ["footer", "footer of the pages"]] as const
  ) {
    const lines: string[] = [];
    for (const { target } of relationships.filter((part) => part.type === type && !part.external)) {
      const root = await document.tree(target);
      if (root === undefined) {
        context.losses.missing.add(target);
        continue;
      }
      const own = await document.relationships(target);
      const blocks = new StoryReader({
        ...context,
        relationships: byId(own),
        drawings: await drawingsOf(document, own),
        counts: { ...context.counts },
      }).read(childrenOf(root));
      for (const block of blocks) {
        const line = lineOf([block]);
        if (line === "" || seen.has(line)) continue;
        seen.add(line);
        lines.push(line);
      }
    }
    if (lines.length > 0) found.push({ place, lines });
  }
  return found;
}

function readComments(root: XmlNode | undefined, context: DocxContext): Beside[] {
  const lines = childrenOf(root).filter(({ name }) => name === "w:comment").flatMap((node) => {
    const text = lineOf(new StoryReader(context).read(childrenOf(node)));
    if (text === "") return [];
    const author = node.attributes.get("w:author")?.trim() ?? "";
    const about = context.commented.get(node.attributes.get("w:id") ?? "")?.replace(/\s+/g, " ").trim() ?? "";
    const by = author === "" ? "Comment" : `Comment by ${author}`;
    return [`${by}${about === "" ? "" : ` on “${about}”`}: ${text}`];
  });
  context.losses.comments += lines.length;
  return lines.length === 0 ? [] : [{ place: "comments", lines }];
}

/** The first paragraph that is styled as the title. */
function titled(blocks: readonly Block[]): string | undefined {
  const first = blocks.find((block) => block.kind === "paragraph" && block.role === "title");
  return first === undefined ? undefined : lineOf([first]).slice(0, 300);
}

/** The title in the file's properties, where it is one. */
async function coreTitle(document: DocxPackage): Promise<string | undefined> {
  const part = (await document.relationships("")).find(({ type }) => type === "core-properties")?.target;
  const node = part === undefined ? undefined : childOf(await document.tree(part), "dc:title");
  const title = node === undefined ? "" : textOf(node).replace(/\s+/g, " ").trim();
  return title === "" || /\.(docx?|dotx?)$|^(?:document|dokument|untitled|microsoft word)\b/i.test(title)
    ? undefined
    : title.slice(0, 300);
}

function byId(relationships: readonly Relationship[]): Map<string, Relationship> {
  return new Map(relationships.map((found) => [found.id, found]));
}
