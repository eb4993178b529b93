/**
 * Which model is used for what, and why.
 *
 * @module
 */
import type { ModelRole, ModelsInfo } from "../contract/mod.ts";
import { type Ability, CATALOGUE, fullName, type KnownModel, knownModel } from "./catalogue.ts";
import type { Machine } from "./machine.ts";

/** A model as Ollama lists it. */
export interface InstalledModel {
  name: string;
  digest: string;
  /** Bytes on disk. */
  size: number;
  /** What Ollama says that it can do, where it was asked: `completion`, `embedding`, `thinking`. */
  capabilities?: readonly string[];
  context?: number;
  /** It runs on somebody else's machine. */
  remote: boolean;
}

/** What selection goes by. */
export interface SelectInput {
  installed: readonly InstalledModel[];
  machine: Machine;
  /** False where Ollama runs on another machine, whose memory is not known. */
  local: boolean;
  /** MiB that the engines may take. */
  enginesMb: number;
  wanted: Record<ModelRole, string>;
  /** Whether models may be chosen that were not named. */
  automatic: boolean;
}

export type Selection = Pick<ModelsInfo, "choices" | "installed"> & {
  budgetMb: number | null;
  budget: string;
};

type Verdict = ModelsInfo["installed"][number] & { rank: number; parameters: number; usable: boolean };

const SETTING: Record<ModelRole, string> = {
  primary: "PRIMARY_MODEL",
  review: "REVIEW_MODEL",
  embedding: "EMBEDDING_MODEL",
};
const SYSTEM_MB = 2048;
const MIB = 1024 * 1024;
/** Without a graphics card, larger models take minutes for one plan. */
const SMALL = 4.5;

/** Picks a model for each role among those that Ollama has and that fit; says why in words. */
export function selectModels(input: SelectInput): Selection {
  const { budgetMb, budget } = budgetOf(input);
  const verdicts = input.installed.map((model) => judge(model, budgetMb));
  const fast = !input.local || input.machine.gpus.length > 0 || input.machine.shared;
  const primary = choose("primary", verdicts, input, fast);
  const review = choose("review", verdicts, input, fast, primary.model);
  const embedding = choose("embedding", verdicts, input, fast);
  if (input.installed.length === 0) {
    const advice = adviceFor(budgetMb, fast);
    for (const choice of [primary, review, embedding]) {
      choice.reason = `Ollama has no models. ${choice.role === "embedding" ? "" : advice}`.trim();
    }
  }
  const installed = verdicts.map(({ rank: _, parameters: __, usable: ___, ...verdict }) => verdict);
  return { choices: [primary, review, embedding], installed, budgetMb, budget };
}

function budgetOf({ machine, local, enginesMb }: SelectInput): { budgetMb: number | null; budget: string } {
  if (!local) return { budgetMb: null, budget: "Ollama runs on another machine; its memory is not known." };
  const engines = Math.min(enginesMb, Math.floor(machine.memoryMb / 4));
  const memory = Math.max(0, machine.memoryMb - SYSTEM_MB - engines);
  const cards = machine.gpus.reduce((sum, { memoryMb }) => sum + memoryMb, 0);
  const onCards = Math.floor(cards * 0.95);
  if (onCards > memory) {
    return { budgetMb: onCards, budget: `${onCards} MiB of ${cards} MiB on graphics cards` };
  }
  return {
    budgetMb: memory,
    budget:
      `${memory} MiB: ${machine.memoryMb} MiB of memory, less ${SYSTEM_MB} for the system and ${engines} ` +
      `for the engines${cards > 0 ? `; graphics cards have ${cards} MiB` : ""}`,
  };
}

function judge(model: InstalledModel, budgetMb: number | null): Verdict {
  const known = knownModel(model.name);
  const abilities = abilitiesOf(model, known);
  const needMb = Math.max(known?.needMb ?? 0, Math.ceil(model.size / MIB * 1.15) + (known ? 0 : 500));
  const fits = budgetMb === null || needMb <= budgetMb;
  const note = model.remote
    ? "runs on somebody else's machine: data would leave this one, so it is never used"
    : abilities.length === 0
    ? "Ollama does not say what it can do"
    : !fits
    ? `needs about ${needMb} MiB, ${budgetMb} MiB are there`
    : known
    ? "fits"
    : "fits; not in the catalogue, judged by its size";
  return {
    name: model.name,
    needMb,
    context: model.context ?? known?.context ?? null,
    abilities,
    fits,
    note,
    rank: known?.rank ?? 5,
    parameters: known?.parameters ?? model.size / 0.6e9,
    usable: !model.remote && fits,
  };
}

