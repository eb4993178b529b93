/**
 * Numbers for people: thousands separators, and as many decimals as tell something.
 *
 * @module
 */

/** `1234567.891` gives `1,234,567.89`; small fractions keep four significant digits. */
export function formatNumber(value: number, unit?: string): string {
  const text = plain(value);
  if (unit === "%") return `${text}%`;
  if (unit === undefined) return text;
  if (/^[$€£¥]$/.test(unit)) return value < 0 ? `-${unit}${text.slice(1)}` : `${unit}${text}`;
  return `${text} ${unit}`;
}

function plain(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? value.toLocaleString("en-US") : String(value);
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-6) return value.toPrecision(5);
  const digits = size >= 100 ? 2 : size >= 1 ? 3 : Math.min(12, 3 - Math.floor(Math.log10(size)));
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}

/** A number with a fixed count of decimals, halves away from zero as people round, without separators. */
export function roundedText(value: number, decimals: number): string {
  const shifted = Number(`${value}e${decimals}`);
  const rounded = Number.isFinite(shifted) ? Math.sign(shifted) * Math.round(Math.abs(shifted)) : Number.NaN;
  const back = Number(`${rounded}e-${decimals}`);
  return Number.isFinite(back) ? back.toFixed(decimals) : value.toFixed(decimals);
}
