/**
 * The scripts of one run: reviewed, run in the sandbox, and written down with all that was said of them.
 *
 * @module
 */
import {
  type AgentHost,
  type CodeFinding,
  type CodeRun,
  type Dataset,
  type ExecuteRequest,
  NexusError,
  type Step,
} from "../../contract/mod.ts";
import type { Catalogue } from "../../datasets/mod.ts";
import type { Models } from "../../models/mod.ts";
import type { PluginRegistry } from "../../plugins/mod.ts";
import type { Executor } from "../execute.ts";
import { sha256 } from "../hash.ts";
import type { ModelBudget } from "../model_budget.ts";
import { askReviewers } from "./ask_reviewers.ts";
import type { ScriptOutcome, ScriptParts } from "./parts.ts";
import { ScriptData } from "./script_data.ts";

/** The first, and two repairs. */
export const MAX_SCRIPTS = 3;

export interface ScriptsOptions {
  parts: ScriptParts;
  registry: PluginRegistry;
  models: Models;
  budget: ModelBudget;
  executor: Executor;
  catalogue: Catalogue;
  datasets: string[];
  question: string | null;
  host: Pick<AgentHost, "read" | "query" | "fetch">;
  signal: AbortSignal;
  onStep: (step: Step) => void;
}

/** A script that ran, with its result. */
export interface ScriptExecution {
  code: CodeRun;
  outcome: ScriptOutcome;
  /** The datasets that it read. */
  read: Dataset[];
  notices: string[];
}

/** Runs the scripts of one run, at most {@linkcode MAX_SCRIPTS}. */
export class Scripts {
  readonly #options: ScriptsOptions;
  readonly #attempts: CodeRun["attempts"] = [];
  #count = 0;
  #failed: CodeRun | null = null;

  constructor(options: ScriptsOptions) {
    this.#options = options;
  }

  /** The last script that did not come to a result, as far as it got. */
  get failed(): CodeRun | null {
    return this.#failed;
  }

  /**
   * Reviews and runs a script.
   *
   * @throws NexusError `code.*`, `plugin.denied` for more scripts than a run may have
   */
  async execute(request: ExecuteRequest, author: string | null): Promise<ScriptExecution> {
    const { parts, signal, onStep } = this.#options;
    const { runner } = parts;
    if (!runner.enabled) {
      throw new NexusError("code.off", "Generated code does not run here", {
        hint: "See ENABLE_CODE_SANDBOX, and what /health says of the sandbox.",
      });
    }
    if (++this.#count > MAX_SCRIPTS) {
      throw new NexusError(
        "plugin.denied",
        `An agent may run at most ${MAX_SCRIPTS} scripts for one question`,
      );
    }
    const { source, input } = request;
    const code: CodeRun = {
      language: "javascript",
      source,
      sha256: sha256(source),
      ...(input === undefined ? {} : { input }),
      author,
      findings: [],
      reviews: [],
      attempts: [...this.#attempts],
      queries: [],
      console: [],
      consoleDropped: 0,
      ms: 0,
    };
    try {
      const notices = await this.#review(code);
      onStep({ actor: "sandbox", title: "Run the script", detail: "with no permissions" });
      const { executor, catalogue } = this.#options;
      const datasets = this.#options.datasets.map((id) => catalogue.get(id));
      const data = new ScriptData({ executor, catalogue, parts, datasets, signal });
      const outcome = await runner.run({
        source,
        ...(input === undefined ? {} : { input }),
        tables: data.tables,
        handlers: data.handlers,
      }, { signal }).finally(() => data.close());
      const { queries, console, consoleDropped, ms } = outcome;
      Object.assign(code, { queries, console, consoleDropped, ms });
      onStep({
        actor: "sandbox",
        title: "The script ended",
        detail: `${queries.length} questions to the data`,
      });
      return { code, outcome, read: data.read, notices };
    } catch (error) {
      this.#failed = code;
      this.#attempts.push({ source, error: (error as Error).message });
      throw error;
    }
  }

  /** @throws NexusError `code.rejected` with the findings in its details. */
  async #review(code: CodeRun): Promise<string[]> {
    const { parts, registry, models, budget, host, catalogue, datasets, question, signal, onStep } =
      this.#options;
    onStep({ actor: "nexus", title: "Check the script", detail: "what it may reach" });
    code.findings = parts.runner.review(code.source);
    const errors = code.findings.filter(({ severity }) => severity === "error");
    if (errors.length > 0) throw rejected("The script may not run", errors);
    const { reviews, notices } = await askReviewers({
      intent: "review",
      question,
      source: code.source,
      findings: code.findings,
      datasets: datasets.map((id) => catalogue.profile(id)),
    }, { registry, models, budget, host, signal, onStep });
    code.reviews = reviews;
    const refusal = reviews.find(({ verdict }) => verdict === "refuse");
    if (refusal) {
      const findings = refusal.remarks.map(({ message, line }): CodeFinding => ({
        rule: "review",
        severity: "error",
        message,
        line: line ?? 1,
        column: 1,
      }));
      throw rejected(`The reviewer ${refusal.agent} refuses the script`, findings);
    }
    return notices;
  }
}

function rejected(what: string, findings: CodeFinding[]): NexusError {
  const [first] = findings;
  const said = first === undefined ? "" : `: ${first.message} (line ${first.line})`;
  return new NexusError("code.rejected", `${what}${said}`, {
    ...(first?.hint === undefined ? {} : { hint: first.hint }),
    details: { findings },
  });
}
