const MARKS = /[&<>`*_[\]\\!#$|~@]|:(?=\/\/)|^[-+=]|^\d+(?=[.)])/g;

/** Text of a stranger in Markdown: nothing in it is markup, an image or a link. One line. */
export function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim().replace(
    MARKS,
    (mark) => [...mark].map((letter) => `&#${letter.codePointAt(0)};`).join(""),
  );
}

/** A list in Markdown. */
export function listOf(items: readonly string[], mark = "-"): string | null {
  return items.length === 0 ? null : items.map((item) => `${mark} ${plain(item)}`).join("\n");
}

/** Text as it is, in a fence that nothing in it can close. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** A value as Python writes it. */
export function python(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "None";
  if (typeof value === "string") return JSON.stringify(value.toWellFormed()).replaceAll("\x7f", "\\u007f");
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (typeof value !== "object") return "None";
  return `{${
    Object.entries(value).filter(([, item]) => item !== undefined)
      .map(([key, item]) => `${python(key)}: ${python(item)}`).join(", ")
  }}`;
}

/** SQL as a text of several lines where it can stand as it is. */
export function pythonSql(sql: string): string {
  return /\\|"""/.test(sql) ? python(sql) : `"""\n${sql}\n"""`;
}
