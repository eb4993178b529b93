import type { Health } from "nexus";
import { capital } from "../models/format.ts";

const WORDS = { ok: "Running", degraded: "Running with limits", off: "Off" } as const;

/** The parts of the server, each with how it is. */
export function HealthParts(props: { parts: Health["parts"] }) {
  return (
    <ul class="health-parts">
      {props.parts.map((part) => (
        <li key={part.name}>
          <span class={`dot dot-${part.status}`} aria-hidden="true" />
          <span>
            <strong>{capital(part.name)}</strong>
            <span class="visually-hidden">{WORDS[part.status]}</span>
            <span class="faint">{part.message}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
