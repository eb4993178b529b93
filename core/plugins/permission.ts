/**
 * What a plugin asks for: as ids that a lock file can hold, and as words that a person can judge.
 *
 * @module
 */
import { isAbsolute, relative, resolve } from "node:path";
import { SETTINGS } from "../config/mod.ts";
import { type HostCapability, type Manifest, NexusError, type PluginPermission } from "../contract/mod.ts";

/** Control characters, and marks that are not drawn or turn the direction of text around. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** One permission that a manifest asks for, whoever granted it. */
export type WantedPermission = Omit<PluginPermission, "granted">;

const CAPABILITIES: Record<HostCapability, string> = {
  data: "read questions and query your datasets",
  model: "have your local language model fill in forms",
  documents: "search your documents and read the passages found",
  code: "have scripts run in the sandbox, over your datasets",
};

/** Everything that a manifest asks for, once each, in order. */
export function wantedBy({ permissions }: Pick<Manifest, "permissions">): WantedPermission[] {
  const { read, write, net, env, host } = permissions;
  const all: WantedPermission[] = [
    ...read.map(({ path, reason }) => wanted("read", path, reason, readWords(path))),
    ...write.map(({ path, reason }) =>
      wanted("write", path, reason, `write to "${path}" and everything below it`)
    ),
    ...net.map(({ host, reason }) => wanted("net", host, reason, netWords(host))),
    ...env.map(({ name, reason }) => wanted("env", name, reason, `read the environment variable ${name}`)),
    ...host.map(({ capability, reason }) => wanted("host", capability, reason, CAPABILITIES[capability])),
  ];
  return all.filter(({ id }, at) => all.findIndex((other) => other.id === id) === at);
}

/** The same, each with whether it is granted. */
export function permissionsOf(manifest: Manifest, granted: ReadonlySet<string>): PluginPermission[] {
  return wantedBy(manifest).map((permission) => ({ ...permission, granted: granted.has(permission.id) }));
}

/**
 * Refuses scopes that nobody should be asked for: paths that leave the plugin's folder by `..`, writing into that folder, and the files of
 * Nexus itself and services of this machine, Nexus among them, which a plugin reaches through capabilities.
 *
 * @throws {NexusError} `plugin.invalid`
 */
export function checkScopes({ id, permissions }: Manifest, keep: readonly string[]): void {
  for (const kind of ["read", "write"] as const) {
    for (const { path } of permissions[kind]) {
      const refuse = (why: string) =>
        new NexusError("plugin.invalid", `${id} asks to ${kind} ${JSON.stringify(path)}: ${why}`);
      if (path.trim() === "" || path.includes(",") || path.includes("\0")) throw refuse("that is no path");
      // What is shown to the one who is asked must be what is meant.
      if (UNSEEN.test(path)) throw refuse("it has characters that cannot be seen");
      if (path.split(/[\\/]/).includes("..")) throw refuse('a path has no ".."');
      if (!isAbsolute(path)) {
        if (kind === "write") {
          throw refuse("a plugin does not write to its own folder; name an absolute path");
        }
        continue;
      }
      if (/^\/(proc|sys|dev)(\/|$)/.test(resolve(path))) {
        throw refuse("that is no file, but the system and its processes, Nexus among them");
      }
      if (keep.some((folder) => overlaps(resolve(path), resolve(folder)))) {
        throw refuse(
          "Nexus keeps its own files there; datasets and documents are reached by permissions.host",
        );
      }
    }
  }
  for (const { host } of permissions.net) {
    if (!/^(localhost|.*\.localhost|127\.[\d.]+|0[\d.]*|169\.254\.[\d.]+):/.test(host)) continue;
    throw new NexusError(
      "plugin.invalid",
      `${id} asks to connect to ${host}: a plugin does not reach this machine`,
    );
  }
  for (const { name } of permissions.env) {
    if (Object.hasOwn(SETTINGS, name)) {
      throw new NexusError("plugin.invalid", `${id} asks for ${name}, which is a setting of Nexus`);
    }
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw new NexusError("plugin.invalid", `${id} asks for ${JSON.stringify(name)}, which is no variable`);
    }
    if (/^(DENO|NODE|NPM|LD|DYLD)_/.test(name)) {
      throw new NexusError(
        "plugin.invalid",
        `${id} asks for ${name}, by which its own process would be set up`,
      );
    }
  }
}

function wanted(
  kind: WantedPermission["kind"],
  target: string,
  reason: string,
  words: string,
): WantedPermission {
  return { id: `${kind}:${target}`, kind, target, words, reason };
}

function readWords(path: string): string {
  return isAbsolute(path)
    ? `read "${path}" and everything below it`
    : `read the files under "${path}" that come with it`;
}

function netWords(host: string): string {
  const [name, port] = host.split(":");
  return `connect to ${name}, port ${port}`;
}

/** Whether one of two folders holds the other. */
export function overlaps(a: string, b: string): boolean {
  const inside = (inner: string, outer: string) => {
    const path = relative(outer, inner);
    return path === "" || (!path.startsWith("..") && !isAbsolute(path));
  };
  return inside(a, b) || inside(b, a);
}
