/**
 * What lies in the two folders of plugins: those that come with Nexus, those that the lock file names, and those that somebody put there.
 *
 * @module
 */
import { join } from "node:path";
import {
  type Manifest,
  NexusError,
  type PluginCallRecord,
  type PluginInfo,
  toErrorData,
} from "../contract/mod.ts";
import { BUNDLE_FILE, type Bundler, notPacked } from "./bundler.ts";
import { findPlugins, fingerprint, type PluginFile, pluginFiles } from "./discover.ts";
import { checkHeld } from "./held.ts";
import { infoOf, refusedInfo } from "./info.ts";
import { isVersionFolder, printOf, readChecked, sweep } from "./installed_files.ts";
import { type LockEntry, LockFile } from "./lock.ts";
import { parseManifest } from "./manifest.ts";
import { checkScopes, wantedBy } from "./permission.ts";
import { describeSigner } from "./signer.ts";
import { PluginSlot, type SlotOptions } from "./slot.ts";

/** What lies in one folder: a plugin, or why it is none. */
export interface Found {
  folder: string;
  print: string;
  slot: PluginSlot | null;
  info: PluginInfo;
}

/** How a shelf is set up. */
export interface ShelfOptions {
  builtIn: string;
  installed: string;
  /** Folders that no plugin may be granted. */
  keep: readonly string[];
  /** Ids of plugins that are switched off. */
  off: readonly string[];
  /** Nothing is bundled here. */
  packedOnly: boolean;
  bundler: Bundler;
  /** What is the same for all slots. */
  slot: Pick<SlotOptions, "idleMs" | "env" | "audit">;
  onState: (id: string, state: PluginInfo["state"] | "removed", message?: string) => void;
  onCall: (id: string, call: PluginCallRecord) => void;
}

const TAKEN_BACK = "everything that it was granted was taken back";

/** Looks at the folders, again and again, and keeps what it found. */
export class Shelf {
  readonly lock: LockFile;
  readonly #options: ShelfOptions;
  readonly #off: Set<string>;
  #found: Found[] = [];
  #looking: Promise<void> | null = null;
  #swept = false;

  constructor(options: ShelfOptions) {
    this.#options = options;
    this.lock = new LockFile(options.installed);
    this.#off = new Set(options.off);
  }

  /** In order of origin and id. */
  get found(): readonly Found[] {
    return this.#found;
  }

  /** Plugins that are not refused. */
  slots(): PluginSlot[] {
    return this.#found.flatMap(({ slot }) => slot ?? []);
  }

  /** Switches a plugin off for good, or on again. @throws {NexusError} `plugin.invalid` where it has nothing left to run with. */
  switch(slot: PluginSlot, on: boolean): void {
    if (on && takenBack(slot)) {
      throw new NexusError("plugin.invalid", `${slot.id} cannot run: ${TAKEN_BACK}`, {
        hint: `deno task plugin grant ${slot.id} shows what it asks for, and gives it back.`,
      });
    }
    if (on) {
      this.#off.delete(slot.id);
      slot.enable();
    } else {
      this.#off.add(slot.id);
      slot.switchOff("disabled");
    }
  }

  /** Looks again, and where it is looking already, once more after that. */
  async refresh(): Promise<void> {
    await this.#looking;
    this.#looking ??= this.#look().finally(() => this.#looking = null);
    await this.#looking;
  }

  /** Ends every process. */
  async close(): Promise<void> {
    await this.#looking?.catch(() => {});
    await Promise.all(this.slots().map((slot) => slot.close()));
  }

  /** What a plugin has: what its owner granted, or all that it asks for where it comes with Nexus. */
  grantedTo(id: string, manifest: Manifest): Set<string> {
    const wanted = wantedBy(manifest).map((permission) => permission.id);
    const entry = Object.hasOwn(this.lock.plugins, id) ? this.lock.plugins[id] : undefined;
    const given = entry?.granted.map(({ permission }) => permission);
    const revoked = this.lock.revoked(id);
    return new Set(
      wanted.filter((permission) => given?.includes(permission) ?? !revoked.includes(permission)),
    );
  }

