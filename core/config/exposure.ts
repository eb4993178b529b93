/**
 * Whether others can reach the server, and what it then needs.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import type { Config } from "./settings.ts";

/** Whether an address can be reached from this machine alone. */
export function isLoopback(host: string): boolean {
  const name = host.trim().toLowerCase().replace(/^\[(.*)\]$/, "$1");
  return name === "localhost" || name === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}

/** A fresh key of 256 random bits. */
export function randomKey(): string {
  return crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: "base64url", omitPadding: true });
}

/**
 * Refuses to open Nexus to others without a key.
 *
 * @throws NexusError `config.invalid`, whose hint has a fresh key that can be used
 */
export function checkExposure({ HOST, API_KEY }: Pick<Config, "HOST" | "API_KEY">): void {
  if (API_KEY !== "" || isLoopback(HOST)) return;
  throw new NexusError(
    "config.invalid",
    `HOST="${HOST}" opens Nexus to other machines, and there is no API_KEY`,
    {
      hint:
        `Put a key into .env or the environment, for example this one, made just now: API_KEY=${randomKey()}`,
    },
  );
}
