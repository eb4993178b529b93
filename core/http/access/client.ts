/**
 * Who asks.
 *
 * @module
 */
import type { AppContext } from "../environment.ts";

/** One who asks, as far as it is known. */
export interface Client {
  /** `open`: no key is asked for; `none`: one is asked for and was not given. */
  by: "open" | "key" | "session" | "none";
  /** Network address. */
  address: string;
  /** Names a session without giving it away. */
  session?: string;
  /** Aborted when the session ends, so that its event streams end with it. */
  ended?: AbortSignal;
}

/** What the audit log calls a client. */
export function nameOf({ by, session }: Client): string {
  return by === "open" ? "local" : session ? `session ${session}` : by;
}

/**
 * The address of the one who asks. Where the connection comes from a trusted proxy, that is the last address of `X-Forwarded-For` that is
 * not a trusted proxy itself; what stands before it anybody could have written.
 */
export function addressOf(context: AppContext, trusted: ReadonlySet<string>): string {
  const remote = context.env?.remoteAddr;
  const peer = remote && "hostname" in remote ? plain(remote.hostname) : "unknown";
  if (!trusted.has(peer)) return peer;
  const forwarded = (context.req.header("x-forwarded-for") ?? "").split(",").map((part) =>
    plain(part.trim())
  );
  return forwarded.findLast((address) => address !== "" && !trusted.has(address)) ?? peer;
}

/** The part of an address that one client holds: of IPv6 the first 64 bits. */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("%")[0]!.split("::") as [string, string?];
  const first = head === "" ? [] : head.split(":");
  const missing = tail === undefined ? 0 : 8 - first.length - (tail === "" ? 0 : tail.split(":").length);
  return [...first, ...Array<string>(Math.max(0, missing)).fill("0"), ...(tail ? tail.split(":") : [])]
    .slice(0, 4).map((part) => part.replace(/^0+(?=.)/, "")).join(":");
}

/** Without brackets, a port behind it, and the IPv6 form of an IPv4 address. */
function plain(address: string): string {
  return address.replace(/^\[([^\]]*)\](:\d+)?$/, "$1").replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/^::ffff:(?=\d+\.)/i, "").slice(0, 64);
}