  async #look(): Promise<void> {
    const { builtIn, installed } = this.#options;
    await this.lock.load();
    if (!this.#swept && this.lock.problem === null && this.lock.exists) {
      this.#swept = true;
      await sweep(installed, new Set(Object.values(this.lock.plugins).map(({ folder }) => folder)));
    }
    const before = new Map(this.#found.map((found) => [found.folder, found]));
    const after: Found[] = [];
    const taken = new Map<string, string>();
    const keep = (found: Found) => {
      if (found.slot !== null) taken.set(found.info.id, found.folder);
      after.push(found);
    };
    for (const folder of await findPlugins(builtIn)) {
      keep(await this.#inspect(folder, "built-in", before.get(folder), taken));
    }
    const locked = Object.entries(this.lock.plugins);
    for (const [id, entry] of locked) {
      keep(await this.#inspectLocked(id, entry, before.get(join(installed, entry.folder)), taken));
      taken.set(id, join(installed, entry.folder)); // also where it is refused: no other stands in for it
    }
    const listed = new Set(locked.map(([, { folder }]) => join(installed, folder)));
    for (const folder of await findPlugins(installed)) {
      // What an install left behind that did not come to its end, or a removal, is no plugin.
      if (this.lock.exists && this.lock.problem === null && isVersionFolder(folder)) continue;
      if (!listed.has(folder)) keep(await this.#inspect(folder, "installed", before.get(folder), taken));
    }
    this.#found = after;
    await this.#tell(before, after);
  }

  /** What lies in a folder that nothing is known of; what was found there before, where it has not changed. */
  async #inspect(
    folder: string,
    origin: PluginInfo["origin"],
    before: Found | undefined,
    taken: ReadonlyMap<string, string>,
  ): Promise<Found> {
    let text = "";
    let print = "";
    try {
      text = await Deno.readTextFile(join(folder, "plugin.json"));
      const files = await pluginFiles(folder);
      print = fingerprint(files);
      if (origin === "installed" && this.lock.problem !== null) {
        throw new NexusError("plugin.invalid", this.lock.problem);
      }
      const manifest = parseManifest(text);
      if (this.#options.packedOnly && !files.some(({ path }) => path === BUNDLE_FILE)) throw notPacked();
      checkWhole(manifest, files);
      checkId(manifest.id, taken);
      if (origin === "installed") {
        checkHandPlaced(manifest, folder);
        checkHeld();
      }
      const { bundler } = this.#options;
      return this.#keepOrMake(
        { folder, print, before, origin, manifest, info: infoOf(manifest, origin) },
        () => bundler.plugin(folder, manifest.entry),
      );
    } catch (error) {
      const message = toErrorData(error).message;
      return { folder, print, slot: null, info: refusedInfo(text, folder, origin, message) };
    }
  }

  /** A plugin that was installed: what runs are the bytes that were, or nothing. */
  async #inspectLocked(
    id: string,
    entry: LockEntry,
    before: Found | undefined,
    taken: ReadonlyMap<string, string>,
  ): Promise<Found> {
    const folder = join(this.#options.installed, entry.folder);
    const { version, source, installedAt } = entry;
    const more = { source, installedAt, signer: await describeSigner(entry.signer, this.lock) };
    let print = "";
    let text = "";
    try {
      print = `${entry.sha256} ${await printOf(folder)}`;
      checkId(id, taken);
      if (before !== undefined && before.slot !== null && before.print === print) {
        return this.#keepOrMake({
          folder,
          print,
          before,
          origin: "installed",
          manifest: before.slot.manifest,
          info: { ...before.info, ...more },
        }, () => this.#codeOf(folder, entry));
      }
      text = new TextDecoder().decode((await readChecked(folder, entry)).get("plugin.json"));
      const manifest = parseManifest(text);
      checkScopes(manifest, this.#options.keep);
      checkHeld();
      const info = { ...infoOf(manifest, "installed"), ...more };
      return this.#keepOrMake(
        { folder, print, before, origin: "installed", manifest, info },
        () => this.#codeOf(folder, entry),
      );
    } catch (error) {
      const info = refusedInfo(text, folder, "installed", toErrorData(error).message);
      return {
        folder,
        print,
        slot: null,
        info: { ...info, ...more, id, version, name: text === "" ? id : info.name },
      };
    }
  }

  async #codeOf(folder: string, entry: LockEntry): Promise<Uint8Array> {
    return (await readChecked(folder, entry)).get(BUNDLE_FILE)!;
  }

