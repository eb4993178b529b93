import type { Manifest, PluginInfo } from "nexus";

type Permissions = Manifest["permissions"];

const STATE_WORDS: Record<PluginInfo["state"], string> = {
  ready: "Ready",
  running: "Running",
  disabled: "Switched off",
  quarantined: "In quarantine",
  refused: "Refused",
};

/** One plugin: what it does, how it is, and what it may do with reasons. */
export function PluginCard(props: { plugin: PluginInfo; onSwitch: (on: boolean) => void }) {
  const { plugin, onSwitch } = props;
  const off = plugin.state === "disabled" || plugin.state === "quarantined";
  const granted = permissionsOf(plugin.permissions as Partial<Permissions>);
  return (
    <li class="plugin">
      <div class="plugin-head">
        <h3>{plugin.name}</h3>
        <span class={`pill pill-${plugin.state}`}>{STATE_WORDS[plugin.state]}</span>
      </div>
      <p>{plugin.description}</p>
      {plugin.message && <p class="plugin-message">{plugin.message}</p>}
      {granted.length > 0
        ? (
          <dl class="grants">
            {granted.map((grant) => (
              <div key={grant.what}>
                <dt>{grant.what}</dt>
                <dd>{grant.reason}</dd>
              </div>
            ))}
          </dl>
        )
        : <p class="faint">Needs no permission: no files, no network, no environment.</p>}
      <p class="faint plugin-foot">
        <code>{plugin.id}</code> {plugin.version} ·{" "}
        {plugin.origin === "built-in" ? "comes with Nexus" : "installed"}
      </p>
      {plugin.state !== "refused" && (
        <button
          type="button"
          class="button button-small plugin-switch"
          aria-label={`${off ? "Switch on" : "Switch off"} ${plugin.name}`}
          onClick={() => onSwitch(off)}
        >
          {off ? "Switch on" : "Switch off"}
        </button>
      )}
    </li>
  );
}

/** What a plugin was granted, in words. */
function permissionsOf(permissions: Partial<Permissions>): { what: string; reason: string }[] {
  return [
    ...(permissions.read ?? []).map(({ path, reason }) => ({ what: `Read ${path}`, reason })),
    ...(permissions.write ?? []).map(({ path, reason }) => ({ what: `Write ${path}`, reason })),
    ...(permissions.net ?? []).map(({ host, reason }) => ({ what: `Connect to ${host}`, reason })),
    ...(permissions.env ?? []).map(({ name, reason }) => ({
      what: `Read ${name} of the environment`,
      reason,
    })),
    ...(permissions.host ?? []).map(({ capability, reason }) => ({
      what: `Ask Nexus for ${capability}`,
      reason,
    })),
  ];
}
