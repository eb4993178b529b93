import type { PluginInfo } from "nexus";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../components/app_context.ts";
import { Icon } from "../components/icon.tsx";
import { InstallPanel } from "../components/install_panel.tsx";
import { PluginCard } from "../components/plugin_card.tsx";
import { ProblemNote } from "../components/problem_note.tsx";

const KINDS: { kind: PluginInfo["kind"]; title: string; text: string }[] = [
  { kind: "ingest", title: "File parsers", text: "Work out how a file is to be read." },
  {
    kind: "agent",
    title: "Agents",
    text: "Turn questions into plans or scripts, results into charts and reports.",
  },
  { kind: "viz", title: "Charts", text: "Draw results." },
  { kind: "report", title: "Exporters", text: "Write answers to files." },
];

/** What is installed, how it is, and what it may do. */
export function PluginsPage() {
  const { catalogue, install } = useApp();
  const input = useRef<HTMLInputElement>(null);
  const plugins = catalogue.plugins.value;
  const installed = install.installed.value;
  useEffect(() => {
    const card = installed && document.getElementById(`plugin-${installed}`);
    if (!card) return;
    card.scrollIntoView({ block: "center" });
    card.focus({ preventScroll: true });
    install.installed.value = null;
  }, [installed, plugins]);
  return (
    <div class="page page-wide">
      <header class="page-head">
        <div>
          <h1>Plugins</h1>
          <p class="faint">Each one runs in a process of its own, with just what stands here.</p>
        </div>
        <div class="page-tools">
          <input
            ref={input}
            type="file"
            hidden
            accept=".zip,application/zip"
            aria-label="Archive of a plugin"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) install.inspect(file);
              event.currentTarget.value = "";
            }}
          />
          <button type="button" class="button" onClick={() => input.current?.click()}>
            <Icon name="plus" /> Install a plugin
          </button>
        </div>
      </header>
      <InstallPanel install={install} />
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
              {ofKind.map((plugin) => <PluginCard key={plugin.id} plugin={plugin} />)}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
