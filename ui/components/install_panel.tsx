import type { Manifest, PluginInspection } from "nexus";
import { useEffect, useRef } from "preact/hooks";
import type { PluginInstall } from "../models/plugin_install.ts";
import {
  addsWords,
  installButton,
  installQuestion,
  KIND_WORDS,
  signerWords,
} from "../models/plugin_words.ts";
import { countOf, formatBytes } from "../models/format.ts";
import { Icon } from "./icon.tsx";
import { PermissionList } from "./permission_list.tsx";
import { ProblemNote } from "./problem_note.tsx";

/** A plugin that wants to be installed: what it is, who signed it, and each thing that it wants. */
export function InstallPanel({ install }: { install: PluginInstall }) {
  const inspection = install.inspection.value;
  const stage = install.stage.value;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [inspection]);
  if (stage === "inspecting") {
    return (
      <p class="install install-wait" role="status">
        <span class="spinner" aria-hidden="true" /> Looking at {install.file.value} …
      </p>
    );
  }
  if (!inspection) {
    if (!install.problem.value) return null;
    return (
      <ProblemNote
        problem={{
          ...install.problem.value,
          message: `${install.file.value}: ${install.problem.value.message}`,
        }}
      />
    );
  }
  const signer = signerWords(inspection.signer, inspection.plugin.id);
  return (
    <section
      class="install"
      aria-labelledby="install-title"
      onKeyDown={(event) => event.key === "Escape" && stage === "asking" && install.close()}
    >
      <header>
        <h2 id="install-title" ref={title} tabIndex={-1}>{installQuestion(inspection)}</h2>
        <p class="faint">
          {KIND_WORDS[inspection.plugin.kind]} · <code>{inspection.plugin.id}</code> ·{" "}
          {formatBytes(inspection.bytes)}
          {inspection.plugin.license && ` · ${inspection.plugin.license}`}
        </p>
      </header>
      <p>
        {inspection.plugin.description}{" "}
        <span class="faint">
          {addsWords(inspection.plugin.kind, inspection.plugin.contributes as Manifest["contributes"])}
        </span>
      </p>
      {inspection.signer && (
        <p class={signer.good ? "install-signer" : "install-signer install-unknown"}>
          <Icon name={signer.good ? "check" : "question"} /> {signer.text}
        </p>
      )}
      {inspection.warnings.length > 0 && (
        <ul class="notices">
          {inspection.warnings.map((warning) => (
            <li key={warning} class="notice notice-warn">
              <Icon name="warning" /> {warning}
            </li>
          ))}
        </ul>
      )}
      <Wanted inspection={inspection} />
      {install.problem.value && <ProblemNote problem={install.problem.value} />}
      <div class="install-actions">
        <button
          type="button"
          class="button button-primary"
          aria-busy={stage === "installing"}
          disabled={stage === "installing"}
          onClick={() => install.accept()}
        >
          {stage === "installing" ? <span class="spinner" aria-hidden="true" /> : <Icon name="check" />}
          {installButton(inspection)}
        </button>
        <button type="button" class="button" onClick={() => install.close()}>Don't install</button>
        <details class="choices install-hash">
          <summary>SHA-256</summary>
          <code>{inspection.sha256}</code>
        </details>
      </div>
    </section>
  );
}

function Wanted({ inspection }: { inspection: PluginInspection }) {
  const asked = inspection.permissions.filter(({ id }) => inspection.asked.includes(id));
  const had = inspection.permissions.filter(({ id }) => !inspection.asked.includes(id));
  const isNew = inspection.installed === null;
  return (
    <>
      {asked.length > 0
        ? (
          <div>
            <h3>{isNew ? "It wants to" : "It now also wants to"}</h3>
            <PermissionList permissions={asked} />
          </div>
        )
        : (
          <p class="install-nothing">
            <Icon name="check" /> {isNew
              ? "It asks for nothing: no files, no network, no environment, no data beyond what it is handed."
              : "It asks for nothing new."}
          </p>
        )}
      {had.length > 0 && (
        <details class="choices">
          <summary>{countOf(had.length, "permission")} as before</summary>
          <PermissionList permissions={had} />
        </details>
      )}
      {inspection.dropped.length > 0 && (
        <details class="choices">
          <summary>{countOf(inspection.dropped.length, "permission")} no longer wanted</summary>
          <PermissionList permissions={inspection.dropped} />
        </details>
      )}
    </>
  );
}
