/**
 * Engines, index, plugins, analyses, generated code and models.
 *
 * @module
 */
import type { Services } from "../../runs/mod.ts";
import type { Part } from "./part.ts";

/** The processes that run plans. */
export function enginesPart(engines: Services["engines"]): Part {
  const { queries } = engines.stats();
  const working = queries.processes.filter((process) => process.working !== null).length;
  const ready = queries.processes.length;
  return {
    name: "engines",
    status: "ok",
    message: `${ready} ready, ${working} working, ${queries.waiting} waiting, ${queries.restarts} replaced`,
    details: { ready, working, waiting: queries.waiting, replaced: queries.restarts },
  };
}

/** Degraded where one is in quarantine or could not be taken. */
export function pluginsPart(registry: Services["registry"]): Part {
  const plugins = registry.list();
  const broken = plugins.filter(({ state }) => state === "quarantined" || state === "refused");
  return {
    name: "plugins",
    status: broken.length > 0 ? "degraded" : "ok",
    message: broken.length > 0
      ? broken.map(({ id, state, message }) => `${id} is ${state}${message ? `: ${message}` : ""}`).join("; ")
      : `${plugins.length} plugins`,
    details: { plugins: plugins.length, broken: broken.length },
  };
}

/** What can be searched, and whether its index is made. */
export function indexPart(library: Services["library"]): Part {
  const { documents, passages, characters, index } = library.state();
  const words = {
    off: "the index is made at the first question",
    filling: "the index is being made",
    ready: "the index is ready",
  };
  return {
    name: "index",
    status: documents === 0 ? "off" : "ok",
    message: documents === 0
      ? "There are no documents."
      : `${documents} ${documents === 1 ? "document" : "documents"} in ${passages} ${
        passages === 1 ? "passage" : "passages"
      }; ${words[index]}.`,
    details: { documents, passages, characters, index },
  };
}

/** How busy it is. */
export function analysesPart(runs: Services["runs"], atOnce: number): Part {
  const { running, waiting } = runs.stats();
  return {
    name: "analyses",
    status: "ok",
    message: `${running} running, ${waiting} waiting, ${atOnce} at once`,
    details: { running, waiting, atOnce },
  };
}

/** Which walls stand around generated code; it is off where too few do. */
export function sandboxPart(sandbox: Services["sandbox"]): Part {
  const { enabled, message, walls } = sandbox.state();
  const [standing, missing] = [walls.filter(({ stands }) => stands), walls.filter(({ stands }) => !stands)];
  const words = [
    message,
    `Standing: ${standing.map(({ name }) => name).join(", ")}.`,
    ...missing.map((wall) => `Not standing: ${wall.name} (${wall.message})`),
  ];
  return {
    name: "generated code",
    status: enabled ? "ok" : "off",
    message: words.join(" "),
    details: { enabled, standing: standing.length, missing: missing.length },
  };
}

/** Without a model everything but the reading of unusual questions works, so its absence is no fault; that of one that was named is. */
export async function modelsPart(models: Services["models"]): Promise<Part> {
  const { ollama, choices } = await models.choices();
  const details = { reachable: ollama.reachable, version: ollama.version };
  if (!ollama.reachable) {
    return {
      name: "models",
      status: models.expected ? "degraded" : "off",
      message: `${ollama.message} Questions are read without a model.`,
      details,
    };
  }
  const [primary] = choices;
  const chosen = choices.map(({ role, model, reason }) => `${role}: ${model ?? "none"} (${reason})`).join(
    " ",
  );
  return {
    name: "models",
    status: primary!.model !== null ? "ok" : models.expected ? "degraded" : "off",
    message: `Ollama ${ollama.version ?? "of an unknown version"}. ${chosen}`,
    details,
  };
}