function abilitiesOf({ capabilities }: InstalledModel, known: KnownModel | undefined): Ability[] {
  if (known) return [...known.abilities];
  return [
    ...(capabilities?.includes("completion") ? ["text" as const] : []),
    ...(capabilities?.includes("embedding") ? ["embedding" as const] : []),
    ...(capabilities?.includes("thinking") ? ["thinking" as const] : []),
  ];
}

function choose(
  role: ModelRole,
  verdicts: readonly Verdict[],
  { wanted, automatic }: SelectInput,
  fast: boolean,
  primary: string | null = null,
): ModelsInfo["choices"][number] {
  const ability = role === "embedding" ? "embedding" : "text";
  const named = wanted[role].trim();
  let before = "";
  if (named) {
    const found = verdicts.find(({ name }) => fullName(name) === fullName(named));
    const problem = !found
      ? `which Ollama does not have (ollama pull ${named})`
      : found.note.startsWith("runs on")
      ? `which ${found.note}`
      : !found.abilities.includes(ability)
      ? `which cannot do ${ability === "text" ? "text" : "embeddings"}`
      : null;
    if (problem === null) {
      const warning = found!.fits ? "" : `, although it ${found!.note}`;
      return { role, model: found!.name, reason: `${SETTING[role]} names it${warning}.` };
    }
    before = `${SETTING[role]} names ${named}, ${problem}. `;
  }
  if (!automatic) {
    const reason = before || `${SETTING[role]} is empty and AUTO_MODEL_SELECTION is off.`;
    return { role, model: null, reason: reason.trim() };
  }
  const able = verdicts.filter(({ abilities }) => abilities.includes(ability));
  const usable = able.filter((verdict) => verdict.usable);
  const preferred = (verdict: Verdict) =>
    (fast || verdict.parameters <= SMALL ? 1000 : 0) +
    (role === "review" && verdict.abilities.includes("code") ? 200 : 0) +
    // Another model sees what the first one missed.
    (role === "review" && verdict.name !== primary ? 100 : 0) + verdict.rank;
  const [best] = usable.toSorted((a, b) => preferred(b) - preferred(a) || (a.name < b.name ? -1 : 1));
  if (!best) {
    const what = ability === "text" ? "writes text" : "embeds";
    const reason = able.length === 0
      ? `No model that Ollama has ${what}.`
      : `No model that ${what} can be used: ${able.map(({ name, note }) => `${name} ${note}`).join("; ")}.`;
    return { role, model: null, reason: before + reason };
  }
  const others = usable.length - 1;
  const reason = [
    `the best of ${usable.length} that ${usable.length === 1 ? "fits" : "fit"}`,
    `needs about ${best.needMb} MiB`,
    ...(!fast && others > 0 && best.parameters <= SMALL
      ? ["small models are preferred without a graphics card"]
      : []),
    ...(!fast && best.parameters > SMALL ? ["slow without a graphics card"] : []),
    ...(role === "review" && best.abilities.includes("code") ? ["reads code"] : []),
    ...(role === "review" && best.name === primary ? ["there is no other"] : []),
  ].join(", ");
  return { role, model: best.name, reason: `${before}Chosen: ${reason}.` };
}

/** What to get, where there is nothing. */
function adviceFor(budgetMb: number | null, fast: boolean): string {
  const fitting = CATALOGUE.filter(({ needMb, abilities, parameters }) =>
    abilities.includes("text") && (budgetMb === null || needMb <= budgetMb) &&
    (fast || parameters <= SMALL) &&
    parameters <= 8.5
  );
  const [best] = fitting.toSorted((a, b) => b.rank - a.rank);
  return best ? `Here would fit: ollama pull ${best.name}.` : "No model of the catalogue fits this machine.";
}