  #keepOrMake(
    { folder, print, before, origin, manifest, info }: {
      folder: string;
      print: string;
      before: Found | undefined;
      origin: PluginInfo["origin"];
      manifest: Manifest;
      info: PluginInfo;
    },
    code: () => Promise<Uint8Array>,
  ): Found {
    const granted = this.grantedTo(manifest.id, manifest);
    if (before !== undefined && before.slot !== null && before.print === print) {
      const { slot } = before;
      const wasOff = takenBack(slot);
      slot.regrant(granted);
      if (takenBack(slot) && !wasOff) slot.switchOff("disabled", TAKEN_BACK);
      else if (wasOff && !takenBack(slot) && !this.#off.has(slot.id)) slot.enable();
      return { ...before, info };
    }
    const { bundler, onState, onCall } = this.#options;
    const { id } = manifest;
    const slot = new PluginSlot({
      ...this.#options.slot,
      keep: this.#options.keep,
      folder,
      origin,
      manifest,
      bundler,
      code,
      granted,
      onState: (state, message) => onState(id, state, message),
      onCall: (call) => onCall(id, call),
    });
    if (takenBack(slot)) slot.switchOff("disabled", TAKEN_BACK);
    else if (this.#off.has(id)) slot.switchOff("disabled");
    return { folder, print, slot, info };
  }

  async #tell(before: Map<string, Found>, after: Found[]): Promise<void> {
    const kept = new Set(after.map(({ slot }) => slot));
    const ids = new Set(after.map(({ info }) => info.id));
    for (const { slot, info } of before.values()) {
      if (slot !== null && !kept.has(slot)) await slot.close();
      if (!ids.has(info.id)) this.#options.onState(info.id, "removed");
    }
    for (const found of after) {
      const was = before.get(found.folder);
      if (was !== undefined && was.print === found.print && was.info.message === found.info.message) continue;
      this.#options.onState(found.info.id, found.slot?.state ?? "refused", found.info.message);
    }
  }
}

function takenBack({ manifest, granted }: PluginSlot): boolean {
  return granted.size === 0 && wantedBy(manifest).length > 0;
}

function checkId(id: string, taken: ReadonlyMap<string, string>): void {
  const other = taken.get(id);
  if (other !== undefined) {
    throw new NexusError("plugin.invalid", `There is another plugin "${id}", in ${other}`);
  }
}

/** A folder that somebody put there runs where there is nothing to ask; nobody was asked for the rest. */
function checkHandPlaced(manifest: Manifest, folder: string): void {
  const wanted = wantedBy(manifest);
  if (wanted.length === 0) return;
  throw new NexusError(
    "plugin.invalid",
    `Nobody was asked yet: it wants to ${wanted.map(({ words }) => words).join("; to ")}. ` +
      `deno task plugin install ${folder} asks`,
  );
}

/** A folder may be found while it is still being written. */
function checkWhole({ id, entry }: Manifest, files: readonly PluginFile[]): void {
  if (files.some(({ path }) => path === BUNDLE_FILE || path === entry)) return;
  throw new NexusError("plugin.invalid", `${id} is not whole: there is no "${entry}" in its folder`);
}
