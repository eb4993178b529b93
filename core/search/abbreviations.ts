/**
 * Short forms of words: those that everybody uses, those that a text explains, and names that are made of the beginnings of others.
 *
 * @module
 */

/** Short forms and other names that reports use, with what they stand for. Words are compared by their stems. */
export const COMMON: readonly (readonly string[])[] = [
  ["capex", "capital expenditures", "purchases of property, plant and equipment", "capital spending"],
  ["opex", "operating expenses"],
  ["cogs", "cost of goods sold", "cost of sales"],
  ["PP&E", "PPE", "PPNE", "property, plant and equipment"],
  ["R&D", "research and development"],
  ["M&A", "mergers and acquisitions", "acquisitions", "divestitures"],
  ["SG&A", "selling, general and administrative"],
  ["D&A", "depreciation and amortization"],
  ["EPS", "earnings per share"],
  ["FX", "foreign exchange", "foreign currency"],
  ["FCF", "free cash flow"],
  ["ROA", "return on assets"],
  ["ROE", "return on equity"],
  ["ROI", "return on investment"],
  ["AGM", "annual general meeting", "annual meeting"],
  ["CEO", "chief executive officer"],
  ["CFO", "chief financial officer"],
  ["COO", "chief operating officer"],
  ["HQ", "headquarters"],
  ["YoY", "year over year"],
  [
    "P&L",
    "income statement",
    "statement of income",
    "statement of operations",
    "statement of earnings",
    "profit and loss",
  ],
  ["balance sheet", "statement of financial position"],
  ["cash flow statement", "statement of cash flows"],
  ["top line", "topline", "net sales", "net revenues"],
  ["bottom line", "net income"],
  ["headcount", "number of employees", "people employed"],
  ["employees", "people employed"],
  ["headquarters", "headquartered", "principal executive offices", "head office"],
  ["UK", "United Kingdom"],
  ["US", "USA", "United States"],
  ["EU", "European Union"],
  ["UN", "United Nations"],
  ["GDP", "gross domestic product"],
  ["VAT", "value added tax"],
  ["IPO", "initial public offering"],
  ["KPI", "key performance indicator"],
  ["DOB", "date of birth"],
  ["NDA", "non-disclosure agreement", "confidentiality agreement"],
  ["legal battles", "legal proceedings", "litigation"],
  ["lawsuits", "litigation"],
];

const EXPLAINED = /\(\s*(?:the\s+)?["“']?(\p{Lu}[\p{L}&-]{1,9})["”']?\s*\)/gu;
const SMALL = /^(?:of|and|the|for|in|on|to|a|an|&|de|der|die|das|und|van|von)$/i;

/** Short forms that a text explains, with the words: `free cash flow (FCF)`. */
export function explainedIn(text: string): [short: string, long: string][] {
  const found: [string, string][] = [];
  for (const match of text.matchAll(EXPLAINED)) {
    const short = match[1]!;
    if ((short.match(/\p{Lu}/gu)?.length ?? 0) < 2) continue;
    const before = text.slice(Math.max(0, match.index - 120), match.index).split(/[.;:(]\s/).at(-1)!;
    const words = before.trim().split(/[\s,-]+/).slice(-12);
    const letters = short.replace(/[^\p{L}]/gu, "").length;
    for (let from = Math.max(0, words.length - letters - 4); from < words.length; from++) {
      if (SMALL.test(words[from]!) || lettersOf(short)[0] !== lettersOf(words[from]!)[0]) continue;
      if (!spells(lettersOf(short), words.slice(from))) continue;
      found.push([short, words.slice(from).join(" ")]);
      break;
    }
  }
  return found;
}

/** Which words in a row a short form is made of, by their beginnings: `JnJ` of `Johnson & Johnson`; empty where of none. */
export function abbreviated(short: string, words: readonly string[]): string[] {
  const letters = lettersOf(short);
  if (letters.length < 3) return [];
  for (let from = 0; from < words.length; from++) {
    if (SMALL.test(words[from]!)) continue;
    for (let to = from + 2; to <= Math.min(words.length, from + 6); to++) {
      const run = words.slice(from, to);
      if (!SMALL.test(run.at(-1)!) && spells(letters, run)) return run;
    }
  }
  return [];
}

/** Whether letters are the beginnings of all words in order; small words may be left out, `n` stands for `and`. */
function spells(letters: string, words: readonly string[]): boolean {
  const [word, ...rest] = words;
  if (word === undefined) return letters === "";
  if (SMALL.test(word)) {
    if (spells(letters, rest)) return true;
    if (/^(?:and|&|und)$/i.test(word) && letters[0] === "n" && spells(letters.slice(1), rest)) return true;
  }
  const plain = lettersOf(word);
  for (let length = 1; length <= Math.min(plain.length, letters.length); length++) {
    if (plain[length - 1] !== letters[length - 1]) return false;
    if (spells(letters.slice(length), rest)) return true;
  }
  return false;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}]/gu, "");
}
