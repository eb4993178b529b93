/**
 * Plugins in plain words.
 *
 * @module
 */
import type {
  PluginCallRecord,
  PluginInfo,
  PluginInspection,
  PluginPermission,
  PluginSigner,
} from "../contract/mod.ts";
import { plainText } from "./render.ts";

const KINDS: Record<PluginInfo["kind"], string> = {
  ingest: "reads files",
  agent: "works on questions",
  viz: "draws charts",
  report: "writes reports",
};

/** One line for each. */
export function listWords(plugins: readonly PluginInfo[]): string {
  return plugins.map((plugin) => {
    const { id, version, state, message } = plugin;
    const kind = isKnown(plugin) ? plugin.kind : "?";
    return lines([
      `${id.padEnd(24)} ${version.padEnd(8)} ${kind.padEnd(7)} ${state}${message ? ` (${message})` : ""}`,
    ]);
  }).join("");
}

/** Of a plugin whose manifest was refused, what it would add is not known. */
function isKnown({ contributes }: PluginInfo): boolean {
  return Object.keys(Object(contributes)).length > 0;
}

/** Everything about one. */
export function infoWords(plugin: PluginInfo): string {
  const { id, name, version, kind, state, message, origin, source, installedAt, signer, grants = [], calls } =
    plugin;
  const from = source === undefined
    ? origin === "built-in" ? "comes with Nexus" : "put there by hand"
    : `${source}${installedAt === undefined ? "" : `, ${installedAt.slice(0, 10)}`}`;
  const known = isKnown(plugin);
  return lines([
    `${name} (${id} ${version})${known ? `: ${KINDS[kind]}` : ""}`,
    ...(plugin.description === "" ? [] : [`  ${plugin.description}`]),
    `  State      ${state}${message ? `: ${message}` : ""}`,
    ...wayBack(plugin),
    `  From       ${from}`,
    ...(source === undefined ? [] : [`  Signed by  ${signer ? `key ${signer.fingerprint}` : "nobody"}`]),
    ...(known ? [`  Adds       ${additionWords(plugin)}`] : []),
    ...(grants.length === 0 && state !== "refused" ? ["  It asks for nothing."] : []),
    ...grants.map((grant) => `  ${grant.granted ? "may" : "may NOT"} ${grant.words}  [${grant.id}]`),
    ...(calls === undefined || calls.count === 0
      ? []
      : [`  Calls      ${calls.count}, of which ${calls.failed} failed`]),
  ]);
}

/** What is about to be installed, who signed it, what it wants and why. */
export function inspectionWords(inspection: PluginInspection, source: string): string {
  const { plugin, installed, permissions, asked, dropped, signer, change, warnings } = inspection;
  const news = permissions.filter(({ id }) => asked.includes(id));
  const head = installed === null || change === "same"
    ? `${plugin.name} (${plugin.id} ${plugin.version}): ${KINDS[plugin.kind]}`
    : `${plugin.name} (${plugin.id}): ${change} from ${installed.version} to ${plugin.version}`;
  const wants = installed === null
    ? permissions.length === 0
      ? ["  It wants nothing: no file but those you open with it, no network, none of your settings."]
      : ["  It wants to", ...news.flatMap(wishWords)]
    : news.length === 0
    ? ["  It wants nothing that it does not have."]
    : ["  New: it also wants to", ...news.flatMap(wishWords)];
  return lines([
    head,
    `  ${plugin.description}`,
    `  From       ${source}`,
    `  Signed by  ${signerWords(signer, plugin.id)}`,
    `  Adds       ${additionWords(plugin)}`,
    ...wants,
    ...(dropped.length === 0
      ? []
      : [`  It no longer wants to ${dropped.map(({ words }) => words).join("; to ")}`]),
    ...warnings.map((warning) => `  ! ${warning}`),
  ]);
}

/** Calls in a column each. */
export function callWords(calls: readonly PluginCallRecord[]): string {
  if (calls.length === 0) return "It was not called since Nexus started.\n";
  return calls.map(({ at, method, ms, outcome }) =>
    plainText(`${at}  ${method.padEnd(14)} ${ms.toFixed(1).padStart(9)} ms  ${outcome}`) + "\n"
  ).join("");
}

/** What lets a plugin run again that does not. */
function wayBack({ id, state, source, message = "" }: PluginInfo): string[] {
  if (state === "quarantined" || state === "disabled" && message === "") {
    return [`             deno task plugin enable ${id} lets it run again`];
  }
  if (state === "disabled") return [`             deno task plugin grant ${id} gives back what it asks for`];
  if (state !== "refused" || source === undefined) return [];
  return [
    `             deno task plugin install ${source} puts it right; deno task plugin remove ${id} ends it`,
  ];
}

function wishWords({ words, reason }: PluginPermission): string[] {
  return [`    - ${words}`, `      because, says its author: "${reason}"`];
}

function signerWords(signer: PluginSigner | null, id: string): string {
  if (signer === null) return "nobody";
  const others = signer.known.filter((other) => other !== id);
  const known = signer.known.includes(id)
    ? "the same as before"
    : others.length > 0
    ? `known from ${others.join(", ")}`
    : "not seen here before: compare it with what its author tells you";
  return `key ${signer.fingerprint} (${known})`;
}

function additionWords({ contributes }: Pick<PluginInfo, "contributes">): string {
  const { ingest, agent, viz, report } = Object(contributes);
  return [
    ingest &&
    `a reader of ${[...ingest.extensions, ...ingest.mediaTypes].join(", ")} (${ingest.gives.join(", ")})`,
    agent && `an agent that can ${agent.intents.join(", ")}`,
    viz && `the chart "${viz.title}" (${viz.type})`,
    report && `the report format "${report.title}" (${report.extension})`,
  ].filter(Boolean).join("; ") || "nothing";
}

function lines(all: string[]): string {
  return all.map((line) => plainText(line.replaceAll("\n", " "))).join("\n") + "\n";
}
