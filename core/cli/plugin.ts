/**
 * `plugin ...`: looking after plugins, and making them.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import { keygenCommand, packCommand, signCommand } from "./plugin_author.ts";
import { deskOf, findPlugin, type PluginDesk } from "./plugin_desk.ts";
import { installPlugin, updatePlugin } from "./plugin_install.ts";
import { newCommand } from "./plugin_new.ts";
import { callWords, infoWords, listWords } from "./plugin_words.ts";
import type { ExitCode, Program } from "./program.ts";
import { openOrJoin } from "./server.ts";

interface Command {
  usage: string;
  /** For those who make plugins: needs no Nexus. */
  make?: (program: Program, args: string[]) => Promise<ExitCode>;
  /** For those who have plugins. */
  keep?: (program: Program, desk: PluginDesk, args: string[]) => Promise<ExitCode>;
}

const COMMANDS: Record<string, Command> = {
  list: {
    usage: "list                                  what is here",
    keep: async (program, desk) => {
      program.out(listWords(await desk.list()));
      return 0;
    },
  },
  info: {
    usage: "info ID                               everything about one",
    keep: async (program, desk, [id]) => show(program, await findPlugin(desk, named(id))),
  },
  install: {
    usage: "install FOLDER | ARCHIVE | URL [--yes]  shows what it wants, asks, installs or updates",
    keep: installPlugin,
  },
  update: {
    usage: "update ID [--yes]                     install it again, from where it came",
    keep: updatePlugin,
  },
  enable: {
    usage: "enable ID                             switch it on, also out of quarantine",
    keep: async (program, desk, [id]) => show(program, await desk.switch("enable", named(id))),
  },
  disable: {
    usage: "disable ID                            switch it off",
    keep: async (program, desk, [id]) => show(program, await desk.switch("disable", named(id))),
  },
  revoke: {
    usage: "revoke ID [PERMISSION...]             take permissions back; all of them without a name",
    keep: async (program, desk, [id, ...permissions]) =>
      show(program, await desk.change("revoke", named(id), permissions.length > 0 ? permissions : undefined)),
  },
  grant: {
    usage: "grant ID [PERMISSION...]              give them again; all that it asks for without a name",
    keep: async (program, desk, [id, ...permissions]) =>
      show(program, await desk.change("grant", named(id), permissions.length > 0 ? permissions : undefined)),
  },
  remove: {
    usage: "remove ID                             remove it with its files and grants",
    keep: async (program, desk, [id]) => {
      await desk.remove(named(id));
      program.out(`Removed ${id}.\n`);
      return 0;
    },
  },
  trace: {
    usage: "trace ID [off]                        log each call of one plugin of the running server",
    keep: async (program, desk, [id, off]) => {
      inServer(desk);
      const on = off !== "off";
      await desk.trace(named(id), on);
      program.out(
        on ? `Each call of ${id} is written to the log of the server now.\n` : `${id} is no longer traced.\n`,
      );
      return 0;
    },
  },
  calls: {
    usage: "calls ID                              its last hundred calls in the running server",
    keep: async (program, desk, [id]) => {
      inServer(desk);
      program.out(callWords(await desk.calls(named(id))));
      return 0;
    },
  },
  new: {
    usage: "new KIND ID                           start a plugin: ingest, agent, viz or report",
    make: newCommand,
  },
  test: {
    usage: "test FOLDER                           all that is asked of its kind, then its own tests",
    make: async (program, args) => (await import("./plugin_test_command.ts")).testCommand(program, args),
  },
  pack: { usage: "pack FOLDER [--out FILE] [--key FILE] make its archive", make: packCommand },
  keygen: { usage: "keygen [--out FILE]                   make a key to sign with", make: keygenCommand },
  sign: { usage: "sign ARCHIVE --key FILE [--out FILE]  sign it", make: signCommand },
};

/** Looks after plugins, of the running server where there is one; or makes them. */
export async function pluginCommand(
  program: Program,
  [action = "list", ...args]: string[],
): Promise<ExitCode> {
  const command = Object.hasOwn(COMMANDS, action) ? COMMANDS[action] : undefined;
  if (command === undefined) {
    const usage = Object.values(COMMANDS).map(({ usage }) => `  plugin ${usage}\n`).join("");
    if (["help", "--help", "-h"].includes(action)) {
      program.out(usage);
      return 0;
    }
    throw new NexusError("request.invalid", `plugin ${action} is not a command`, { hint: usage.trimEnd() });
  }
  if (command.make !== undefined) return await command.make(program, args);
  const nexus = await openOrJoin(program);
  try {
    return await command.keep!(program, deskOf(nexus), args);
  } finally {
    if ("services" in nexus) await nexus.services.close();
  }
}

function show(program: Program, plugin: Parameters<typeof infoWords>[0]): ExitCode {
  program.out(infoWords(plugin));
  return 0;
}

/** Calls are made, and known, in the process of the server. */
function inServer(desk: PluginDesk): void {
  if (desk.remote) return;
  throw new NexusError("request.invalid", "No Nexus is running here whose calls could be looked at", {
    hint: "deno task start starts one. TRACE_PLUGINS=true traces all plugins of any command.",
  });
}

function named(id: string | undefined): string {
  if (id !== undefined) return id;
  throw new NexusError("request.invalid", "Name a plugin", { hint: "deno task plugin list shows all." });
}
