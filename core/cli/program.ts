/**
 * What every command needs to know of the program.
 *
 * @module
 */
import type { Config, Layout } from "../config/mod.ts";
import { Log } from "../observe/mod.ts";
import type { Places } from "../runs/mod.ts";

/** Folder of the program, its settings, and where it writes. */
export interface Program extends Partial<Layout> {
  /** Folder with `plugins/`, `ui/` and `samples/`. */
  root: string;
  config: Config;
  /** Absolute home folder. */
  home: string;
  out: (text: string) => void;
  err: (text: string) => void;
  /** Asks a person at the terminal; null where there is none. By default, standard input. */
  ask?: (question: string) => boolean | null;
}

/** Where its parts lie. */
export function placesOf({ root, home, built }: Program): Places {
  return { home, builtIn: `${root}/plugins`, ...(built ? { programs: `${root}/programs` } : {}) };
}

/** Where plugins are bundled, or why they are not: the binary runs what is packed already. */
export function packing(program: Program): { cache: string; programs?: string } {
  const { home, programs } = placesOf(program);
  return { cache: `${home}/cache/plugins`, ...(programs === undefined ? {} : { programs }) };
}

/** Exit codes: 0 answered, 2 refused or clarify, 1 failed. */
export type ExitCode = 0 | 1 | 2;

/** The log of a command that talks to a person: only what goes wrong. */
export function quietLog(config: Config): Log {
  return new Log({
    level: config.LOG_LEVEL === "debug" ? "debug" : "error",
    ...(config.LOG_FILE ? { file: config.LOG_FILE } : {}),
  });
}
