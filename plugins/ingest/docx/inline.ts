/**
 * Reads what stands in a paragraph as text.
 *
 * @module
 */
import { chosenOf } from "./alternatives.ts";
import { type Block, lineOf } from "./blocks.ts";
import type { DocxContext } from "./context.ts";
import { equationText } from "./equations.ts";
import type { Fields } from "./fields.ts";
import { numberWords } from "./number_words.ts";
import { symbolText, UNKNOWN_SIGN } from "./symbols.ts";
import { childOf, childrenOf, descendantsOf, switchOf, textOf, valueOf, type XmlNode } from "./xml_tree.ts";

/** Left out: what was deleted or moved away. */
const GONE = new Set(["w:del", "w:moveFrom"]);
/** Properties and marks that have no text of their own. */
const SILENT = new Set([
  "w:pPr",
  "w:rPr",
  "w:sdtPr",
  "w:sdtEndPr",
  "w:delText",
  "w:delInstrText",
  "w:footnoteRef",
  "w:endnoteRef",
  "w:annotationRef",
  "w:separator",
  "w:continuationSeparator",
  "w:commentReference",
  "w:rt",
]);
const COMMENTED = 80;
const BLIPS = ["pic:pic", "v:imagedata"];

/** Reads runs, and collects what hangs on them: text boxes and notes. */
export class InlineReader {
  readonly #context: DocxContext;
  readonly #fields: Fields;
  readonly #inside: (nodes: Iterable<XmlNode>) => Block[];
  #text = "";
  #hidden = false;
  #font: string | undefined;
  #after: Block[] = [];
  readonly #commented = new Set<string>();
  /** Page on which the text that was read begins; undefined where there was none. */
  startPage: number | undefined;

  constructor(context: DocxContext, fields: Fields, inside: (nodes: Iterable<XmlNode>) => Block[]) {
    this.#context = context;
    this.#fields = fields;
    this.#inside = inside;
  }

  /** The text of what stands in a paragraph; `hidden` where its style hides it. */
  read(nodes: Iterable<XmlNode | string>, hidden = false): string {
    this.#text = "";
    this.startPage = undefined;
    this.#hidden = hidden;
    for (const node of nodes) if (typeof node !== "string") this.#node(node);
    return this.#text;
  }

  /** What hung on the text that was read. */
  takeAfter(): Block[] {
    return this.#after.splice(0);
  }

  /** Says that the text ends. */
  end(): void {
    this.#fields.end();
  }

  #add(text: string): void {
    if (text === "") return;
    if (!this.#fields.shows) return this.#fields.code(text);
    if (this.#hidden) {
      this.#context.losses.hidden += text.length;
      return;
    }
    this.#text += text;
    if (/\S/.test(text)) this.startPage ??= this.#context.counts.page;
    const { commented } = this.#context;
    for (const id of this.#commented) {
      const before = commented.get(id) ?? "";
      if (before.length < COMMENTED) commented.set(id, (before + text).slice(0, COMMENTED));
    }
  }

