/**
 * The numbers and bullets of lists, as they are shown.
 *
 * @module
 */
import { numberWords } from "./number_words.ts";
import type { Styles } from "./styles.ts";
import { symbolText } from "./symbols.ts";
import { childOf, childrenOf, descendantsOf, isOn, valueOf, type XmlNode } from "./xml_tree.ts";

interface Level {
  start: number;
  format: string;
  text: string;
  /** After which level it begins anew; by default any higher one. */
  restart: number | undefined;
  legal: boolean;
  font: string | undefined;
}

interface List {
  abstract: string;
  levels: Map<number, Level>;
  starts: Map<number, number>;
}

const LEVELS = 9;

/** Counts the lists of a document as its paragraphs come. */
export class Numbering {
  readonly #abstracts = new Map<string, Map<number, Level>>();
  readonly #lists = new Map<string, List>();
  readonly #styleLists = new Map<string, string>();
  /** Numbers go on over lists of the same kind, until a list says where it starts. */
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #started = new Set<string>();

  constructor(root: XmlNode | undefined, styles: Styles) {
    const linked: [string, string][] = [];
    for (const node of childrenOf(root)) {
      if (node.name !== "w:abstractNum") continue;
      const id = node.attributes.get("w:abstractNumId") ?? "";
      const link = valueOf(node, "w:numStyleLink");
      if (link !== undefined) linked.push([id, link]);
      this.#abstracts.set(id, levelsOf(node));
    }
    for (const node of childrenOf(root)) {
      if (node.name === "w:num") this.#addList(node);
    }
    for (const [id, link] of linked) {
      const list = this.#lists.get(styles.get(link)?.numbering?.list ?? "");
      const levels = list && this.#abstracts.get(list.abstract);
      if (levels !== undefined) this.#abstracts.set(id, levels);
    }
    for (const node of root === undefined ? [] : descendantsOf(root, "w:lvl")) {
      const style = valueOf(node, "w:pStyle");
      if (style !== undefined) this.#styleLists.set(style, node.attributes.get("w:ilvl") ?? "0");
    }
  }

  /** The level that a style has in its list, where the list says so. */
  levelOfStyle(style: string | undefined): number | undefined {
    const found = style === undefined ? undefined : this.#styleLists.get(style);
    return found === undefined ? undefined : Number(found);
  }

  /** Counts a paragraph and gives what stands in front of it; empty where nothing does. */
  next(listId: string, at: number): string {
    const list = this.#lists.get(listId);
    const depth = Math.min(Math.max(Number.isInteger(at) ? at : 0, 0), LEVELS - 1);
    const level = list && this.#level(list, depth);
    if (list === undefined || level === undefined) return "";
    let counts = this.#counts.get(list.abstract);
    if (counts === undefined) this.#counts.set(list.abstract, counts = []);
    const first = `${listId} ${depth}`;
    const own = list.starts.get(depth);
    if (own !== undefined && !this.#started.has(first)) counts[depth] = own;
    else counts[depth] = counts[depth] === undefined ? this.#startOf(list, depth) : counts[depth]! + 1;
    this.#started.add(first);
    for (let deeper = depth + 1; deeper < LEVELS; deeper++) {
      const restart = this.#level(list, deeper)?.restart;
      if (restart === undefined || (restart > 0 && depth < restart)) counts[deeper] = undefined;
    }
    if (level.format === "bullet") {
      return level.text.trim() === "" ? "" : bulletOf(level);
    }
    if (level.format === "none" && !level.text.includes("%")) return level.text;
    return level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const place = Number(digit) - 1;
      const shown = this.#level(list, place);
      if (shown === undefined) return "";
      const count = counts[place] ?? this.#startOf(list, place);
      return numberWords(count, level.legal && shown.format !== "decimalZero" ? "decimal" : shown.format);
    });
  }

  #level(list: List, depth: number): Level | undefined {
    return list.levels.get(depth) ?? this.#abstracts.get(list.abstract)?.get(depth);
  }

  #startOf(list: List, depth: number): number {
    return list.starts.get(depth) ?? this.#level(list, depth)?.start ?? 1;
  }

  #addList(node: XmlNode): void {
    const list: List = {
      abstract: valueOf(node, "w:abstractNumId") ?? "",
      levels: new Map(),
      starts: new Map(),
    };
    for (const change of childrenOf(node)) {
      if (change.name !== "w:lvlOverride") continue;
      const depth = Number(change.attributes.get("w:ilvl"));
      const level = childOf(change, "w:lvl");
      if (level !== undefined) list.levels.set(depth, readLevel(level));
      const start = Number(valueOf(change, "w:startOverride") ?? NaN);
      if (Number.isInteger(start)) list.starts.set(depth, start);
    }
    this.#lists.set(node.attributes.get("w:numId") ?? "", list);
  }
}

function levelsOf(node: XmlNode): Map<number, Level> {
  return new Map(
    childrenOf(node).filter(({ name }) => name === "w:lvl")
      .map((level) => [Number(level.attributes.get("w:ilvl")), readLevel(level)]),
  );
}

function readLevel(node: XmlNode): Level {
  const restart = valueOf(node, "w:lvlRestart");
  const start = Number(valueOf(node, "w:start") ?? 0);
  const fonts = childOf(node, "w:rPr", "w:rFonts")?.attributes;
  return {
    start: Number.isInteger(start) ? start : 1,
    format: formatOf(node),
    text: valueOf(node, "w:lvlText") ?? "",
    restart: restart === undefined ? undefined : Number(restart),
    legal: isOn(node, "w:isLgl"),
    font: fonts?.get("w:ascii") ?? fonts?.get("w:hAnsi"),
  };
}

/** Newer formats stand behind an alternative. */
function formatOf(node: XmlNode): string {
  const own = valueOf(node, "w:numFmt");
  if (own !== undefined) return own;
  const choice = childOf(node, "mc:AlternateContent", "mc:Choice", "w:numFmt")?.attributes;
  return choice?.get("w:val") === "custom" && /^0+1/.test(choice.get("w:format") ?? "")
    ? `zeros${/^0+/.exec(choice.get("w:format")!)![0].length + 1}`
    : valueOf(childOf(node, "mc:AlternateContent", "mc:Fallback"), "w:numFmt") ?? "decimal";
}

/** Bullets are letters of symbol fonts; all become one of few marks. */
function bulletOf({ text, font }: Level): string {
  const shown = symbolText(text, font);
  return /^[-–—*→➢✓✗☐☒☑]$/.test(shown) ? shown : "•";
}
