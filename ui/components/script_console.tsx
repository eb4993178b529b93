import type { ConsoleLine } from "nexus";
import { countOf } from "../models/format.ts";

/** What a script wrote to its console. */
export function ScriptConsole(props: { lines: ConsoleLine[]; dropped: number }) {
  const { lines, dropped } = props;
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>Console</h3>
      <div class="code console" tabIndex={0} role="region" aria-label="Console">
        {lines.map(({ level, text }, index) => (
          <p key={index} class={`console-${level}`}>
            {(level === "warn" || level === "error") && (
              <span class="visually-hidden">{level === "warn" ? "Warning:" : "Error:"}</span>
            )}
            {text}
          </p>
        ))}
      </div>
      {dropped > 0 && <p class="faint">{countOf(dropped, "more line")} not kept: it wrote too many.</p>}
    </section>
  );
}
