import type { PluginInfo } from "nexus";
import { PermissionList } from "./permission_list.tsx";

/** What a plugin asks for and has; each thing can be taken back, and given again. */
export function PluginGrants(
  props: { plugin: PluginInfo; onGrant: (permission: string, on: boolean) => void },
) {
  const { plugin } = props;
  const grants = plugin.grants ?? [];
  if (grants.length === 0) {
    return plugin.state === "refused"
      ? null
      : <p class="faint">Needs no permission: no files, no network.</p>;
  }
  return (
    <PermissionList
      permissions={grants}
      tool={({ id, granted, words }) => (
        <button
          type="button"
          class="link permission-tool"
          aria-label={`${granted ? "Revoke" : "Allow"}: ${words}`}
          onClick={() => props.onGrant(id, !granted)}
        >
          {granted ? "Revoke" : "Allow"}
        </button>
      )}
    />
  );
}
