import type { Manifest, PluginInfo, PluginInspection, PluginSigner } from "nexus";

/** How a plugin is, in a word. */
export const STATE_WORDS: Record<PluginInfo["state"], string> = {
  ready: "Ready",
  running: "Running",
  disabled: "Switched off",
  quarantined: "In quarantine",
  refused: "Refused",
};

/** What kinds of plugins are called. */
export const KIND_WORDS: Record<PluginInfo["kind"], string> = {
  ingest: "File parser",
  agent: "Agent",
  viz: "Chart",
  report: "Exporter",
};

const CHANGES: Record<PluginInspection["change"], (name: string, version: string, from: string) => string> = {
  new: (name, version) => `Install ${name} ${version}?`,
  update: (name, version, from) => `Update ${name} from ${from} to ${version}?`,
  downgrade: (name, version, from) => `Go back from ${name} ${from} to ${version}?`,
  same: (name, version) => `Install ${name} ${version} again?`,
};

const BUTTONS: Record<PluginInspection["change"], string> = {
  new: "Install",
  update: "Update",
  downgrade: "Go back",
  same: "Install again",
};

/** The question that is asked before something is installed. */
export function installQuestion({ change, plugin, installed }: PluginInspection): string {
  return CHANGES[change](plugin.name, plugin.version, installed?.version ?? "");
}

/** The word on the button that says yes. */
export function installButton({ change, asked }: PluginInspection): string {
  return asked.length > 0 ? `${BUTTONS[change]} and allow` : BUTTONS[change];
}

/** Who signed a plugin, in a sentence; `id` is its own. */
export function signerWords(signer: PluginSigner | null, id: string): { text: string; good: boolean } {
  if (!signer) return { text: "Nobody signed it.", good: false };
  const { fingerprint } = signer;
  const known = signer.known.filter((other) => other !== id);
  return {
    text: known.length > 0
      ? `Signed with the key ${fingerprint}, like ${known.join(", ")}.`
      : `Signed with the key ${fingerprint}, which signed no other plugin here.`,
    good: signer.known.length > 0,
  };
}

/** What can be done about a plugin that does not run. */
export function wayBack(
  { state, origin, installedAt }: Pick<PluginInfo, "state" | "origin" | "installedAt">,
): string | null {
  if (state === "quarantined") {
    return "It stays off until you switch it on again. Everything else goes on without it.";
  }
  if (state !== "refused") return null;
  if (origin === "built-in") {
    return "Nothing of it runs. The files of Nexus itself have changed: install Nexus again.";
  }
  return installedAt === undefined
    ? "Nothing of it runs. Correct it or delete its folder, then look again."
    : "Nothing of it runs. Install it again from its archive, or remove it.";
}

/** What a plugin adds, in a few words. */
export function addsWords(kind: PluginInfo["kind"], contributes: Manifest["contributes"]): string {
  const { ingest, agent, viz, report } = contributes;
  if (kind === "ingest" && ingest) return `Reads ${ingest.extensions.join(", ")}`;
  if (kind === "viz" && viz) return `Draws ${viz.title.toLowerCase()}s`;
  if (kind === "report" && report) return `Writes ${report.extension}`;
  if (kind === "agent" && agent) {
    const model = { none: "", optional: ", with a model where there is one", required: ", needs a model" };
    return `Takes part in: ${agent.intents.join(", ")}${model[agent.model]}`;
  }
  return "";
}
