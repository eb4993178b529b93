/**
 * Installing plugins: look first, say what is wanted, take exactly what was granted, and make it true in one step.
 *
 * @module
 */
import { join } from "node:path";
import { NexusError, type PluginInfo, type PluginInspection } from "../contract/mod.ts";
import { describePackage } from "./describe_package.ts";
import { Gate } from "./gate.ts";
import { hashesOf, sha256 as hashText } from "./hash.ts";
import { folderName, readChecked, writeWhole } from "./installed_files.ts";
import type { LockEntry } from "./lock.ts";
import { type PluginPackage, readPackage } from "./package.ts";
import { checkScopes, wantedBy } from "./permission.ts";
import { rivalsOf } from "./rivals.ts";
import type { Shelf } from "./shelf.ts";

/** What an installer needs of its registry. */
export interface InstallerOptions {
  /** Folder of installed plugins. */
  root: string;
  /** Folders that no plugin may be granted. */
  keep: readonly string[];
  shelf: Shelf;
  warm(id: string): Promise<void>;
  info(id: string): PluginInfo | undefined;
  onManaged: (action: ManagedAction, id: string, details: Record<string, unknown>) => void;
}

/** What an owner did with a plugin. */
export type ManagedAction = "installed" | "revoked" | "granted" | "removed";

interface Staged {
  package: PluginPackage;
  inspection: PluginInspection;
  source: string;
}

const STAGED_MS = 15 * 60_000;
const MAX_STAGED = 3;

/** Installs, updates, removes, grants and takes back; one thing at a time. */
export class Installer {
  readonly #options: InstallerOptions;
  readonly #gate = new Gate(1);
  readonly #staged = new Map<string, Staged>();

  constructor(options: InstallerOptions) {
    this.#options = options;
  }

  /**
   * Reads an archive and says what it is and what it wants. It is held in memory for a quarter of an hour; nothing is installed.
   *
   * @throws {NexusError} `plugin.invalid` with the first thing that is wrong with it.
   */
  async inspect(archive: Uint8Array, source: string): Promise<PluginInspection> {
    const read = await readPackage(archive);
    checkScopes(read.manifest, this.#options.keep);
    await this.#options.shelf.refresh();
    this.#checkId(read.manifest.id);
    const inspection = await this.#describe(read, archive.length);
    for (const [token, { inspection }] of this.#staged) {
      const late = Date.parse(inspection.expiresAt) < Date.now();
      if (late || this.#staged.size >= MAX_STAGED) this.#staged.delete(token);
    }
    this.#staged.set(inspection.token, { package: read, inspection, source });
    return inspection;
  }

  /**
   * Installs what was inspected. `accept` holds exactly the ids of what the inspection asked for.
   *
   * @throws {NexusError} `request.invalid` where the token has expired or something else was accepted; `store.failed`
   */
  async install(token: string, accept: readonly string[]): Promise<PluginInfo> {
    return await this.#gate.run(async () => {
      const staged = this.#staged.get(token);
      if (staged === undefined || Date.parse(staged.inspection.expiresAt) < Date.now()) {
        throw new NexusError("request.invalid", "This inspection has expired, or was used already", {
          hint: "Inspect the archive again.",
        });
      }
      const { inspection } = staged;
      const same = accept.length === inspection.asked.length &&
        inspection.asked.every((id) => accept.includes(id));
      if (!same) {
        throw new NexusError("request.invalid", "What was accepted is not what was asked for", {
          hint: `Accept all of it or do not install: ${inspection.asked.join(", ") || "(nothing)"}`,
          details: { asked: inspection.asked },
        });
      }
      const { lock } = this.#options.shelf;
      const now = await this.#describe(staged.package, inspection.bytes);
      if (
        now.asked.join() !== inspection.asked.join() ||
        now.installed?.version !== inspection.installed?.version
      ) {
        throw new NexusError("request.invalid", "The installed version changed after the inspection", {
          hint: "Inspect the archive again.",
        });
      }
      this.#checkId(inspection.plugin.id);
      this.#staged.delete(token);
      await this.#write(staged, lock.plugins[inspection.plugin.id]);
      return await this.#settle(inspection.plugin.id);
    });
  }

  /**
   * Takes permissions back, all of them where none are named. The plugin goes on without them, and is off without any.
   *
   * @throws {NexusError} `plugin.not_found`; `request.invalid` for a permission that it does not ask for.
   */
  revoke(id: string, permissions?: readonly string[]): Promise<PluginInfo> {
    return this.#change(id, permissions, false);
  }

  /** Gives permissions that its manifest asks for, all of them where none are named. @throws As {@linkcode revoke}. */
  grant(id: string, permissions?: readonly string[]): Promise<PluginInfo> {
    return this.#change(id, permissions, true);
  }

