import type { Answer, NexusEvent, Run, Step } from "nexus";
import type { Problem } from "../api/http.ts";

/** Where an analysis stands. */
export type Phase = "sending" | "running" | "ended" | "cancelled";

/** What is known of one analysis. */
export interface RunState {
  phase: Phase;
  run: string | null;
  steps: Step[];
  answer: Answer | null;
  /** False while a better answer (confirmed, or with a chart) may still come. */
  final: boolean;
  /** Set where there is no answer because the request itself failed. */
  problem: Problem | null;
}

export const STARTING: RunState = {
  phase: "sending",
  run: null,
  steps: [],
  answer: null,
  final: false,
  problem: null,
};

/** The state after an event of the run. Events that are replayed after a reconnection change nothing twice. */
export function afterEvent(state: RunState, event: NexusEvent): RunState {
  switch (event.type) {
    case "run.started":
      return { ...state, phase: "running", run: event.run, steps: [] };
    case "run.step":
      return { ...state, steps: [...state.steps, event.step] };
    case "run.answer":
      return { ...state, answer: event.answer, final: event.final };
    case "run.ended":
      return { ...state, phase: "ended", final: true };
    default:
      return state;
  }
}

/** The state that a stored run gives, keeping the steps that were seen. */
export function afterFetch(state: RunState, run: Run): RunState {
  const base = { ...state, run: run.id, problem: null };
  if (run.status === "running") return { ...base, phase: "running" };
  if (run.status === "cancelled") return { ...base, phase: "cancelled", final: true };
  if (run.answer) return { ...base, phase: "ended", answer: run.answer, final: true };
  return afterProblem(base, {
    message: "This analysis ended without an answer",
    hint: "Ask again.",
    reference: run.id,
  });
}

/** The state after the request itself failed. An answer that already stands is kept. */
export function afterProblem(state: RunState, problem: Problem): RunState {
  return { ...state, phase: "ended", final: true, problem: state.answer ? null : problem };
}
