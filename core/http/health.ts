/**
 * Looks after every part.
 *
 * @module
 */
import type { BareHealth, Health } from "../contract/mod.ts";
import { formatBytes } from "../store/mod.ts";
import { type Services, VERSION } from "../runs/mod.ts";

const STARTED = performance.now();
/** How long a look at Ollama may hold the answer. */
const LOOK_MS = 1000;

/** State of each part, from what is known; starts nothing. */
export async function checkHealth(
  { store, engines, registry, runs, config, models, sandbox }: Services,
): Promise<Health> {
  const parts: Health["parts"] = [];
  try {
    await Deno.stat(`${store.home}/nexus.db`);
    parts.push({ name: "store", status: "ok", message: `${store.datasets.list().length} datasets` });
  } catch (error) {
    parts.push({ name: "store", status: "degraded", message: (error as Error).message });
  }
  const { queries } = engines.stats();
  const working = queries.processes.filter((process) => process.working !== null).length;
  parts.push({
    name: "engines",
    status: "ok",
    message:
      `${queries.processes.length} ready, ${working} working, ${queries.waiting} waiting, ${queries.restarts} replaced`,
  });
  const plugins = registry.list();
  const broken = plugins.filter(({ state }) => state === "quarantined" || state === "refused");
  parts.push({
    name: "plugins",
    status: broken.length > 0 ? "degraded" : "ok",
    message: broken.length > 0
      ? broken.map(({ id, state, message }) => `${id} is ${state}${message ? `: ${message}` : ""}`).join("; ")
      : `${plugins.length} plugins`,
  });
  const { running, waiting } = runs.stats();
  parts.push({
    name: "analyses",
    status: "ok",
    message: `${running} running, ${waiting} waiting, ${config.MAX_CONCURRENT_ANALYSES} at once`,
  });
  parts.push({ name: "memory", status: "ok", message: `host ${formatBytes(Deno.memoryUsage().rss)}` });
  parts.push(sandboxPart(sandbox));
  parts.push(await modelsPart(models));
  return {
    status: parts.some(({ status }) => status === "degraded") ? "degraded" : "ok",
    version: VERSION,
    uptimeSeconds: Math.round((performance.now() - STARTED) / 1000),
    parts,
  };
}

/** What one without a key is told. */
export function bareHealth({ status }: Health): BareHealth {
  return { status };
}

/** Which walls stand around generated code; it is off where too few do. */
function sandboxPart(sandbox: Services["sandbox"]): Health["parts"][number] {
  const { enabled, message, walls } = sandbox.state();
  const [standing, missing] = [walls.filter(({ stands }) => stands), walls.filter(({ stands }) => !stands)];
  const words = [
    message,
    `Standing: ${standing.map(({ name }) => name).join(", ")}.`,
    ...missing.map((wall) => `Not standing: ${wall.name} (${wall.message})`),
  ];
  return { name: "generated code", status: enabled ? "ok" : "off", message: words.join(" ") };
}

/** Without a model everything but the reading of unusual questions works, so its absence is no fault; that of one that was named is. */
async function modelsPart(models: Services["models"]): Promise<Health["parts"][number]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => timer = setTimeout(() => resolve(null), LOOK_MS));
  const found = await Promise.race([models.choices(), late]);
  clearTimeout(timer);
  if (found === null) return { name: "models", status: "off", message: "Being looked for." };
  const { ollama, choices } = found;
  if (!ollama.reachable) {
    return {
      name: "models",
      status: models.expected ? "degraded" : "off",
      message: `${ollama.message} Questions are read without a model.`,
    };
  }
  const [primary] = choices;
  return {
    name: "models",
    status: primary!.model !== null ? "ok" : models.expected ? "degraded" : "off",
    message: choices.map(({ role, model, reason }) => `${role}: ${model ?? "none"} (${reason})`).join(" "),
  };
}