  /**
   * Removes an installed plugin with its files and grants.
   *
   * @throws {NexusError} `plugin.not_found`; `plugin.invalid` for one that comes with Nexus or that was put there by hand.
   */
  async remove(id: string): Promise<void> {
    await this.#gate.run(async () => {
      const { shelf, root } = this.#options;
      const entry = this.#entry(id);
      if (entry === undefined) {
        const found = shelf.found.find(({ info }) => info.id === id);
        if (found === undefined) throw new NexusError("plugin.not_found", `There is no plugin "${id}"`);
        throw found.info.origin === "built-in"
          ? new NexusError("plugin.invalid", `${id} comes with Nexus`, {
            hint: `deno task plugin disable ${id} keeps it from running.`,
          })
          : new NexusError(
            "plugin.invalid",
            `${id} was not installed, but put into ${found.folder} by hand`,
            {
              hint: "Delete that folder.",
            },
          );
      }
      await shelf.lock.change(({ plugins }) => void delete plugins[id]);
      this.#options.onManaged("removed", id, {});
      await shelf.refresh(); // ends its process before its files go
      await Deno.remove(join(root, entry.folder), { recursive: true }).catch(() => {});
      await Deno.remove(join(root, entry.folder.split("/")[0]!)).catch(() => {});
    });
  }

  async #write(
    { package: { manifest, files, sha256, signer }, inspection, source }: Staged,
    before: LockEntry | undefined,
  ) {
    const { root, shelf } = this.#options;
    const now = new Date().toISOString();
    const wanted = new Set(wantedBy(manifest).map(({ id }) => id));
    const entry: LockEntry = {
      version: manifest.version,
      folder: folderName(manifest.id, await hashText(`${sha256} ${signer}`)),
      source,
      installedAt: now,
      signer,
      sha256,
      files: await hashesOf(files),
      granted: [
        ...(before?.granted ?? []).filter(({ permission }) => wanted.has(permission)),
        ...inspection.asked.map((permission) => ({ permission, at: now })),
      ],
    };
    await shelf.lock.load();
    const whole = await readChecked(join(root, entry.folder), entry).then(() => true, () => false);
    if (!whole) await writeWhole(root, entry.folder, files);
    await shelf.lock.change(({ plugins }) => void (plugins[manifest.id] = entry)); // from here on it is installed
    await shelf.refresh();
    const { version } = manifest;
    this.#options.onManaged("installed", manifest.id, {
      version,
      source,
      sha256,
      accepted: inspection.asked,
    });
    if (before !== undefined && before.folder !== entry.folder) {
      await Deno.remove(join(root, before.folder), { recursive: true }).catch(() => {});
    }
  }

  async #change(id: string, permissions: readonly string[] | undefined, give: boolean): Promise<PluginInfo> {
    return await this.#gate.run(async () => {
      const { shelf } = this.#options;
      const found = shelf.found.find(({ info }) => info.id === id);
      if (found === undefined) throw new NexusError("plugin.not_found", `There is no plugin "${id}"`);
      if (found.slot === null) {
        throw new NexusError("plugin.invalid", found.info.message ?? `The plugin ${id} was refused`);
      }
      const wanted = wantedBy(found.slot.manifest).map((permission) => permission.id);
      const stranger = permissions?.find((permission) => !wanted.includes(permission));
      if (stranger !== undefined) {
        throw new NexusError("request.invalid", `${id} does not ask for "${stranger}"`, {
          hint: wanted.length === 0 ? "It asks for nothing." : `It asks for ${wanted.join(", ")}.`,
        });
      }
      const named = permissions ?? wanted;
      const at = new Date().toISOString();
      await shelf.lock.change(({ plugins, revoked }) => {
        const entry = Object.hasOwn(plugins, id) ? plugins[id] : undefined;
        const list = entry?.granted ?? revoked[id] ?? [];
        const others = list.filter(({ permission }) => !named.includes(permission));
        const kept = list.filter(({ permission }) => named.includes(permission));
        const adds = (entry !== undefined) === give;
        const added = named.filter((name) => !kept.some(({ permission }) => permission === name));
        const after = adds ? [...list, ...added.map((permission) => ({ permission, at }))] : others;
        if (entry !== undefined) entry.granted = after;
        else if (after.length > 0) revoked[id] = after;
        else delete revoked[id];
      });
      this.#options.onManaged(give ? "granted" : "revoked", id, { permissions: named });
      return await this.#settle(id, false);
    });
  }

  /** How it stands after a change, with its code loaded once, so that what is wrong with it shows at once. */
  async #settle(id: string, warm = true): Promise<PluginInfo> {
    await this.#options.shelf.refresh();
    if (warm) await this.#options.warm(id);
    const info = this.#options.info(id);
    if (info === undefined) throw new NexusError("plugin.not_found", `The plugin ${id} is gone`);
    return info;
  }

  async #describe(read: PluginPackage, bytes: number): Promise<PluginInspection> {
    const { shelf: { lock }, root } = this.#options;
    const slots = this.#options.shelf.slots();
    const expiresAt = new Date(Date.now() + STAGED_MS).toISOString();
    const description = await describePackage(read, lock, root);
    const others = slots.map(({ manifest }) => manifest).filter(({ id }) => id !== read.manifest.id);
    const warnings = [...description.warnings, ...rivalsOf(read.manifest, others)];
    return { ...description, warnings, bytes, token: crypto.randomUUID(), expiresAt };
  }

  #entry(id: string): LockEntry | undefined {
    const { plugins } = this.#options.shelf.lock;
    return Object.hasOwn(plugins, id) ? plugins[id] : undefined;
  }

  #checkId(id: string): void {
    const other = this.#options.shelf.found.find(({ info }) => info.id === id && info.origin === "built-in");
    if (other === undefined) return;
    throw new NexusError("plugin.invalid", `"${id}" is the id of a plugin that comes with Nexus`, {
      hint: "Nothing can take its place under its id; the author can choose one such as my-name/my-plugin.",
    });
  }
}
