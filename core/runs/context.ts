/**
 * What one analysis works with.
 *
 * @module
 */
import type { Answer, Dataset, Document, ExecuteRequest, Plan, Question, Step } from "../contract/mod.ts";
import type { Catalogue } from "../datasets/mod.ts";
import type { Library } from "../documents/mod.ts";
import type { Reader } from "../language/mod.ts";
import type { Models } from "../models/mod.ts";
import type { PluginRegistry } from "../plugins/mod.ts";
import { RunHost, type RunHostOptions } from "./agent_host.ts";
import type { Executor } from "./execute.ts";
import type { ScriptParts } from "./scripts/parts.ts";

/** What is to be analysed: a question about datasets, a plan, or a script of a person. */
export interface AnalysisInput {
  run: string;
  question: Question | null;
  plan: Plan | null;
  code: ExecuteRequest | null;
  datasets: Dataset[];
  /** How far a chart is taken: to a figure for people, or to the choice of one. */
  drawing: "figure" | "choice";
  documents: Document[];
}

/** The parts that every analysis uses. */
export interface AnalysisOptions {
  reader: Reader;
  executor: Executor;
  catalogue: Catalogue;
  library: Library;
  registry: PluginRegistry;
  models: Models;
  scripts: ScriptParts;
}

export interface AnalysisHooks {
  signal: AbortSignal;
  onStep: (step: Step) => void;
  /** The answer as soon as it stands, before it is confirmed and drawn. */
  onAnswer: (answer: Answer) => void;
}

/** One analysis under way. */
export interface AnalysisContext {
  input: AnalysisInput;
  options: AnalysisOptions;
  host: RunHost;
  hooks: AnalysisHooks;
  /** Milliseconds since it began. */
  elapsed: () => number;
}

/** What a run's agents reach: the parts, and of the data only what the run names. */
export function hostFor(
  options: AnalysisOptions,
  run: Pick<RunHostOptions, "question" | "datasets" | "documents" | "signal" | "onStep">,
): RunHost {
  return new RunHost({ ...options, ...run });
}
