/** Letters of the font Symbol from 0x41 on, and its signs. */
const SYMBOL_LETTERS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SYMBOL_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
const SYMBOL: Record<number, string> = {
  0x22: "∀",
  0x24: "∃",
  0x27: "∋",
  0x2a: "∗",
  0x2d: "−",
  0x40: "≅",
  0x5c: "∴",
  0x5e: "⊥",
  0x7e: "∼",
  0xa0: "€",
  0xa2: "′",
  0xa3: "≤",
  0xa4: "⁄",
  0xa5: "∞",
  0xab: "↔",
  0xac: "←",
  0xad: "↑",
  0xae: "→",
  0xaf: "↓",
  0xb0: "°",
  0xb1: "±",
  0xb2: "″",
  0xb3: "≥",
  0xb4: "×",
  0xb5: "∝",
  0xb6: "∂",
  0xb7: "•",
  0xb8: "÷",
  0xb9: "≠",
  0xba: "≡",
  0xbb: "≈",
  0xbc: "…",
  0xc0: "ℵ",
  0xc4: "⊗",
  0xc5: "⊕",
  0xc6: "∅",
  0xc7: "∩",
  0xc8: "∪",
  0xc9: "⊃",
  0xca: "⊇",
  0xcb: "⊄",
  0xcc: "⊂",
  0xcd: "⊆",
  0xce: "∈",
  0xcf: "∉",
  0xd0: "∠",
  0xd1: "∇",
  0xd2: "®",
  0xd3: "©",
  0xd4: "™",
  0xd5: "∏",
  0xd6: "√",
  0xd7: "⋅",
  0xd8: "¬",
  0xd9: "∧",
  0xda: "∨",
  0xdb: "⇔",
  0xdc: "⇐",
  0xdd: "⇑",
  0xde: "⇒",
  0xdf: "⇓",
  0xe5: "∑",
  0xf2: "∫",
};
const WINGDINGS: Record<number, string> = {
  0x21: "✏",
  0x28: "☎",
  0x29: "✆",
  0x2a: "✉",
  0x46: "☞",
  0x4a: "☺",
  0x4b: "😐",
  0x4c: "☹",
  0x6c: "●",
  0x6e: "■",
  0x6f: "☐",
  0x70: "☐",
  0x71: "☐",
  0x72: "☐",
  0x73: "⬧",
  0x74: "⧫",
  0x75: "◆",
  0x76: "❖",
  0x77: "⬥",
  0x9e: "·",
  0x9f: "•",
  0xa0: "▪",
  0xa1: "○",
  0xa7: "▪",
  0xa8: "☐",
  0xab: "★",
  0xd8: "➢",
  0xdf: "←",
  0xe0: "→",
  0xe1: "↑",
  0xe2: "↓",
  0xe8: "➔",
  0xf0: "⇨",
  0xfb: "✗",
  0xfc: "✓",
  0xfd: "☒",
  0xfe: "☑",
};
const WINGDINGS_2: Record<number, string> = {
  0x4f: "✗",
  0x50: "✓",
  0x51: "☒",
  0x52: "☑",
  0x53: "☒",
  0x54: "☒",
  0xa3: "☐",
};

/** What stands for a sign of a symbol font that is not known. */
export const UNKNOWN_SIGN = "\ufffd";

/** Text in a font whose letters are signs, as the signs; other text as it is. Signs that are not known become {@linkcode UNKNOWN_SIGN}. */
export function symbolText(text: string, font: string | undefined): string {
  const table = tableOf(font);
  return text.replace(/[\uf000-\uf0ff]|./gsu, (letter) => {
    const code = letter.codePointAt(0)!;
    const own = code >= 0xf000 && code <= 0xf0ff;
    if (!own && table === undefined) return letter;
    const place = own ? code - 0xf000 : code;
    if (place === 0x20) return " ";
    if (table === undefined) return SYMBOL[place] ?? WINGDINGS[place] ?? UNKNOWN_SIGN;
    return table(place) ?? (own || place < 0x100 ? UNKNOWN_SIGN : letter);
  });
}

/** Whether the letters of a font are signs. */
export function isSymbolFont(font: string | undefined): boolean {
  return tableOf(font) !== undefined;
}

function tableOf(font: string | undefined): ((place: number) => string | undefined) | undefined {
  const name = font?.trim().toLowerCase();
  if (name === "symbol") return symbol;
  if (name === "wingdings") return (place) => WINGDINGS[place];
  if (name === "wingdings 2") return (place) => WINGDINGS_2[place];
  if (name === "wingdings 3" || name === "webdings") return () => undefined;
  return undefined;
}

function symbol(place: number): string | undefined {
  if (place >= 0x41 && place <= 0x5a) return SYMBOL_LETTERS[place - 0x41];
  if (place >= 0x61 && place <= 0x7a) return SYMBOL_SMALL[place - 0x61];
  return SYMBOL[place] ?? (place >= 0x20 && place < 0x7f ? String.fromCharCode(place) : undefined);
}
