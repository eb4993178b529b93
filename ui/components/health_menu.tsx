import { useEffect, useRef } from "preact/hooks";
import { addresses } from "../models/router.ts";
import { useApp } from "./app_context.ts";
import { HealthParts } from "./health_parts.tsx";

const WORDS = { ok: "Running", degraded: "Running with limits", off: "Off" } as const;

/** How the server feels, in one dot; opens into its parts. */
export function HealthMenu() {
  const { catalogue, live, session } = useApp();
  const health = catalogue.health.value;
  const status = !live.connected.value ? "off" : health?.status ?? "ok";
  const title = !live.connected.value ? "Not connected" : health ? WORDS[health.status] : "Checking";
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const elsewhere = !element.current?.contains(event.target as Node);
      if (elsewhere || (event as KeyboardEvent).key === "Escape") element.current?.removeAttribute("open");
    };
    document.addEventListener("keydown", close);
    document.addEventListener("pointerdown", close);
    return () => {
      document.removeEventListener("keydown", close);
      document.removeEventListener("pointerdown", close);
    };
  }, []);
  return (
    <details ref={element} class="health">
      <summary aria-label={`Health: ${title}`}>
        <span class={`dot dot-${status}`} aria-hidden="true" />
        <span class="health-title">{title}</span>
      </summary>
      <div class="health-panel" tabIndex={0} role="group" aria-label="Health of each part">
        <p>
          <strong>{title}</strong>
          {health && <span class="faint">Nexus {health.version}</span>}
        </p>
        {health && <HealthParts parts={health.parts} />}
        <div class="health-tools">
          <a
            class="button button-small"
            href={addresses.system}
            onClick={() => element.current?.removeAttribute("open")}
          >
            Models, machine, backup
          </a>
          {session.signedIn.value && (
            <button
              type="button"
              class="button button-small"
              onClick={() => session.signOut()}
            >
              Sign out
            </button>
          )}
        </div>
      </div>
    </details>
  );
}
