/** What a number format makes of a number. */
export interface NumberFormat {
  kind: "plain" | "percent" | "amount" | "code" | "date" | "time" | "duration";
  /** The mark of an amount, `%`, or the unit of a duration: `h`, `min` or `s`. */
  unit: string;
  /** Digits of a code. */
  width: number;
}

const PLAIN: NumberFormat = { kind: "plain", unit: "", width: 0 };
const MARK =
  /^(?:US\$|A\$|C\$|NZ\$|HK\$|R\$|[$€£¥₹₩₽₺₴₪฿₫₦‰]|Rs\.?|USD|EUR|GBP|CHF|JPY|INR|CNY|RMB|AUD|CAD|SEK|NOK|DKK|PLN|kr\.?|zł|Kč|Ft|lei|km\/h|mph|km²|m²|m³|km|cm|mm|m|mi|ft|kg|g|t|lbs?|ha|sec|s|min|hrs?|h|days|°C|°F|kWh|MWh|kW|MW|pts|pcs)$/;

/** Formats without a code in the file: the built-in ones, by number. */
const BUILT_IN: Record<number, string> = {
  9: "0%",
  10: "0.00%",
  14: "yyyy-mm-dd",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm",
  19: "h:mm:ss",
  20: "h:mm",
  21: "h:mm:ss",
  22: "m/d/yy h:mm",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mm:ss.0",
};

/** The format with this number; `code` where the file defines it. */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code !== undefined) return readFormat(code);
  // 27 to 36 and 50 to 58 are dates of East Asia.
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return readFormat("yyyy-mm-dd");
  return id in BUILT_IN ? readFormat(BUILT_IN[id]!) : PLAIN;
}

/** What a format's code says of the numbers that it shows; the first section counts, for numbers over 0. */
export function readFormat(code: string): NumberFormat {
  const first = firstSection(code);
  const { letters, words } = takeApart(first);
  const dates = dateFormat(letters);
  if (dates !== undefined) return dates;
  if (/^0{3,}$/.test(letters) && words === "") return { ...PLAIN, kind: "code", width: letters.length };
  if (letters.includes("%")) return { ...PLAIN, kind: "percent", unit: "%" };
  // What is shown in thousands or millions is not in the unit beside it.
  if (/[0#?],+(?![0#?])/.test(letters)) return PLAIN;
  return MARK.test(words) ? { ...PLAIN, kind: "amount", unit: words } : PLAIN;
}

function dateFormat(letters: string): NumberFormat | undefined {
  const text = letters.replace(/general|am\/pm|a\/p|[eE][+-]/gi, "").toLowerCase();
  const elapsed = /\[(h+|m+|s+)\]/.exec(text);
  if (elapsed !== null) {
    const unit = elapsed[1]![0] === "h" ? "h" : elapsed[1]![0] === "m" ? "min" : "s";
    return { ...PLAIN, kind: "duration", unit };
  }
  // Words without quotes, as some programs write: "Standard" is no date.
  if (/[cfiklnopqruvwxz]/.test(text)) return undefined;
  const clock = /[hs]/.test(text);
  const day = /[ydjt]/.test(text);
  if (!clock && !day && !/m/.test(text)) return undefined;
  if (day || !clock) return { ...PLAIN, kind: "date" };
  return /h/.test(text) ? { ...PLAIN, kind: "time" } : { ...PLAIN, kind: "duration", unit: "min" };
}

function firstSection(code: string): string {
  let quoted = false;
  for (let at = 0; at < code.length; at++) {
    const letter = code[at];
    if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (letter === "\\" || letter === "_" || letter === "*") at++;
    else if (letter === ";") return code.slice(0, at);
  }
  return code;
}

/** The letters that format, and the words that stand beside the number. */
function takeApart(section: string): { letters: string; words: string } {
  let letters = "", words = "";
  for (let at = 0; at < section.length; at++) {
    const letter = section[at]!;
    if (letter === '"') {
      const end = section.indexOf('"', at + 1);
      words += section.slice(at + 1, end < 0 ? section.length : end);
      at = end < 0 ? section.length : end;
    } else if (letter === "\\") words += section[++at] ?? "";
    else if (letter === "_" || letter === "*") at++;
    else if (letter === "[") {
      const end = section.indexOf("]", at);
      const inside = section.slice(at + 1, end < 0 ? section.length : end);
      at = end < 0 ? section.length : end;
      if (inside.startsWith("$")) words += inside.slice(1).split("-")[0]!;
      else if (/^(h+|m+|s+)$/i.test(inside)) letters += `[${inside}]`;
    } else if (/[$€£¥]/.test(letter)) words += letter;
    else letters += letter;
  }
  return { letters: letters.trim(), words: words.trim() };
}
