import type { PluginInfo } from "nexus";
import { useApp } from "../components/app_context.ts";
import { PluginCard } from "../components/plugin_card.tsx";
import { ProblemNote } from "../components/problem_note.tsx";

const KINDS: { kind: PluginInfo["kind"]; title: string; text: string }[] = [
  { kind: "ingest", title: "File parsers", text: "Work out how a file is to be read." },
  { kind: "agent", title: "Agents", text: "Turn questions into plans, and results into charts." },
  { kind: "viz", title: "Charts", text: "Draw results." },
  { kind: "report", title: "Exporters", text: "Write answers to files." },
];

/** What is installed, how it is, and what it may do. */
export function PluginsPage() {
  const { catalogue } = useApp();
  const plugins = catalogue.plugins.value;
  return (
    <div class="page page-wide">
      <header class="page-head">
        <div>
          <h1>Plugins</h1>
          <p class="faint">
            Each one runs in a process of its own, with just the permissions that stand here.
          </p>
        </div>
      </header>
      {catalogue.problem.value && (
        <ProblemNote
          problem={catalogue.problem.value}
          onRetry={() => catalogue.refresh()}
        />
      )}
      {KINDS.map(({ kind, title, text }) => {
        const ofKind = (plugins ?? []).filter((plugin) => plugin.kind === kind);
        return ofKind.length === 0 ? null : (
          <section key={kind}>
            <h2>{title}</h2>
            <p class="faint">{text}</p>
            <ul class="plugins">
              {ofKind.map((plugin) => (
                <PluginCard
                  key={plugin.id}
                  plugin={plugin}
                  onSwitch={(on) => catalogue.switch(plugin.id, on)}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
