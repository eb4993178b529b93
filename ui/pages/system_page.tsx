import { useSignal } from "@preact/signals";
import type { ModelsInfo } from "nexus";
import { useEffect } from "preact/hooks";
import { type Problem, problemOf } from "../api/http.ts";
import { fetchModels } from "../api/resources.ts";
import { useApp } from "../components/app_context.ts";
import { AuditList } from "../components/audit_list.tsx";
import { HealthParts } from "../components/health_parts.tsx";
import { Icon } from "../components/icon.tsx";
import { ModelsView } from "../components/models_view.tsx";
import { ProblemNote } from "../components/problem_note.tsx";

/** How the server is: its parts, its models and why they were chosen, and a backup to take along. */
export function SystemPage() {
  const { catalogue, session } = useApp();
  const models = useSignal<ModelsInfo | null>(null);
  const problem = useSignal<Problem | null>(null);
  const health = catalogue.health.value;
  async function load() {
    problem.value = null;
    try {
      models.value = await fetchModels();
    } catch (error) {
      problem.value = problemOf(error);
    }
  }
  useEffect(() => {
    load();
    catalogue.refreshHealth();
  }, []);
  return (
    <div class="page page-wide">
      <header class="page-head">
        <div>
          <h1>System</h1>
          <p class="faint">
            {health
              ? `Nexus ${health.version}, up for ${
                uptime(health.uptimeSeconds)
              }. All of it runs on this machine.`
              : "Asking the server …"}
          </p>
        </div>
        <div class="page-tools">
          <a class="button" href="/backup" download>
            <Icon name="download" /> Download a backup
          </a>
          {session.signedIn.value && (
            <button type="button" class="button" onClick={() => session.signOut()}>Sign out</button>
          )}
        </div>
      </header>
      {health && (
        <section class="system-parts">
          <h2>Parts</h2>
          <HealthParts parts={health.parts} />
        </section>
      )}
      {problem.value && <ProblemNote problem={problem.value} onRetry={load} />}
      {models.value && <ModelsView info={models.value} />}
      <AuditList />
    </div>
  );
}

function uptime(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} seconds`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 86_400)} days`;
}
