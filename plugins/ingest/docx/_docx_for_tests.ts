import { strToU8, zipSync } from "fflate";
import type { Source } from "nexus";

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const SPACES = [
  `xmlns:w="${W}"`,
  `xmlns:r="${OFFICE}"`,
  `xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`,
  `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`,
  `xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"`,
  `xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`,
  `xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"`,
  `xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`,
  `xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`,
  `xmlns:v="urn:schemas-microsoft-com:vml"`,
].join(" ");

/** Parts beside the body, by the word of their relationship: their content without the root. */
export interface Parts {
  styles?: string;
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  comments?: string;
  header?: string;
  footer?: string;
  chart?: string;
  title?: string;
}

const ROOTS: Record<string, string> = {
  styles: "w:styles",
  numbering: "w:numbering",
  footnotes: "w:footnotes",
  endnotes: "w:endnotes",
  comments: "w:comments",
  header: "w:hdr",
  footer: "w:ftr",
  chart: "c:chartSpace",
};

/** A paragraph of plain text. */
export function p(text: string, properties = ""): string {
  return `<w:p>${properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`}${r(text)}</w:p>`;
}

/** A run of plain text. */
export function r(text: string, properties = ""): string {
  const own = properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`;
  return `<w:r>${own}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A heading by its style. */
export function heading(level: number, text: string): string {
  return p(text, `<w:pStyle w:val="Heading${level}"/>`);
}

/** A table of plain text. */
export function table(rows: string[][], { header = false } = {}): string {
  const lines = rows.map((cells, index) =>
    `<w:tr>${header && index === 0 ? "<w:trPr><w:tblHeader/></w:trPr>" : ""}${
      cells.map((cell) => `<w:tc><w:tcPr/>${p(cell)}</w:tc>`).join("")
    }</w:tr>`
  );
  return `<w:tbl><w:tblPr/>${lines.join("")}</w:tbl>`;
}

export const HEADINGS = [1, 2, 3].map((level) =>
  `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/>` +
  `<w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr></w:style>`
).join("");

/** The members of a document. */
export function membersOf(body: string, parts: Parts = {}): Record<string, string> {
  const { title, ...others } = parts;
  const names = Object.keys({ styles: HEADINGS, ...others });
  const references = names.map((name, index) =>
    `<Relationship Id="r${index + 1}" Type="${OFFICE}/${name}" Target="${name}.xml"/>`
  );
  const members: Record<string, string> = {
    "[Content_Types].xml":
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${MAIN}"/></Types>`,
    "_rels/.rels": relationships([
      `<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`,
      ...(title === undefined
        ? []
        : ['<Relationship Id="r2" Type="x/core-properties" Target="docProps/core.xml"/>']),
    ]),
    "word/document.xml":
      `<?xml version="1.0" encoding="UTF-8"?><w:document ${SPACES}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    "word/_rels/document.xml.rels": relationships(references),
  };
  for (const [name, content] of Object.entries({ styles: HEADINGS, ...others })) {
    members[`word/${name}.xml`] = `<${ROOTS[name]} ${SPACES}>${content}</${ROOTS[name]}>`;
  }
  if (title !== undefined) {
    members["docProps/core.xml"] =
      `<c:p xmlns:c="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title></c:p>`;
  }
  return members;
}

/** Members as a file. */
export function packed(members: Record<string, string | Uint8Array>): Uint8Array<ArrayBuffer> {
  return zipSync(
    Object.fromEntries(
      Object.entries(members).map(([name, content]) => [
        name,
        typeof content === "string" ? strToU8(content) : content,
      ]),
    ),
  ) as Uint8Array<ArrayBuffer>;
}

/** A document as a file. */
export function docx(body: string, parts: Parts = {}, name = "report.docx"): Source {
  return sourceOf(packed(membersOf(body, parts)), name);
}

/** Bytes as a file. */
export function sourceOf(bytes: Uint8Array, name = "report.docx"): Source {
  return {
    name,
    size: bytes.length,
    mediaType: "",
    slice: (start, end) => Promise.resolve(bytes.slice(start, end)),
    async *stream() {
      yield bytes;
    },
  };
}

function relationships(entries: string[]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${
    entries.join("")
  }</Relationships>`;
}
