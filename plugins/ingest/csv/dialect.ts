/** How the cells of a text file are told apart. */
export interface Dialect {
  /** One or two characters; empty where the file has one column. */
  delimiter: string;
  /** `"`, `'` or empty. */
  quote: string;
  /** True where `\"` stands for a quote inside quotes. A doubled quote always does. */
  backslash: boolean;
  /** True where spaces after the delimiter do not belong to the cell: `a, b` and tables aligned with spaces. */
  padding: boolean;
  /** `mixed`: more than one kind outside quotes; read as if all were `\n`. */
  newline: "\n" | "\r\n" | "\r" | "mixed";
  /** The character that starts a comment line, or empty. */
  comment: string;
}

const NAMES: Record<string, string> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "vertical bar",
  ":": "colon",
  "^": "caret",
  "~": "tilde",
  " ": "space",
  "": "none, one column",
};

/** A delimiter in words: `semicolon`, `comma and space`. */
export function delimiterName(dialect: Dialect): string {
  const { delimiter, padding } = dialect;
  if (delimiter === " ") return padding ? "spaces" : "space";
  const name = NAMES[delimiter] ?? `"${delimiter}"`;
  return padding ? `${name} and space` : name;
}
