import { childOf, childrenOf, textOf, type XmlNode } from "./xml_tree.ts";

/** An equation on one line: `x = (−b ± √(b^2 − 4ac))/(2a)`. */
export function equationText(node: XmlNode): string {
  const { name } = node;
  const part = (child: string) => inner(childOf(node, child));
  const properties = childOf(node, `${name}Pr`);
  switch (name) {
    case "m:t":
      return textOf(node);
    case "m:r":
    case "m:e":
    case "m:oMath":
    case "m:oMathPara":
      return inner(node);
    case "m:f": {
      const [over, under] = [part("m:num"), part("m:den")];
      if (letterOf(properties, "m:type", "bar") === "noBar") return `(${over} ¦ ${under})`;
      return `${grouped(over)}/${grouped(under)}`;
    }
    case "m:sSup":
      return `${grouped(part("m:e"))}^${grouped(part("m:sup"))}`;
    case "m:sSub":
      return `${grouped(part("m:e"))}_${grouped(part("m:sub"))}`;
    case "m:sSubSup":
      return `${grouped(part("m:e"))}_${grouped(part("m:sub"))}^${grouped(part("m:sup"))}`;
    case "m:sPre":
      return `_${grouped(part("m:sub"))}^${grouped(part("m:sup"))}${grouped(part("m:e"))}`;
    case "m:rad": {
      const degree = part("m:deg");
      return `${degree === "" ? "√" : `root_${grouped(degree)}`}(${part("m:e")})`;
    }
    case "m:nary":
      return `${letterOf(properties, "m:chr", "∫")}${limits(part("m:sub"), part("m:sup"))} ${part("m:e")}`;
    case "m:d": {
      const between = letterOf(properties, "m:sepChr", "|");
      const entries = childrenOf(node).filter((child) => child.name === "m:e").map(inner);
      return letterOf(properties, "m:begChr", "(") + entries.join(between) +
        letterOf(properties, "m:endChr", ")");
    }
    case "m:m":
    case "m:eqArr": {
      const rows = childrenOf(node).filter((child) => child.name === "m:mr" || child.name === "m:e");
      const texts = rows.map((row) =>
        row.name === "m:e" ? inner(row) : childrenOf(row).map(inner).join(", ")
      );
      return name === "m:m" ? `[${texts.join("; ")}]` : texts.join("; ");
    }
    case "m:func":
      return `${part("m:fName")} ${grouped(part("m:e"))}`;
    case "m:limLow":
      return `${part("m:e")}_${grouped(part("m:lim"))}`;
    case "m:limUpp":
      return `${part("m:e")}^${grouped(part("m:lim"))}`;
    case "m:acc":
      return part("m:e") + letterOf(properties, "m:chr", "\u0302");
    case "m:bar":
      return `${part("m:e")}\u0305`;
    default:
      return name.endsWith("Pr") ? "" : inner(node);
  }
}

/** The equation of everything inside; a run inside may be one of text. */
function inner(node: XmlNode | undefined): string {
  return childrenOf(node).map((child) =>
    child.name === "w:t" ? textOf(child) : child.name === "w:del" ? "" : equationText(child)
  ).join("");
}

/** An attribute `m:val`, which may be empty on purpose. */
function letterOf(properties: XmlNode | undefined, name: string, usual: string): string {
  const found = childOf(properties, name);
  return found === undefined ? usual : found.attributes.get("m:val") ?? "";
}

function limits(low: string, high: string): string {
  return (low === "" ? "" : `_${grouped(low)}`) + (high === "" ? "" : `^${grouped(high)}`);
}

/** In parentheses where it is more than one sign or number. */
function grouped(text: string): string {
  return /^(?:[\p{L}\p{M}]|[\d.]+|)$/u.test(text) || /^\([^()]*\)$/.test(text) ? text : `(${text})`;
}
