/**
 * Has the installed agents of the intent `review` look at a script before it runs.
 *
 * @module
 */
import {
  type AgentHost,
  type CodeRun,
  NexusError,
  type ReviewTask,
  type Step,
  type Verdict,
} from "../../contract/mod.ts";
import type { Models } from "../../models/mod.ts";
import type { AgentHandle, PluginRegistry } from "../../plugins/mod.ts";
import type { ModelBudget } from "../model_budget.ts";
import { ReviewHost } from "./review_host.ts";

export interface ReviewOptions {
  registry: PluginRegistry;
  models: Models;
  budget: ModelBudget;
  /** The run's host, which a reviewer may look at the data through. */
  host: Pick<AgentHost, "read" | "query" | "fetch">;
  signal: AbortSignal;
  onStep: (step: Step) => void;
}

/** What reviewers said; one that is missing or failed is a notice, never a stop. Ends with the first that refuses. */
export async function askReviewers(
  task: ReviewTask,
  options: ReviewOptions,
): Promise<{ reviews: CodeRun["reviews"]; notices: string[] }> {
  const agents = options.registry.agents("review");
  const reviews: CodeRun["reviews"] = [];
  const notices: string[] = [];
  if (agents.length === 0) {
    notices.push("No agent reviewed the script: none is installed. The host's own checks were made.");
  }
  for (const agent of agents) {
    try {
      const { said, review, model } = await ask(agent, task, options);
      notices.push(...said);
      reviews.push({ ...review, agent: agent.id, version: agent.version, model });
      if (review.verdict === "concern") {
        notices.push(`${agent.id} has doubts about the script; they stand beside it.`);
      }
      if (review.verdict === "refuse") break;
    } catch (error) {
      if (options.signal.aborted) throw error;
      notices.push(
        `The reviewer ${agent.id} failed (${(error as Error).message}); the script ran without it.`,
      );
    }
  }
  return { reviews, notices };
}

async function ask(
  agent: AgentHandle,
  task: ReviewTask,
  { models, budget, host, signal, onStep }: ReviewOptions,
): Promise<{ said: string[]; review: Verdict; model: string | null }> {
  const reviewHost = new ReviewHost(host, { models, budget, signal });
  const said: string[] = [];
  let review: Verdict | undefined;
  for await (const event of agent.run(task, reviewHost, { signal })) {
    if (event.type === "step") {
      const { title, detail } = event;
      onStep({ actor: agent.id, title, ...(detail === undefined ? {} : { detail }) });
    } else if (event.type === "notice") said.push(event.message);
    else if (event.type === "review") review = event.review;
  }
  if (review) return { said, review, model: reviewHost.model };
  throw new NexusError("plugin.contract", `The agent ${agent.id} ended without a review`);
}
