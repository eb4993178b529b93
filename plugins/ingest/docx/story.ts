/**
 * Reads one text of a document (its body, a header, a note) as blocks.
 *
 * @module
 */
import { chosenOf } from "./alternatives.ts";
import type { Block, Cell, Paragraph, Row, Table } from "./blocks.ts";
import { lineOf } from "./blocks.ts";
import type { DocxContext } from "./context.ts";
import { Fields } from "./fields.ts";
import { InlineReader } from "./inline.ts";
import { numberingOf, outlineLevel, type Style } from "./styles.ts";
import { childOf, childrenOf, isOn, valueOf, type XmlNode } from "./xml_tree.ts";

/** Elements around blocks that are none themselves. */
const AROUND = new Set(["w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo"]);
const DEEPEST_TABLE = 20;

/** Reads blocks in order. Fields and merged paragraphs may reach over several, so one reader goes through a whole text. */
export class StoryReader {
  readonly #context: DocxContext;
  readonly #inline: InlineReader;
  /** Text of a paragraph whose end was deleted: it goes on in the next. */
  #carried = "";
  #depth = 0;

  constructor(context: DocxContext) {
    this.#context = context;
    this.#inline = new InlineReader(context, new Fields(context.losses), (nodes) => this.#inside(nodes));
  }

  /** Reads all blocks of a text. */
  read(nodes: Iterable<XmlNode>): Block[] {
    const blocks: Block[] = [];
    for (const node of nodes) this.#block(node, blocks);
    this.#inline.end();
    if (this.#carried !== "") {
      blocks.push({ ...EMPTY, text: this.#carried, page: this.#context.counts.page });
      this.#carried = "";
    }
    return blocks;
  }

  /** Content of a text box or a note stands apart from the paragraph that it hangs on. */
  #inside(nodes: Iterable<XmlNode>): Block[] {
    return new StoryReader(this.#context).read(nodes);
  }

  #block(node: XmlNode, into: Block[]): void {
    if (node.name === "w:p") this.#paragraph(node, into);
    else if (node.name === "w:tbl") this.#table(node, into);
    else if (node.name === "mc:AlternateContent") {
      for (const child of chosenOf(node)) this.#block(child, into);
    } else if (AROUND.has(node.name)) {
      for (const child of childrenOf(node)) this.#block(child, into);
    } else if (node.name === "m:oMathPara" || node.name === "m:oMath") {
      const text = this.#inline.read([node]);
      if (text.trim() !== "") into.push({ ...EMPTY, text: text.trim(), page: this.#context.counts.page });
    } else if (node.name === "w:altChunk" || node.name === "w:subDoc") this.#context.losses.embedded++;
  }

  #paragraph(node: XmlNode, into: Block[]): void {
    const { styles, losses, counts } = this.#context;
    const properties = childOf(node, "w:pPr");
    const styleId = valueOf(properties, "w:pStyle");
    const style = styles.paragraph(styleId);
    const before = counts.page;
    const text = this.#inline.read(node.children, style?.hidden === true);
    const after = this.#inline.takeAfter();
    const mark = childOf(properties, "w:rPr");
    const whole = this.#carried + text;
    if (
      childOf(mark, "w:del") !== undefined || childOf(mark, "w:moveFrom") !== undefined ||
      isOn(mark, "w:specVanish")
    ) {
      // The text of this one goes on in the next.
      if (childOf(mark, "w:del") !== undefined) losses.deletions++;
      this.#carried = whole;
      into.push(...after);
      return;
    }
    this.#carried = "";
    // A break in front of the first word puts the paragraph on the next page.
    const page = this.#inline.startPage ?? before;
    if (whole.trim() !== "") {
      const own = outlineLevel(properties);
      const heading = own === undefined ? style?.level : own === 10 ? undefined : own;
      const number = this.#numberOf(properties, styleId, style);
      const listed = number !== undefined && heading === undefined;
      const indent = listed ? "  ".repeat(Math.min(number.depth, 8)) : "";
      const shown = heading === undefined ? tidy(whole) : tidy(whole).replace(/\s+/g, " ");
      into.push({
        kind: "paragraph",
        text: number === undefined || number.text === ""
          ? indent + shown
          : `${indent}${number.text} ${shown}`,
        heading,
        listed,
        role: roleOf(style),
        page,
      });
    } else if (this.#isCounted(properties, node)) this.#numberOf(properties, styleId, style);
    into.push(...after);
  }

  /** An empty numbered paragraph is counted as Word counts it, unless it is only the anchor of something else. */
  #isCounted(properties: XmlNode | undefined, node: XmlNode): boolean {
    return childOf(properties, "w:numPr") !== undefined &&
      !childrenOf(node).some(({ name }) => name === "w:del");
  }

  #numberOf(
    properties: XmlNode | undefined,
    styleId: string | undefined,
    style: Style | undefined,
  ): { text: string; depth: number } | undefined {
    const { numbering } = this.#context;
    const own = numberingOf(properties);
    const list = own?.list ?? style?.numbering?.list;
    if (list === undefined || list === "0") return undefined;
    const depth = own?.level ?? (own?.list === undefined ? numbering.levelOfStyle(styleId) : undefined) ??
      style?.numbering?.level ?? 0;
    return { text: numbering.next(list, depth), depth };
  }

  #table(node: XmlNode, into: Block[]): void {
    const page = this.#context.counts.page;
    if (++this.#depth > DEEPEST_TABLE) {
      this.#depth--;
      // So deep only its text is kept.
      for (const row of rowsOf(node)) {
        for (const cell of cellsOf(row)) {
          this.#cell(cell).blocks.forEach((block) => into.push(block));
        }
      }
      return;
    }
    const rows: Row[] = [];
    for (const row of rowsOf(node)) {
      const properties = childOf(row, "w:trPr");
      if (childOf(properties, "w:del") !== undefined) {
        this.#context.losses.deletions++;
        // Its text is counted, its fields are followed.
        for (const cell of cellsOf(row)) {
          this.#context.losses.deleted += lineOf(this.#cell(cell).blocks).length;
        }
        continue;
      }
      rows.push({
        header: isOn(properties, "w:tblHeader"),
        before: span(valueOf(properties, "w:gridBefore"), 0),
        cells: cellsOf(row).map((cell) => this.#cell(cell)),
      });
    }
    this.#depth--;
    const table: Table = { kind: "table", rows, page };
    if (rows.some(({ cells }) => cells.length > 0)) into.push(table);
    into.push(...this.#notesIn(table));
  }

  #cell(node: XmlNode): Cell {
    const properties = childOf(node, "w:tcPr");
    const merge = childOf(properties, "w:vMerge");
    const blocks: Block[] = [];
    for (const child of childrenOf(node)) this.#block(child, blocks);
    return {
      blocks,
      span: span(valueOf(properties, "w:gridSpan"), 1),
      continued: merge !== undefined && merge.attributes.get("w:val") !== "restart",
    };
  }

  /** Footnotes stand below the table, not in its cells. */
  #notesIn(table: Table): Block[] {
    const notes: Block[] = [];
    for (const { cells } of table.rows) {
      for (const cell of cells) {
        cell.blocks = cell.blocks.filter((block) => {
          const isNote = block.kind === "paragraph" && block.note === true;
          if (isNote) notes.push(block);
          return !isNote;
        });
      }
    }
    return notes;
  }
}

