import type { Losses } from "./losses.ts";
import { symbolText } from "./symbols.ts";
import { childOf, childrenOf, isOn, switchOf, valueOf, type XmlNode } from "./xml_tree.ts";

interface Field {
  code: string;
  /** In its result. */
  shown: boolean;
  /** What is in its result is left out. */
  skipped: boolean;
  data: XmlNode | undefined;
}

/** Fields that show nothing, or nothing of the text. */
const SILENT =
  /^(?:XE|TC|TA|RD|SET|ASK|ADVANCE|PRIVATE|BOOKMARK|GOTOBUTTON|MACROBUTTON|PAGE|NUMPAGES|SECTION|SECTIONPAGES|NEXT|NEXTIF|SKIPIF|)$/;
const CONTENTS = /^\s*TOC\b/i;

/** Follows the fields of a text: what is code is no text, what is a result is. */
export class Fields {
  readonly #open: Field[] = [];
  readonly #losses: Losses;

  constructor(losses: Losses) {
    this.#losses = losses;
  }

  /** Whether text here is shown. */
  get shows(): boolean {
    return this.#open.every(({ shown, skipped }) => shown && !skipped);
  }

  /** Takes a mark of a field; gives text where a field without a result has one all the same. */
  mark(node: XmlNode): string {
    const kind = node.attributes.get("w:fldCharType");
    if (kind === "begin") {
      this.#open.push({ code: "", shown: false, skipped: false, data: childOf(node, "w:ffData") });
      return "";
    }
    const field = this.#open.at(-1);
    if (field === undefined) return "";
    if (kind === "separate") {
      field.shown = true;
      if (CONTENTS.test(field.code)) {
        field.skipped = true;
        if (this.#open.length === 1) this.#losses.contents++;
      }
      return "";
    }
    if (kind !== "end") return "";
    this.#open.pop();
    return field.shown || !this.shows ? "" : this.#resultOf(field);
  }

  /** Takes text of a code, also of a field inside. */
  code(text: string): void {
    const field = this.#open.findLast(({ shown }) => !shown);
    if (field !== undefined) field.code += text;
  }

  /** At the end of a text no field is open. */
  end(): void {
    for (const { code, shown } of this.#open.splice(0)) {
      if (!shown) this.#losses.unfinished += code.length;
    }
  }

  #resultOf({ code, data }: Field): string {
    const [name = "", ...rest] = code.trim().split(/\s+/);
    const word = name.toUpperCase();
    if (word === "FORMCHECKBOX") {
      const box = childOf(data, "w:checkBox");
      return (switchOf(box, "w:checked") ?? isOn(box, "w:default")) ? "☒" : "☐";
    }
    if (word === "FORMDROPDOWN") {
      const list = childOf(data, "w:ddList");
      const entries = childrenOf(list).filter((entry) => entry.name === "w:listEntry");
      const chosen = Number(valueOf(list, "w:result") ?? valueOf(list, "w:default") ?? 0);
      return entries[chosen]?.attributes.get("w:val") ?? "";
    }
    if (word === "SYMBOL") {
      const sign = Number(rest[0] ?? NaN);
      const font = /\\f\s*"?([^"\\]+)/.exec(code)?.[1];
      if (sign > 0 && sign < 0x110000) return symbolText(String.fromCodePoint(sign), font);
    }
    if (!SILENT.test(word)) this.#losses.fields.set(word, (this.#losses.fields.get(word) ?? 0) + 1);
    return "";
  }
}
