const REFERENCES = /\$?([A-Z]{1,3})\$?\d+:\$?([A-Z]{1,3})\$?\d+/g;

/** Whether a formula adds up cells of its own column, as the formulas of total rows do. */
export function adds(formula: string, column: string): boolean {
  const text = formula.trimStart();
  if (/^(?:SUBTOTAL|AGGREGATE)\(\s*\d+\s*,/i.test(text)) return true;
  if (!/^SUM\(/i.test(text)) return false;
  if (/\[[^\]]+\]\s*\)$/.test(text)) return true;
  const ranges = [...text.toUpperCase().matchAll(REFERENCES)];
  return ranges.length > 0 && ranges.every(([, from, to]) => from === column && to === column);
}
