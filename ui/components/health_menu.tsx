import { useEffect, useRef } from "preact/hooks";
import { useApp } from "./app_context.ts";

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
        <ul>
          {health?.parts.map((part) => (
            <li key={part.name}>
              <span class={`dot dot-${part.status}`} aria-hidden="true" />
              <span>
                <strong>{part.name}</strong>
                <span class="visually-hidden">{WORDS[part.status]}</span>
                <span class="faint">{part.message}</span>
              </span>
            </li>
          ))}
        </ul>
        {session.signedIn.value && (
          <div class="health-tools">
            <button type="button" class="button button-small" onClick={() => session.signOut()}>
              Sign out
            </button>
          </div>
        )}
      </div>
    </details>
  );
}
