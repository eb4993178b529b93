import type { AgentEvent } from "nexus";

/** Something that the user should know. */
export function notice(message: string): AgentEvent {
  return { type: "notice", message: message.slice(0, 2000) };
}

/** The code of an error; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
