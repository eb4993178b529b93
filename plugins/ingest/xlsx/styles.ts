import type { Archive } from "./archive.ts";
import { type NumberFormat, numberFormat } from "./number_format.ts";
import { eachXml } from "./xml.ts";

const LIMIT = 256 * 1024 * 1024;

/** What the look of a cell says of what it holds. */
export interface Style {
  format: NumberFormat;
  /** Bold or on a ground of its own, as headers are. */
  strong: boolean;
}

const PLAIN: Style = { format: numberFormat(0, undefined), strong: false };

/** The styles of a workbook. */
export class Styles {
  readonly #styles: Style[];

  constructor(styles: Style[]) {
    this.#styles = styles;
  }

  /** The style with this number, which cells name; the plain one where there is none. */
  get(index: number): Style {
    return this.#styles[index] ?? PLAIN;
  }
}

/** Reads the styles of a workbook. */
export async function readStyles(archive: Archive, part: string | undefined): Promise<Styles> {
  const codes = new Map<number, string>();
  const fonts: boolean[] = [], fills: boolean[] = [];
  const cells: { format: number; font: number; fill: number }[] = [];
  if (part === undefined || !archive.has(part)) return new Styles([]);
  const path: string[] = [];
  await eachXml(archive, part, {
    limit: LIMIT,
    handler: {
      open(name, attributes) {
        const parent = path.at(-1);
        path.push(name);
        if (name === "numFmt" && parent === "numFmts") {
          codes.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "");
        } else if (name === "font" && parent === "fonts") fonts.push(false);
        else if (name === "fill" && parent === "fills") fills.push(false);
        else if (name === "b" && parent === "font" && path.at(-3) === "fonts") {
          fonts[fonts.length - 1] = !/^(0|false)$/.test(attributes["val"] ?? "1");
        } else if (name === "patternFill" && path.at(-4) !== "dxfs") {
          // The first two are given: none, and a pattern that Excel keeps for itself.
          const type = attributes["patternType"] ?? "none";
          if (fills.length > 2) fills[fills.length - 1] = type !== "none" && type !== "gray125";
        } else if (name === "xf" && parent === "cellXfs") {
          cells.push({
            format: Number(attributes["numFmtId"] ?? 0),
            font: Number(attributes["fontId"] ?? 0),
            fill: Number(attributes["fillId"] ?? 0),
          });
        }
      },
      close() {
        path.pop();
      },
      text() {},
    },
  });
  return new Styles(cells.map(({ format, font, fill }) => ({
    format: numberFormat(format, codes.get(format)),
    strong: fonts[font] === true || fills[fill] === true,
  })));
}
