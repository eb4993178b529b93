import { type Area, isData, linesOf } from "./area.ts";
import { cellsBetween, countBetween, type Row } from "./row.ts";

const FOOTER =
  /^(source|sources|note|notes|\*|\u2020|footnote|generated|\u00a9|copyright|last updated|exported|end of|\(?\d[\d,.]* (rows|records|lines|row\(s\)))/i;
const MAX_LINES = 30;

/** Finds lines of text that stand below a table without a gap. */
export function findFooter(rows: Row[], area: Area): { footer: string[]; kept: Row[] } {
  const { left, right, named } = area;
  const width = right - left + 1;
  const fills = rows.map((row) => countBetween(row, left, right)).sort((one, two) => one - two);
  const usual = fills[fills.length >> 1] ?? 0;
  let end = rows.length;
  while (named === undefined && width > 1 && usual > 1 && end > 3 && rows.length - end < MAX_LINES) {
    const row = rows[end - 1]!;
    const [text = ""] = linesOf({ rows: [row], left, right });
    if (countBetween(row, left, right) !== 1 || cellsBetween(row, left, right).some(isData)) break;
    if (!FOOTER.test(text) && !(width > 2 && text.length >= 25)) break;
    end--;
  }
  return { footer: linesOf({ rows: rows.slice(end), left, right }), kept: rows.slice(0, end) };
}
