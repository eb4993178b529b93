const KNOWN = [
  /^[+-]?(\d+([.,]\d+)?|\d{1,3}([ ,.'\u00a0\u202f]\d{3})+([.,]\d+)?|[.,]\d+)([eE][+-]?\d+)?$/,
  /^[+-]?[$€£¥₹]?\s?[\d.,]+\s?[%€$£]?$/,
  /^\d{1,4}[-\/.]\d{1,2}[-\/.]\d{1,4}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s?([aApP][mM])?(Z|[+-]\d{2}:?\d{2})?)?$/,
  /^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s?[aApP][mM])?$/,
  /^(https?|ftp):\/\/\S+$/i,
  /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/,
  /^(n\/a|#n\/a|null|nan|-+|\?)$/i,
];
/** Words: no tab, bar, semicolon or quote, and no comma or colon that sticks to the next word. */
const WORDS = /^[\p{L}\p{N}_#(*&.\/@\[<$'-](?:[^\t|;^~",:]|,(?=\s)|:(?=[\s\/])|(?<=\S)"(?=\S|$))*$/u;

/** 1 where a cell is of a kind that cells usually are (number, date, address, words), less where it looks like a piece of another cut. */
export function cellScore(cell: string): number {
  const text = cell.trim();
  if (text === "") return 1;
  // A cell that still has its quotes was not cut by the file's own rules.
  if (text.startsWith('"') || (text.length > 1 && text.startsWith("'") && text.endsWith("'"))) return 0.1;
  const short = text.length > 200 ? text.slice(0, 200) : text;
  for (const pattern of KNOWN) if (pattern.test(short)) return 1;
  return WORDS.test(short) ? 1 : 0.3;
}
