import { useSignal } from "@preact/signals";
import type { Answer } from "nexus";
import { useId } from "preact/hooks";
import { formatMs } from "../models/format.ts";
import { trustWords } from "../models/trust_words.ts";
import { Icon, type IconName } from "./icon.tsx";

const ICONS: Record<Answer["trust"], IconName> = {
  verified: "checks",
  computed: "check",
  suggested: "question",
  none: "info",
};

/** The label of an answer; opens into what it rests on, in plain words. */
export function TrustLine(props: { answer: Answer; final: boolean }) {
  const { answer, final } = props;
  const open = useSignal(false);
  const panel = useId();
  const words = trustWords(answer, final);
  return (
    <div class="trust">
      <div class="trust-head">
        <button
          type="button"
          class={`trust-badge trust-${answer.trust}`}
          aria-expanded={open.value}
          aria-controls={panel}
          onClick={() => open.value = !open.value}
        >
          {final ? <Icon name={ICONS[answer.trust]} /> : <span class="spinner" aria-hidden="true" />}
          <span aria-live="polite">{words.label}</span>
          <Icon name="chevron" size={14} />
        </button>
        <p class="trust-halves">
          {words.computation.label} · {words.reading.label} · {formatMs(answer.ms)}
        </p>
      </div>
      {answer.trust === "suggested" && <p class="trust-warning">{words.summary}</p>}
      <div id={panel} class="trust-panel" hidden={!open.value}>
        {answer.trust !== "suggested" && <p>{words.summary}</p>}
        <dl>
          <dt>Computation</dt>
          <dd>
            <strong>{words.computation.label}.</strong> {words.computation.text}
          </dd>
          <dt>Reading</dt>
          <dd>
            <strong>{words.reading.label}.</strong> {words.reading.text}
          </dd>
          {answer.checks.length > 0 && <dt>Checks</dt>}
          {answer.checks.length > 0 && (
            <dd>
              <ul class="checks">
                {answer.checks.map((check) => (
                  <li key={check.name} class={check.passed ? "" : "check-failed"}>
                    <Icon name={check.passed ? "check" : "close"} size={14} />
                    <span class="visually-hidden">{check.passed ? "Passed:" : "Failed:"}</span>
                    {check.message}
                  </li>
                ))}
              </ul>
            </dd>
          )}
        </dl>
      </div>
    </div>
  );
}
