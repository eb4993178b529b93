import type { PluginPermission } from "nexus";
import type { ComponentChildren } from "preact";
import { capital } from "../models/format.ts";
import { Icon, type IconName } from "./icon.tsx";

const ICONS: Record<PluginPermission["kind"], IconName> = {
  read: "document",
  write: "edit",
  net: "globe",
  env: "key",
  host: "plug",
};

interface PermissionListProps {
  permissions: PluginPermission[];
  /** What can be done with one. */
  tool?: (permission: PluginPermission) => ComponentChildren;
}

/** What a plugin may do, each with the reason that its author gives. */
export function PermissionList(props: PermissionListProps) {
  return (
    <ul class="permissions">
      {props.permissions.map((permission) => (
        <li
          key={permission.id}
          class={props.tool && !permission.granted ? "permission permission-revoked" : "permission"}
        >
          <Icon name={ICONS[permission.kind]} />
          <div>
            <p class="permission-words">{capital(permission.words)}</p>
            <p class="faint">“{permission.reason}”</p>
          </div>
          {props.tool?.(permission)}
        </li>
      ))}
    </ul>
  );
}
