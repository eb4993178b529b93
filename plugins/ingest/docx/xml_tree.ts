/**
 * Elements as trees: of a document one block at a time, so that its whole tree is never held.
 *
 * @module
 */
import { readXml } from "./xml_reader.ts";

/** An element with what is in it. */
export interface XmlNode {
  name: string;
  attributes: Map<string, string>;
  children: (XmlNode | string)[];
}

/** The root of a document. */
export function parseXml(xml: string): XmlNode {
  return [...elementsOf(xml, () => false)][0]!;
}

/** The elements inside those that `isAround` names, each whole, in order; those around are not kept. */
export function* elementsOf(xml: string, isAround: (name: string) => boolean): Generator<XmlNode> {
  const path: XmlNode[] = [];
  for (const event of readXml(xml)) {
    if (event.type === "text") {
      path.at(-1)?.children.push(event.text);
    } else if (event.type === "open") {
      if (path.length === 0 && isAround(event.name)) continue;
      const node: XmlNode = { name: event.name, attributes: event.attributes, children: [] };
      path.at(-1)?.children.push(node);
      path.push(node);
    } else {
      const node = path.pop();
      if (node !== undefined && path.length === 0) yield node;
    }
  }
}

/** The elements directly inside. */
export function childrenOf(node: XmlNode | undefined): XmlNode[] {
  return node === undefined ? [] : node.children.filter((child) => typeof child !== "string");
}

/** The first element of a name directly inside, or along a way of names. */
export function childOf(node: XmlNode | undefined, ...way: string[]): XmlNode | undefined {
  let at = node;
  for (const name of way) at = childrenOf(at).find((child) => child.name === name);
  return at;
}

/** The attribute `w:val` of an element directly inside. */
export function valueOf(node: XmlNode | undefined, name: string): string | undefined {
  return childOf(node, name)?.attributes.get("w:val");
}

/** Whether a switch stands there and is not switched off. */
export function isOn(node: XmlNode | undefined, name: string): boolean {
  return switchOf(node, name) === true;
}

/** A switch: true, false, or undefined where it does not stand there. */
export function switchOf(node: XmlNode | undefined, name: string): boolean | undefined {
  const found = childOf(node, name);
  if (found === undefined) return undefined;
  return !/^(0|false|off)$/i.test(found.attributes.get("w:val") ?? "true");
}

/** All text inside. */
export function textOf(node: XmlNode): string {
  return node.children.map((child) => typeof child === "string" ? child : textOf(child)).join("");
}

/** Every element of a name at any depth. */
export function* descendantsOf(node: XmlNode, name: string): Generator<XmlNode> {
  for (const child of childrenOf(node)) {
    if (child.name === name) yield child;
    yield* descendantsOf(child, name);
  }
}
