import { childrenOf, type XmlNode } from "./xml_tree.ts";

const TEXT = new Set(["w:t", "m:t", "a:t", "w:sym", "w:tab", "w:footnoteReference", "w:endnoteReference"]);

/**
 * The children of the one alternative that is read: the first that has text in it, otherwise the first. The same content stands in all of
 * them, for programs of different ages.
 */
export function chosenOf(node: XmlNode): XmlNode[] {
  const alternatives = childrenOf(node).filter(({ name }) => name === "mc:Choice" || name === "mc:Fallback");
  return childrenOf(alternatives.find(hasText) ?? alternatives[0]);
}

function hasText(node: XmlNode): boolean {
  return childrenOf(node).some((child) => TEXT.has(child.name) || hasText(child));
}
