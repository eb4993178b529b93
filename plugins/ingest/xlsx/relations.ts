import type { Archive } from "./archive.ts";
import { eachXml } from "./xml.ts";

const LIMIT = 16 * 1024 * 1024;

/** A part that another one points to. */
export interface Relation {
  /** Last word of its type: `worksheet`, `sharedStrings`, `table`. */
  type: string;
  part: string;
}

/** Where the relations of a part point to, by id. Those that lead out of the file are left out. */
export async function relationsOf(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const slash = part.lastIndexOf("/") + 1;
  const path = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
  const relations = new Map<string, Relation>();
  if (!archive.has(path)) return relations;
  await eachXml(archive, path, {
    limit: LIMIT,
    handler: {
      open(name, attributes) {
        if (name !== "Relationship" || attributes["TargetMode"] === "External") return;
        const { Id: id, Type: type, Target: target } = attributes;
        if (id === undefined || type === undefined || target === undefined) return;
        relations.set(id, { type: type.slice(type.lastIndexOf("/") + 1), part: resolve(part, target) });
      },
      close() {},
      text() {},
    },
  });
  return relations;
}

/** A target as a path from the root of the archive. */
function resolve(from: string, target: string): string {
  const base = target.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const step of decoded(target).split("/")) {
    if (step === "..") base.pop();
    else if (step !== "" && step !== ".") base.push(step);
  }
  return base.join("/");
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
