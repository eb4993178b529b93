import { useSignal } from "@preact/signals";
import type { Manifest, PluginInfo } from "nexus";
import { useId } from "preact/hooks";
import { capital } from "../models/format.ts";
import { addsWords, signerWords, STATE_WORDS, wayBack } from "../models/plugin_words.ts";
import { useApp } from "./app_context.ts";
import { ConfirmButton } from "./confirm_button.tsx";
import { Icon } from "./icon.tsx";
import { PluginCalls } from "./plugin_calls.tsx";
import { PluginGrants } from "./plugin_grants.tsx";

/** One plugin: what it does, how it is, what it may do, and what can be done with it. */
export function PluginCard({ plugin }: { plugin: PluginInfo }) {
  const { catalogue } = useApp();
  const open = useSignal(false);
  const more = useId();
  const { id } = plugin;
  const off = plugin.state === "disabled" || plugin.state === "quarantined";
  const back = wayBack(plugin);
  const broken = plugin.state === "quarantined" || plugin.state === "refused";
  return (
    <li class={`plugin ${broken ? "plugin-broken" : ""}`} id={`plugin-${id}`} tabIndex={-1}>
      <div class="plugin-head">
        <h3>{plugin.name}</h3>
        <span class={`pill pill-${plugin.state}`}>{STATE_WORDS[plugin.state]}</span>
      </div>
      {plugin.description && <p>{plugin.description}</p>}
      {plugin.message && (
        <p class={broken ? "plugin-message" : "faint"}>
          {said(plugin)} {back}
        </p>
      )}
      {!plugin.message && back && <p class="plugin-message">{back}</p>}
      <PluginGrants
        plugin={plugin}
        onGrant={(permission, on) => catalogue.grant(id, permission, on)}
      />
      <div class="plugin-foot">
        {plugin.state !== "refused" && (
          <button
            type="button"
            class="button button-small"
            aria-label={`${off ? "Switch on" : "Switch off"} ${plugin.name}`}
            onClick={() => catalogue.switch(id, off)}
          >
            {off ? "Switch on" : "Switch off"}
          </button>
        )}
        {plugin.state === "refused" && (
          <button
            type="button"
            class="button button-small"
            onClick={() => catalogue.refresh()}
          >
            Look again
          </button>
        )}
        {plugin.installedAt && (
          <ConfirmButton
            label="Remove"
            question={`Remove ${plugin.name}?`}
            confirm="Remove"
            onConfirm={() => catalogue.remove(id)}
          />
        )}
        <button
          type="button"
          class="button button-small button-quiet plugin-more"
          aria-expanded={open.value}
          aria-controls={more}
          aria-label={`Details of ${plugin.name}`}
          onClick={() => open.value = !open.value}
        >
          Details <Icon name="chevron" size={14} />
        </button>
      </div>
      <div id={more} class="plugin-details" hidden={!open.value}>
        {open.value && (
          <>
            <PluginFacts plugin={plugin} />
            {plugin.state !== "refused" && (
              <PluginCalls
                plugin={plugin}
                onTrace={(on) => catalogue.trace(id, on)}
              />
            )}
          </>
        )}
      </div>
    </li>
  );
}

function PluginFacts({ plugin }: { plugin: PluginInfo }) {
  const adds = addsWords(plugin.kind, plugin.contributes as Manifest["contributes"]);
  return (
    <ul class="plugin-facts">
      <li>
        <code>{plugin.id}</code> {plugin.version}
      </li>
      {adds && <li>{adds}</li>}
      <li>
        {plugin.origin === "built-in"
          ? "Comes with Nexus"
          : plugin.installedAt
          ? `Installed ${plugin.installedAt.slice(0, 10)} from ${plugin.source ?? "an archive"}`
          : "Put into the plugins folder by hand"}
      </li>
      {plugin.signer !== undefined && plugin.origin === "installed" && (
        <li>{signerWords(plugin.signer, plugin.id).text}</li>
      )}
    </ul>
  );
}

/** Why it is as it is, as a sentence; ids keep their small letters. */
function said({ id, message = "" }: PluginInfo): string {
  const text = message.replace(/\.$/, "");
  return `${text.startsWith(id) ? text : capital(text)}.`;
}
