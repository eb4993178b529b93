/**
 * XML (1.0, with namespaces) as a sequence of tags and texts. Strict where a document would otherwise be read wrongly: tags must match,
 * entities must be known, document types are refused.
 *
 * @module
 */
import { prefixFor } from "./namespaces.ts";

/** XML that is not well-formed. */
export class XmlError extends Error {}

/** A tag or a text. Names have the usual prefix of their namespace, whatever prefix the file uses. */
export type XmlEvent =
  | { type: "open"; name: string; attributes: Map<string, string> }
  | { type: "close" }
  | { type: "text"; text: string };

type Scope = Map<string, string>;

const MAX_DEPTH = 1000;
const NAME = /[^\s/>=]+/y;
const ATTRIBUTE = /\s+([^\s/>=]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const NOTHING: Scope = new Map([["xml", "http://www.w3.org/XML/1998/namespace"]]);

/** The tags and texts of a document, in order. */
export function* readXml(xml: string): Generator<XmlEvent> {
  const open: { tag: string; scope: Scope }[] = [];
  let at = xml.charCodeAt(0) === 0xfeff ? 1 : 0;
  let roots = 0;
  while (at < xml.length) {
    const next = xml.indexOf("<", at);
    const end = next < 0 ? xml.length : next;
    if (end > at) {
      const text = xml.slice(at, end);
      if (open.length > 0) yield { type: "text", text: decode(text) };
      else if (/\S/.test(text)) throw new XmlError("there is text outside of its elements");
      at = end;
      continue;
    }
    if (xml.startsWith("<!--", at)) at = after(xml, "-->", at);
    else if (xml.startsWith("<?", at)) at = after(xml, "?>", at);
    else if (xml.startsWith("<![CDATA[", at)) {
      const stop = after(xml, "]]>", at);
      if (open.length === 0) throw new XmlError("there is text outside of its elements");
      yield { type: "text", text: lines(xml.slice(at + 9, stop - 3)) };
      at = stop;
    } else if (xml.startsWith("<!", at)) {
      throw new XmlError("it has a document type declaration, which no such file has");
    } else if (xml[at + 1] === "/") {
      const stop = after(xml, ">", at);
      const tag = xml.slice(at + 2, stop - 1).trimEnd();
      const last = open.pop();
      if (last?.tag !== tag) {
        throw new XmlError(`</${tag.slice(0, 40)}> closes what is not open`);
      }
      yield { type: "close" };
      at = stop;
    } else {
      if (open.length === 0 && ++roots > 1) throw new XmlError("it has more than one root");
      if (open.length >= MAX_DEPTH) throw new XmlError(`it is nested more than ${MAX_DEPTH} levels deep`);
      const tag = readTag(xml, at, open.at(-1)?.scope ?? NOTHING);
      yield { type: "open", name: tag.name, attributes: tag.attributes };
      if (tag.empty) yield { type: "close" };
      else open.push({ tag: tag.tag, scope: tag.scope });
      at = tag.end;
    }
  }
  if (open.length > 0) throw new XmlError(`<${open.at(-1)!.tag}> is not closed`);
  if (roots === 0) throw new XmlError("it has no elements");
}

interface Tag {
  tag: string;
  name: string;
  attributes: Map<string, string>;
  scope: Scope;
  empty: boolean;
  end: number;
}

function readTag(xml: string, at: number, outer: Scope): Tag {
  NAME.lastIndex = at + 1;
  const tag = NAME.exec(xml)?.[0];
  if (tag === undefined) throw new XmlError("a tag has no name");
  let place = at + 1 + tag.length;
  const raw: [string, string][] = [];
  let scope = outer;
  for (;;) {
    ATTRIBUTE.lastIndex = place;
    const found = ATTRIBUTE.exec(xml);
    if (found === null) break;
    place = ATTRIBUTE.lastIndex;
    const value = decode(found[2] ?? found[3]!);
    const declared = /^xmlns(?::(.+))?$/.exec(found[1]!);
    if (declared === null) raw.push([found[1]!, value]);
    else {
      if (scope === outer) scope = new Map(outer);
      scope.set(declared[1] ?? "", value);
    }
  }
  TAG_END.lastIndex = place;
  const closed = TAG_END.exec(xml);
  if (closed === null) throw new XmlError(`the tag <${tag.slice(0, 40)} is not complete`);
  const attributes = new Map<string, string>();
  for (const [name, value] of raw) attributes.set(name.includes(":") ? canonical(name, scope) : name, value);
  return {
    tag,
    name: canonical(tag, scope),
    attributes,
    scope,
    empty: closed[1] === "/",
    end: TAG_END.lastIndex,
  };
}

function canonical(name: string, scope: Scope): string {
  const colon = name.indexOf(":");
  const prefix = colon < 0 ? "" : name.slice(0, colon);
  const uri = scope.get(prefix);
  if (uri === undefined) {
    if (prefix === "") return name;
    throw new XmlError(`the prefix "${prefix.slice(0, 40)}" stands for nothing`);
  }
  const known = prefixFor(uri);
  const local = name.slice(colon + 1);
  return known === "" ? local : `${known}:${local}`;
}

function after(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  if (found < 0) throw new XmlError("it ends inside a tag");
  return found + mark.length;
}

function lines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function decode(text: string): string {
  const plain = lines(text);
  if (!plain.includes("&")) return plain;
  return plain.replace(/&([^;&\s]{0,12});?/g, (whole, name: string) => {
    const known = whole.endsWith(";") ? ENTITIES[name] ?? numbered(name) : undefined;
    if (known === undefined) throw new XmlError(`"${whole}" is no entity`);
    return known;
  });
}

function numbered(name: string): string | undefined {
  const match = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
  if (match === null) return undefined;
  const code = match[1] === undefined ? Number(match[2]) : parseInt(match[1], 16);
  return code === 0 || code > 0x10ffff ? undefined : String.fromCodePoint(code);
}
