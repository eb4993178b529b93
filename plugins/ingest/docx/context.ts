import type { Losses } from "./losses.ts";
import type { Numbering } from "./numbering.ts";
import type { Relationship } from "./package.ts";
import type { Styles } from "./styles.ts";
import type { XmlNode } from "./xml_tree.ts";

/** What reading a text of the document needs to know, and where it writes what it met. */
export interface DocxContext {
  styles: Styles;
  numbering: Numbering;
  losses: Losses;
  /** What this text's part refers to, by id. */
  relationships: Map<string, Relationship>;
  footnotes: Map<string, XmlNode>;
  endnotes: Map<string, XmlNode>;
  /** Text of charts and diagrams by their part. */
  drawings: Map<string, string[]>;
  /** Beginnings of the texts that comments are about, by id. */
  commented: Map<string, string>;
  /** Notes that were referred to, for their numbers, and where the last layout is. */
  counts: { footnotes: number; endnotes: number; page: number; hasPages: boolean };
  /** Notes, charts and diagrams that were read: each is given once, however often it is referred to. */
  told: Set<XmlNode | string[]>;
}
