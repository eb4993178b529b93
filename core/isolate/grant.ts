/**
 * What untrusted code may reach, as flags of its process and as permissions of the worker inside.
 *
 * @module
 */
import { NexusError } from "../contract/errors.ts";

/** Scopes that are open; everything else is closed. Paths are absolute, hosts are `host:port`. */
export interface Grant {
  read: string[];
  write: string[];
  net: string[];
  /** Addresses that stay closed, whatever name of `net` stands for them. */
  denyNet?: readonly string[];
  /** Names and values; nothing else of the environment is there. */
  env: Record<string, string>;
}

/** Nothing at all. */
export const NO_GRANT: Grant = { read: [], write: [], net: [], env: {} };

/**
 * Flags of `deno run`.
 *
 * @throws {NexusError} `plugin.invalid` for an empty scope, which would open everything, or one with a comma, which would be two.
 */
export function grantFlags(grant: Grant): string[] {
  const { denyNet = [] } = grant;
  const scopes = { read: grant.read, write: grant.write, net: grant.net, env: Object.keys(grant.env) };
  const flags = Object.entries(scopes)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `--allow-${name}=${values.map(checkScope).join(",")}`);
  return grant.net.length === 0 || denyNet.length === 0
    ? flags
    : [...flags, `--deny-net=${denyNet.map(checkScope).join(",")}`];
}

function checkScope(scope: string): string {
  if (scope === "" || scope.includes(",")) {
    throw new NexusError(
      "plugin.invalid",
      `Cannot grant ${JSON.stringify(scope)}: a scope is not empty and has no comma`,
    );
  }
  return scope;
}

/** Permissions of the worker; "none" where nothing is granted. */
export function workerPermissions(grant: Grant): Deno.PermissionOptions {
  const env = Object.keys(grant.env);
  if ([grant.read, grant.write, grant.net, env].every((values) => values.length === 0)) return "none";
  const closed = (values: string[]) => values.length === 0 ? false : values;
  return {
    read: closed(grant.read),
    write: closed(grant.write),
    net: closed(grant.net),
    env: closed(env),
    run: false,
    ffi: false,
    sys: false,
    import: false,
  };
}
