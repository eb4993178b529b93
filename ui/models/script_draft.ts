import type { Dataset } from "nexus";

const LONGEST_TITLE = 120;

/** What a script that a person writes is called: its first comment, where it begins with one. */
export function titleOfScript(source: string): string {
  const comment = /^\s*(?:\/\/([^\n]*)|\/\*+\s*([^\n]*?)\s*(?:\*\/|\n))/.exec(source);
  const title = (comment?.[1] ?? comment?.[2] ?? "").trim();
  if (title === "") return "A script of yours";
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : title;
}

/** A first script to change: it runs as it is. */
export function firstScript(datasets: readonly Pick<Dataset, "name" | "columns">[]): string {
  const dataset = datasets[0];
  if (!dataset) return "// Say here what it computes\nreturn stats.mean([1, 2, 3]);\n";
  const table = `"${dataset.name.replaceAll('"', '""')}"`.replace(/[\\`]|\$\{/g, "\\$&");
  return `// How many rows are there?\nconst { rows } = await sql(\`select count(*) from ${table}\`);\nreturn rows[0][0];\n`;
}
