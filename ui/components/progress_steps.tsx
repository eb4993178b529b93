import { useSignal } from "@preact/signals";
import type { Step } from "nexus";
import { useEffect } from "preact/hooks";
import { formatMs } from "../models/format.ts";

/** What the analysis does right now, and what it did. */
export function ProgressSteps(
  props: { steps: Step[]; startedAt: number; reconnecting: boolean; onCancel: () => void },
) {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => now.value = Date.now(), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.floor((now.value - props.startedAt) / 1000);
  const last = props.steps.length - 1;
  return (
    <div class="progress">
      <div class="progress-head">
        <span class="spinner" aria-hidden="true" />
        <p role="status">
          {props.reconnecting
            ? "Connection lost. Connecting again …"
            : props.steps[last]?.title ?? "Reading your question"}
        </p>
        {seconds >= 1 && <span class="progress-time">{seconds} s</span>}
        <button type="button" class="button button-small" onClick={props.onCancel}>Cancel</button>
      </div>
      {props.steps.length > 1 && (
        <ol class="steps">
          {props.steps.slice(0, -1).map((step, index) => (
            <li key={index}>
              {step.title}
              {step.detail && <span class="faint">· {step.detail}</span>}
              {step.ms !== undefined && <span class="faint">· {formatMs(step.ms)}</span>}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