  #all(node: XmlNode): void {
    for (const child of childrenOf(node)) this.#node(child);
  }

  #node(node: XmlNode): void {
    const { losses, counts } = this.#context;
    const { name } = node;
    if (SILENT.has(name)) return;
    if (GONE.has(name)) {
      losses.deletions++;
      for (const word of ["w:delText", "w:t"]) {
        for (const text of descendantsOf(node, word)) losses.deleted += textOf(text).length;
      }
      return;
    }
    switch (name) {
      case "w:r":
        return this.#run(node);
      case "w:ins":
      case "w:moveTo":
        losses.insertions++;
        return this.#all(node);
      case "w:t":
        return this.#add(this.#plain(textOf(node)));
      case "w:tab":
      case "w:ptab":
        return this.#add("\t");
      case "w:br":
      case "w:cr":
        return this.#add("\n");
      case "w:noBreakHyphen":
        return this.#add("-");
      case "w:softHyphen":
        return;
      case "w:sym":
        return this.#sign(node);
      case "w:fldChar":
        return this.#add(this.#fields.mark(node));
      case "w:instrText":
        return this.#fields.code(textOf(node));
      case "w:lastRenderedPageBreak":
        counts.page++;
        counts.hasPages = true;
        return;
      case "w:footnoteReference":
      case "w:endnoteReference":
        return this.#note(node);
      case "w:commentRangeStart":
        this.#commented.add(node.attributes.get("w:id") ?? "");
        return;
      case "w:commentRangeEnd":
        this.#commented.delete(node.attributes.get("w:id") ?? "");
        return;
      case "w:ruby":
        return this.#ruby(node);
      case "m:oMath":
      case "m:oMathPara":
        return this.#add(equationText(node));
      case "mc:AlternateContent":
        for (const child of chosenOf(node)) this.#node(child);
        return;
      case "w:drawing":
      case "w:pict":
      case "w:object":
        return this.#drawing(node);
      case "w:contentPart":
        losses.ink++;
        return;
      case "w:altChunk":
      case "w:subDoc":
        losses.embedded++;
        return;
      default:
        return this.#all(node);
    }
  }

  #run(node: XmlNode): void {
    const { styles } = this.#context;
    const properties = childOf(node, "w:rPr");
    const [hidden, font] = [this.#hidden, this.#font];
    const own = switchOf(properties, "w:vanish") ?? styles.get(valueOf(properties, "w:rStyle"))?.hidden;
    if (own !== undefined) this.#hidden = own;
    const fonts = childOf(properties, "w:rFonts")?.attributes;
    this.#font = fonts?.get("w:ascii") ?? fonts?.get("w:hAnsi");
    this.#all(node);
    [this.#hidden, this.#font] = [hidden, font];
  }

  /** Text without marks that only serve its layout; signs of symbol fonts as the signs. */
  #plain(text: string): string {
    const plain = text.replace(/[\u00ad\u200b\u200e\u200f\ufeff]/g, "").replace(
      /[\u00a0\u2007\u202f\t\n]/g,
      " ",
    )
      .replace(/[\u2010\u2011]/g, "-");
    if (!/[\uf000-\uf0ff]/.test(plain)) return plain;
    return plain.replace(/[\uf000-\uf0ff]/g, (sign) => this.#known(symbolText(sign, this.#font)));
  }

  #sign(node: XmlNode): void {
    const code = parseInt(node.attributes.get("w:char") ?? "", 16);
    if (!(code > 0 && code <= 0x10ffff)) return;
    this.#add(this.#known(symbolText(String.fromCodePoint(code), node.attributes.get("w:font"))));
  }

  #known(sign: string): string {
    if (sign === UNKNOWN_SIGN) this.#context.losses.signs++;
    return sign;
  }

  /** How a word is read stands behind it in parentheses. */
  #ruby(node: XmlNode): void {
    const base = childOf(node, "w:rubyBase");
    if (base !== undefined) this.#all(base);
    const reading = childOf(node, "w:rt");
    const text = reading === undefined ? "" : [...descendantsOf(reading, "w:t")].map(textOf).join("");
    if (text !== "") this.#add(`(${text})`);
  }

  #note(node: XmlNode): void {
    const { counts, footnotes, endnotes, losses, told } = this.#context;
    if (!this.#fields.shows || this.#hidden) return;
    const isFoot = node.name === "w:footnoteReference";
    const id = node.attributes.get("w:id") ?? "";
    const note = (isFoot ? footnotes : endnotes).get(id);
    if (note === undefined) {
      losses.missing.add(`${isFoot ? "footnote" : "endnote"} ${id}`);
      return;
    }
    const custom = /^(1|true|on)$/.test(node.attributes.get("w:customMarkFollows") ?? "");
    const mark = isFoot ? String(++counts.footnotes) : numberWords(++counts.endnotes, "lowerRoman");
    if (!custom) this.#add(`[${mark}]`);
    // A note that refers to itself, or to one that refers back, ends here.
    if (told.has(note)) return;
    told.add(note);
    const text = lineOf(this.#inside(childrenOf(note)));
    if (text === "") return;
    this.#after.push({
      kind: "paragraph",
      text: custom ? text : `[${mark}] ${text}`,
      heading: undefined,
      listed: false,
      role: "text",
      note: true,
      page: counts.page,
    });
  }

  /** Text boxes hang on a paragraph; pictures, charts and diagrams are told or read. */
  #drawing(node: XmlNode): void {
    const { losses } = this.#context;
    let pictures = 0, told = 0;
    const described = new Set<string>();
    const visit = (at: XmlNode): void => {
      if (at.name === "mc:AlternateContent") return chosenOf(at).forEach(visit);
      if (at.name === "w:txbxContent") return void this.#after.push(...this.#inside(childrenOf(at)));
      if (at.name === "v:textpath") return this.#apart(at.attributes.get("string"));
      if (at.name === "a:t") return this.#apart(textOf(at));
      if (at.name === "c:chart" || at.name === "dgm:relIds") {
        told += this.#drawn(at.attributes.get("r:id") ?? at.attributes.get("r:dm"));
      }
      if (BLIPS.includes(at.name)) pictures++;
      if (at.name === "o:OLEObject") losses.objects++;
      if (at.name === "wp:docPr" || at.name === "pic:cNvPr" || at.name === "v:shape") {
        const words = (at.attributes.get("descr") ?? at.attributes.get("alt") ?? "").replace(/\s+/g, " ")
          .trim();
        if (words !== "") described.add(words);
      }
      childrenOf(at).forEach(visit);
    };
    if (!this.#fields.shows || this.#hidden) return;
    visit(node);
    if (pictures > 0 || told > 0) {
      if (described.size === 0) losses.pictures += pictures;
      else this.#add(`[Picture: ${[...described].join("; ")}]`);
    }
  }

  #apart(text: string | undefined): void {
    // A row of a table may begin with an empty cell.
    const words = text?.trimEnd() ?? "";
    if (words === "") return;
    const { page } = this.#context.counts;
    this.#after.push({
      kind: "paragraph",
      text: words,
      heading: undefined,
      listed: false,
      role: "text",
      page,
    });
  }

  /** A chart or a diagram: its words, where its part was read. */
  #drawn(id: string | undefined): number {
    const { relationships, drawings, losses, told } = this.#context;
    const lines = drawings.get(relationships.get(id ?? "")?.target ?? "");
    if (lines === undefined) losses.charts++;
    else if (told.has(lines)) return 1;
    else told.add(lines);
    for (const line of lines ?? []) this.#apart(line);
    return lines === undefined ? 0 : 1;
  }
}
