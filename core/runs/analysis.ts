/**
 * One analysis, from a question or a plan to an answer.
 *
 * @module
 */
import { type Answer, NexusError, type Question } from "../contract/mod.ts";
import {
  type AnalysisContext,
  type AnalysisHooks,
  type AnalysisInput,
  type AnalysisOptions,
  hostFor,
} from "./context.ts";
import { redrawAnswer } from "./draw.ts";
import { failedAnswer, outcomeAnswer } from "./outcomes.ts";
import { propose } from "./propose.ts";
import { answerFromDocuments, asksForText, carriesWords } from "./retrieval.ts";
import { settleScript } from "./scripts/settle_script.ts";
import { settle } from "./settle.ts";
import { type Visual, Visualizer } from "./visual.ts";

/** Runs analyses. Agents propose; status and trust are decided here. */
export class Analyst {
  readonly #options: AnalysisOptions;
  readonly #visualizer: Visualizer;

  constructor(options: AnalysisOptions) {
    this.#options = options;
    this.#visualizer = new Visualizer(options.registry);
  }

  /** Never throws: what went wrong is an answer with status `failed`. */
  async analyze(input: AnalysisInput, hooks: AnalysisHooks): Promise<Answer> {
    const started = performance.now();
    const elapsed = () => Math.round((performance.now() - started) * 10) / 10;
    const host = hostFor(this.#options, {
      question: input.question?.text ?? null,
      datasets: input.datasets.map(({ id }) => id),
      documents: input.documents.map(({ id }) => id),
      signal: hooks.signal,
      onStep: hooks.onStep,
    });
    try {
      return await this.#answer({ input, options: this.#options, host, hooks, elapsed });
    } catch (error) {
      const cancelled = hooks.signal.aborted && (hooks.signal.reason instanceof NexusError);
      const failed = failedAnswer(cancelled ? hooks.signal.reason : error, elapsed());
      const code = host.failedScript;
      return input.code && code ? { ...failed, code } : failed;
    }
  }

  /** Draws an answer again as another type of chart. */
  async redraw(answer: Answer, type: string | undefined, signal: AbortSignal): Promise<Visual> {
    return await redrawAnswer(answer, type, {
      options: this.#options,
      visualizer: this.#visualizer,
      signal,
    });
  }

  async #answer(context: AnalysisContext): Promise<Answer> {
    const { input, host, hooks, elapsed } = context;
    const { registry, library } = this.#options;
    const search = (asked: AnalysisInput & { question: Question }) =>
      answerFromDocuments(asked, { registry, library, host, hooks, elapsed });
    const onlyDocuments = input.datasets.length === 0;
    if (mayRetrieve(input) && (onlyDocuments || asksForText(input.question))) {
      const found = await search(input);
      if (onlyDocuments || found.status === "answered") return found;
    }
    const proposal = await propose(context);
    if (proposal.kind === "result") {
      const left = proposal.certainty === "likely" ? proposal.reading?.unused ?? [] : [];
      if (left.length > 0 && !onlyDocuments && mayRetrieve(input)) {
        const found = await search(input);
        if (carriesWords(found, left)) return found;
      }
      return await settle(proposal, context, this.#visualizer);
    }
    if (proposal.kind === "script") return await settleScript(proposal, context, this.#visualizer);
    const refusal = { ...outcomeAnswer(proposal.outcome, elapsed()), notices: proposal.notices };
    if (refusal.status !== "refused" || !mayRetrieve(input)) return refusal;
    const found = await search(input);
    return found.status === "answered" ? found : { ...refusal, ms: elapsed() };
  }
}

/** Whether documents can be asked: there are some, and there is a question in words. */
function mayRetrieve(input: AnalysisInput): input is AnalysisInput & { question: Question } {
  return input.plan === null && input.code === null && input.documents.length > 0 &&
    Boolean(input.question?.text.trim());
}
