/**
 * Names of files and datasets as they are shown. Names come from strangers; paths are never made of them.
 *
 * @module
 */

/** Control characters, and marks that turn the direction of text around. */
const INVISIBLE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** The name without folders and control characters, at most 200 characters: `../../x.csv` is `x.csv`. */
export function fileName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1)!.replace(INVISIBLE, "").trim();
  return last.replace(/^\.+$/, "").slice(-200) || "file";
}

/** What a dataset is called: the file's name without extension, the table's name where a file holds several, unlike `taken`. */
export function datasetName(file: string, table: string, taken: ReadonlySet<string>): string {
  const stem = file.replace(/(?<=.)\.[A-Za-z0-9]{1,8}$/, "") || file;
  const base = table ? `${stem}: ${table}` : stem;
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base} (${n})`;
  return name;
}