const EMPTY = { kind: "paragraph", text: "", heading: undefined, listed: false, role: "text" } as const;

function roleOf(style: Style | undefined): Paragraph["role"] {
  const name = style?.name.toLowerCase();
  if (name === "title") return "title";
  return name === "caption" || name === "table caption" || name === "figure caption" ? "caption" : "text";
}

function rowsOf(table: XmlNode): XmlNode[] {
  return unwrapped(table, "w:tr");
}

function cellsOf(row: XmlNode): XmlNode[] {
  return unwrapped(row, "w:tc").filter((cell) => childOf(cell, "w:tcPr", "w:cellDel") === undefined);
}

/** Rows and cells may stand in content controls. */
function unwrapped(node: XmlNode, name: string): XmlNode[] {
  return childrenOf(node).flatMap((child) => {
    if (child.name === name) return [child];
    if (child.name === "mc:AlternateContent") {
      return unwrapped({ ...child, children: chosenOf(child) }, name);
    }
    return AROUND.has(child.name) ? unwrapped(child, name) : [];
  });
}

function span(value: string | undefined, usual: number): number {
  const number = Number(value ?? NaN);
  return Number.isInteger(number) && number >= 0 && number <= 63 ? Math.max(number, usual) : usual;
}

/** White space as it is read: tabs and line breaks stay, runs of spaces become one. */
function tidy(text: string): string {
  return text.replace(/ {2,}/g, " ").replace(/[ \t]*\n[ \t]*/g, "\n").replace(/\n{2,}/g, "\n").trim();
}
