/** Writes small PDF files: pages of lines, one font, no compression. */
export function makePdf(pages: string[][], options: { title?: string } = {}): Uint8Array<ArrayBuffer> {
  const escape = (text: string) => text.replace(/[\\()]/g, "\\$&");
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(" ");
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  for (const [index, lines] of pages.entries()) {
    // An empty line is a gap between paragraphs.
    const shown = lines.map((line) => line === "" ? "0 -14 Td" : `(${escape(line)}) Tj 0 -14 Td`);
    const content = `BT /F1 11 Tf 60 760 Td ${shown.join(" ")} ET`;
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + index * 2} 0 R ` +
        "/Resources << /Font << /F1 3 0 R >> >> >>",
    );
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  if (options.title !== undefined) add(`<< /Title (${escape(options.title)}) >>`);
  return assemble(objects, options.title === undefined ? "" : `/Info ${objects.length} 0 R`);
}

/** A text where it stands: points from the left and from the top. `font`: `F1` is regular, `F2` bold. */
export interface Placed {
  x: number;
  y: number;
  text: string;
  size?: number;
  font?: "F1" | "F2";
}

/** A PDF with texts at their places, and whatever else its pages and its catalogue are to have; extra objects begin at number 5. */
export function makePlacedPdf(
  pages: Placed[][],
  options: { page?: string; catalogue?: string; objects?: string[] } = {},
): Uint8Array<ArrayBuffer> {
  const extra = options.objects ?? [];
  const first = 5 + extra.length;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(" ");
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${options.catalogue ?? ""} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ...extra,
  ];
  for (const [index, texts] of pages.entries()) {
    const content = texts.map(({ x, y, text, size = 10, font = "F1" }) =>
      `BT /${font} ${size} Tf 1 0 0 1 ${x} ${842 - y} Tm (${text.replace(/[\\()]/g, "\\$&")}) Tj ET`
    ).join("\n");
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${first + index * 2 + 1} 0 R ` +
        `/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> ${options.page ?? ""} >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  return assemble(objects, "");
}

/** A PDF that says it is encrypted, with a password that nobody knows. */
export function makeEncryptedPdf(): Uint8Array<ArrayBuffer> {
  const secret = `<${"5a".repeat(32)}>`;
  return assemble([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [] /Count 0 >>",
    `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -1852 /O ${secret} /U ${secret} >>`,
  ], `/Encrypt 3 0 R /ID [<${"ab".repeat(16)}> <${"ab".repeat(16)}>]`);
}

function assemble(objects: string[], trailer: string): Uint8Array<ArrayBuffer> {
  let file = "%PDF-1.4\n";
  const places = objects.map((body, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  file +=
    `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\n` +
    `startxref\n${file.length}\n%%EOF\n`;
  return Uint8Array.from(file, (letter) => letter.charCodeAt(0));
}
