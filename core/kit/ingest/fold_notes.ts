import type { ImportNote } from "../../contract/mod.ts";

const SHOWN = 4;

/** Keeps a wide table from drowning its reader in notes: of each topic and level the first few stay, the others are counted. */
export function foldNotes(notes: ImportNote[]): ImportNote[] {
  const groups = new Map<string, ImportNote[]>();
  for (const note of notes) {
    const key = `${note.level} ${note.topic}`;
    groups.set(key, [...(groups.get(key) ?? []), note]);
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length <= SHOWN + 1) return group;
    const rest = group.slice(SHOWN);
    const columns = rest.map((note) => /column "([^"]*)"/.exec(note.message)?.[1]).filter((name) =>
      name !== undefined
    );
    const names = columns.slice(0, 12).map((name) => `"${name.slice(0, 40)}"`).join(", ");
    const more = columns.length > 12 ? ` and ${columns.length - 12} more` : "";
    const count = rest.reduce((sum, note) => sum + (note.count ?? 0), 0);
    return [...group.slice(0, SHOWN), {
      level: rest[0]!.level,
      topic: rest[0]!.topic,
      message: names === ""
        ? `The same holds ${rest.length} times more.`
        : `The same goes for columns ${names}${more}.`,
      ...(count > 0 ? { count } : {}),
    }];
  });
}
