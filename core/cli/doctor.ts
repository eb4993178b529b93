/**
 * `doctor`: what this machine and this installation can do.
 *
 * @module
 */
import { VERSION } from "../runs/mod.ts";
import { openServices } from "../runs/mod.ts";
import { readHolder } from "../store/mod.ts";
import { type Health, type ModelsInfo, NexusError } from "../contract/mod.ts";
import { plainText } from "./render.ts";
import { askServer, type JoinedServer } from "./server.ts";
import { type ExitCode, placesOf, type Program, quietLog } from "./program.ts";

/** Checks every part and prints what it found. Exit code 1 where a part does not work. */
export async function doctorCommand(program: Program): Promise<ExitCode> {
  const lines = [
    `Nexus ${VERSION}, Deno ${Deno.version.deno}, ${Deno.build.target}`,
    `Home: ${program.home}`,
  ];
  let services;
  try {
    services = await openServices(program.config, quietLog(program.config), placesOf(program));
  } catch (error) {
    if (!(error instanceof NexusError) || error.code !== "store.locked") throw error;
    const url = (await readHolder(program.home))?.url;
    if (!url) throw error;
    const { said, broken } = await askState({ url, key: program.config.API_KEY });
    program.out([...lines, ...said, ""].join("\n"));
    return broken ? 1 : 0;
  }
  let broken = false;
  try {
    try {
      const versions = await services.engines.versions();
      lines.push(
        `Engines: ${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(", ")}`,
      );
    } catch (error) {
      broken = true;
      lines.push(`Engines: do not start: ${(error as Error).message}`);
    }
    lines.push(`Datasets: ${services.store.datasets.list().length}`, "Plugins:");
    for (const { id, version, state, message } of services.registry.list()) {
      broken ||= state === "refused";
      lines.push(`  ${id} ${version}: ${state}${message ? ` (${message})` : ""}`);
    }
    lines.push(...describeModels(await services.models.info()));
    const { message, walls } = await services.sandbox.probe();
    lines.push(`Generated code: ${message}`);
    for (const wall of walls) {
      lines.push(`  ${wall.name}: ${wall.stands ? "stands" : "missing"}. ${wall.message}`);
    }
  } finally {
    await services.close();
  }
  program.out(lines.join("\n") + "\n");
  return broken ? 1 : 0;
}

/** The same of a server that runs: it has the folder, and knows its parts. */
async function askState(server: JoinedServer): Promise<{ said: string[]; broken: boolean }> {
  const models = await askServer<ModelsInfo>(server, "/models");
  const { version, parts } = await askServer<Health>(server, "/health");
  const said = [
    `Nexus ${version} is running here: ${server.url}`,
    ...parts.filter(({ name }) => name !== "models").map(({ name, status, message }) =>
      `  ${name}: ${status}. ${plainText(message)}`
    ),
    ...describeModels(models).map(plainText),
  ];
  return { said, broken: parts.some(({ status }) => status === "degraded") };
}

/** The machine, what Ollama has, and which model is used for what, and why. */
function describeModels({ ollama, machine, installed, choices }: ModelsInfo): string[] {
  const cards = machine.gpus.map(({ name, memoryMb }) => `, ${name} with ${memoryMb} MiB`).join("");
  const lines = [
    `Machine: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryMb} MiB of memory${
      cards || ", no graphics card"
    }`,
    `Models: ${ollama.message} Room for a model: ${machine.budget}.`,
  ];
  if (!ollama.reachable) return [...lines, "  Questions are read without a model."];
  return [
    ...lines,
    ...installed.map(({ name, note }) => `  ${name}: ${note}`),
    ...choices.map(({ role, model, reason }) => `  ${role}: ${model ?? "none"}. ${reason}`),
  ];
}
