import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Problem, problemOf, requestJson } from "../api/http.ts";
import { EndpointCard } from "../components/endpoint_card.tsx";
import { ProblemNote } from "../components/problem_note.tsx";
import { SchemaView } from "../components/schema_view.tsx";
import { groupsOf, type OpenApi } from "../models/openapi.ts";

/** The API, from its own description. */
export function ApiDocsPage() {
  const api = useSignal<OpenApi | null>(null);
  const problem = useSignal<Problem | null>(null);
  async function load() {
    problem.value = null;
    try {
      api.value = await requestJson<OpenApi>("/openapi.json");
    } catch (error) {
      problem.value = problemOf(error);
    }
  }
  useEffect(() => void load(), []);
  useEffect(() => {
    showNamed();
    addEventListener("hashchange", showNamed);
    return () => removeEventListener("hashchange", showNamed);
  }, [api.value]);
  const schemas = Object.entries(api.value?.components?.schemas ?? {});
  return (
    <div class="page page-wide">
      <header class="page-head">
        <div>
          <h1>API</h1>
          <p class="faint">
            Everything on this page is also an HTTP call. The machine-readable description is{" "}
            <a href="/openapi.json">openapi.json</a>.
          </p>
        </div>
      </header>
      {problem.value && <ProblemNote problem={problem.value} onRetry={load} />}
      {api.value && groupsOf(api.value).map((group) => (
        <section key={group.title} class="endpoints">
          <h2>{group.title}</h2>
          {group.endpoints.map((endpoint) => <EndpointCard key={endpoint.key} endpoint={endpoint} />)}
        </section>
      ))}
      {schemas.length > 0 && (
        <section class="endpoints">
          <h2>Schemas</h2>
          {schemas.map(([name, schema]) => (
            <details key={name} class="endpoint" id={`schema-${name}`}>
              <summary>
                <code>{name}</code>
                <span class="endpoint-summary">{schema.description}</span>
              </summary>
              <div class="endpoint-body">
                <SchemaView schema={schema} />
              </div>
            </details>
          ))}
        </section>
      )}
    </div>
  );
}

/** Opens the schema that the address names. */
function showNamed(): void {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!(named instanceof HTMLDetailsElement)) return;
  named.open = true;
  named.scrollIntoView({ block: "start" });
}
