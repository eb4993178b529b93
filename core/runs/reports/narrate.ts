/**
 * Has the installed agents of the intent `write` say what answers say together.
 *
 * @module
 */
import {
  type AgentEvent,
  type Answer,
  type Narrative,
  NexusError,
  type WriteTask,
} from "../../contract/mod.ts";
import type { Models } from "../../models/mod.ts";
import type { AgentHandle, PluginRegistry } from "../../plugins/mod.ts";
import { fillPlaces, numbersTold, type Told } from "./places.ts";
import { WriteHost } from "./write_host.ts";

const PREVIEW_ROWS = 20;

/** A narrative with its places filled, and who wrote it. */
export interface Narration extends Narrative {
  agent: string;
  model: string | null;
}

export interface NarrateOptions {
  registry: PluginRegistry;
  models: Models;
  signal: AbortSignal;
}

/**
 * The narrative of the first agent that gives one. What breaks the rules, or a writer that fails with a model, is written again without one,
 * and says so. Null where no agent is installed or none can.
 */
export async function narrate(
  answers: { question: string | null; answer: Answer }[],
  title: string | null,
  options: NarrateOptions,
): Promise<Narration | null> {
  const told = answers.map(({ question, answer }, index): Told => ({
    key: `a${index + 1}`,
    question,
    answer,
    notices: noticesOf(answer),
  }));
  for (const agent of options.registry.agents("write")) {
    try {
      return await ask(agent, { told, title, models: options.models }, options);
    } catch (error) {
      if (options.signal.aborted) throw error;
      try {
        const plain = await ask(agent, { told, title, models: null }, options);
        const why = `This summary is written without a model: ${
          (error as Error).message.replace(/\.+$/, "")
        }.`;
        return { ...plain, summary: [...plain.summary.slice(0, 9), why] };
      } catch (again) {
        if (options.signal.aborted) throw again;
      }
    }
  }
  return null;
}

async function ask(
  agent: AgentHandle,
  { told, title, models }: { told: Told[]; title: string | null; models: Models | null },
  { signal }: NarrateOptions,
): Promise<Narration> {
  const host = new WriteHost(models, { signal });
  let narrative: Narrative | undefined;
  const notices: string[] = [];
  for await (const event of agent.run(taskOf(told, title), host, { signal }) as AsyncIterable<AgentEvent>) {
    if (event.type === "narrative") narrative = event.narrative;
    else if (event.type === "notice") notices.push(event.message);
  }
  if (narrative === undefined) {
    throw new NexusError("plugin.contract", `The agent ${agent.id} ended without a narrative`);
  }
  const allowed = numbersTold(told, title);
  const fill = (text: string) => fillPlaces(text, told, allowed);
  const known = new Set(told.map(({ key }) => key));
  return {
    title: fill(narrative.title),
    summary: [...narrative.summary.map(fill), ...notices],
    headings: Object.fromEntries(
      Object.entries(narrative.headings ?? {}).filter(([key]) => known.has(key)).map((
        [key, heading],
      ) => [key, fill(heading)]),
    ),
    agent: agent.id,
    model: host.model,
  };
}

function taskOf(told: Told[], title: string | null): WriteTask {
  return {
    intent: "write",
    title,
    answers: told.map(({ key, question, answer, notices }) => ({
      key,
      question,
      status: answer.status,
      trust: answer.trust,
      text: answer.text,
      kind: answer.kind,
      answer: answer.answer,
      columns: answer.result?.columns ?? [],
      rowCount: answer.result?.rowCount ?? 0,
      preview: answer.result?.rows.slice(0, PREVIEW_ROWS) ?? [],
      notices,
    })),
  };
}

/** What must not be lost on the way to paper: what the user was told, and rows that took no part without having been asked to. */
function noticesOf({ notices, excluded }: Answer): string[] {
  const apart = excluded.filter(({ cause }) => cause !== "filtered").map(({ rows, reason }) =>
    `${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"} ${reason}.`
  );
  return [...apart, ...notices];
}
