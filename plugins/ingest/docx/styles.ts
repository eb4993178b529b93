/**
 * Styles: which paragraphs are headings, which are numbered, what is hidden.
 *
 * @module
 */
import { childOf, childrenOf, switchOf, valueOf, type XmlNode } from "./xml_tree.ts";

/** What a style says, with what it is based on. */
export interface Style {
  /** As Word shows it; built-in ones have their English name: `heading 1`, `Title`. */
  name: string;
  /** 1 to 9; undefined for text. */
  level: number | undefined;
  numbering: { list: string | undefined; level: number | undefined } | undefined;
  hidden: boolean | undefined;
}

interface Raw extends Style {
  base: string | undefined;
}

/** Names of headings in the languages of programs that do not keep the English ones. */
const HEADING =
  /^(?:heading|header level|überschrift|titre|título|encabezado|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|címsor|titlu|başlık|заголовок|заглавие|επικεφαλίδα|כותרת|العنوان|标题|標題|見出し|제목|cabeçalho|judul|tiêu đề)\s*([1-9])$/i;
const DEEPEST = 20;

/** The styles of a document by their ids. */
export class Styles {
  readonly #raw = new Map<string, Raw>();
  readonly #whole = new Map<string, Style>();
  #paragraph: string | undefined;

  constructor(root: XmlNode | undefined) {
    for (const node of childrenOf(root)) {
      const id = node.attributes.get("w:styleId");
      if (node.name !== "w:style" || id === undefined) continue;
      this.#raw.set(id, readStyle(node, id));
      const isDefault = /^(1|true|on)$/.test(node.attributes.get("w:default") ?? "");
      if (isDefault && node.attributes.get("w:type") === "paragraph") this.#paragraph = id;
    }
  }

  /** The style of a paragraph; that of the document where it names none. */
  paragraph(id: string | undefined): Style | undefined {
    return this.get(id ?? this.#paragraph);
  }

  get(id: string | undefined): Style | undefined {
    if (id === undefined) return undefined;
    const known = this.#whole.get(id);
    if (known !== undefined) return known;
    const own = this.#raw.get(id);
    if (own === undefined) {
      // A style that is named and not described: its id says what it is.
      const level = headingLevel(id);
      return level === undefined ? undefined : { name: id, level, numbering: undefined, hidden: undefined };
    }
    let { level, numbering, hidden } = own;
    for (let base = own.base, steps = 0; base !== undefined && steps < DEEPEST; steps++) {
      const below = this.#raw.get(base);
      if (below === undefined) break;
      level ??= below.level;
      hidden ??= below.hidden;
      numbering = numbering === undefined ? below.numbering : {
        list: numbering.list ?? below.numbering?.list,
        level: numbering.level ?? below.numbering?.level,
      };
      base = below.base;
    }
    const style = { name: own.name, level: level === 10 ? undefined : level, numbering, hidden };
    this.#whole.set(id, style);
    return style;
  }
}

function readStyle(node: XmlNode, id: string): Raw {
  const name = valueOf(node, "w:name") ?? id;
  const paragraph = childOf(node, "w:pPr");
  return {
    name,
    base: valueOf(node, "w:basedOn"),
    // An outline level of its own decides, also that of text, which is 10 here.
    level: outlineLevel(paragraph) ?? headingLevel(name),
    numbering: numberingOf(paragraph),
    hidden: switchOf(childOf(node, "w:rPr"), "w:vanish"),
  };
}

/** The outline level in the properties of a paragraph: 1 to 9, 10 for text. */
export function outlineLevel(properties: XmlNode | undefined): number | undefined {
  const value = Number(valueOf(properties, "w:outlineLvl") ?? NaN);
  return Number.isInteger(value) && value >= 0 && value <= 9 ? value + 1 : undefined;
}

/** The list in the properties of a paragraph or a style. */
export function numberingOf(properties: XmlNode | undefined): Style["numbering"] {
  const found = childOf(properties, "w:numPr");
  if (found === undefined) return undefined;
  const level = valueOf(found, "w:ilvl");
  return { list: valueOf(found, "w:numId"), level: level === undefined ? undefined : Number(level) };
}

function headingLevel(name: string): number | undefined {
  const found = HEADING.exec(name.trim().replaceAll("_20_", " "));
  return found === null ? undefined : Number(found[1]);
}
