import type { Manifest } from "../contract/mod.ts";

/** What a plugin would do in the place of others, or beside them, in sentences. */
export function rivalsOf(manifest: Manifest, others: readonly Manifest[]): string[] {
  const { agent, ingest, viz, report } = manifest.contributes;
  const named = (list: Manifest[]) => list.map(({ id }) => id).join(", ");
  const sentences: string[] = [];
  for (const intent of agent?.intents ?? []) {
    const later = others.filter(({ contributes }) =>
      contributes.agent?.intents.includes(intent) &&
      (contributes.agent.priority ?? 0) < (agent?.priority ?? 0)
    );
    if (later.length > 0) sentences.push(`It is asked to ${intent} before ${named(later)}.`);
  }
  const shared = (ingest?.extensions ?? []).filter((end) =>
    others.some(({ contributes }) => contributes.ingest?.extensions.includes(end))
  );
  if (shared.length > 0) {
    const same = others.filter(({ contributes }) =>
      contributes.ingest?.extensions.some((end) => shared.includes(end))
    );
    sentences.push(
      `It reads ${shared.join(", ")} as well as ${named(same)}; the one that is surer of a file gets it.`,
    );
  }
  const twin = others.filter(({ contributes }) =>
    viz !== undefined && contributes.viz?.type === viz.type ||
    report !== undefined && contributes.report?.format === report.format
  );
  if (twin.length > 0) sentences.push(`${named(twin)} does the same already and is used first.`);
  return sentences;
}
