import type { ModelsInfo } from "nexus";
import { formatNumber } from "../models/format.ts";

const ROLES: Record<ModelsInfo["choices"][number]["role"], string> = {
  primary: "Reads unusual questions",
  review: "Reviews scripts",
  embedding: "Compares meanings",
};

/** Which local models are used for what and why, and what else is there. */
export function ModelsView({ info }: { info: ModelsInfo }) {
  const { ollama, machine, choices, installed } = info;
  return (
    <section class="models">
      <h2>Models</h2>
      <p>
        {ollama.reachable
          ? `Ollama ${ollama.version ?? ""} answers at ${ollama.url}.`
          : `${ollama.message} Questions are read, computed and checked without a model.`}
      </p>
      {ollama.reachable && (
        <dl class="model-roles">
          {choices.map(({ role, model, reason }) => (
            <div key={role}>
              <dt>{ROLES[role]}</dt>
              <dd>
                <strong>{model ?? "No model"}</strong> <span class="faint">{reason}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {installed.length > 0 && <Installed installed={installed} />}
      <p class="faint">
        {machine.cpu}, {machine.cores} cores, {formatNumber(Math.round(machine.memoryMb / 1024))} GB of memory
        {machine.gpus.map(({ name, memoryMb }) => `, ${name} with ${Math.round(memoryMb / 1024)} GB`).join(
          "",
        )}. {machine.budgetMb !== null && `A model may take ${(machine.budgetMb / 1024).toFixed(1)} GB.`}
      </p>
    </section>
  );
}

function Installed({ installed }: Pick<ModelsInfo, "installed">) {
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label="Models that Ollama has">
      <table class="table">
        <caption class="visually-hidden">Models that Ollama has</caption>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col" class="cell-number">Memory</th>
            <th scope="col">Can</th>
            <th scope="col">Fits</th>
          </tr>
        </thead>
        <tbody>
          {installed.map((model) => (
            <tr key={model.name}>
              <td>{model.name}</td>
              <td class="cell-number">{(model.needMb / 1024).toFixed(1)} GB</td>
              <td>{model.abilities.join(", ")}</td>
              <td title={model.note}>{model.fits ? "yes" : "no"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
