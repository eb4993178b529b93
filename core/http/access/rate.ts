/**
 * How many requests each client may send.
 *
 * @module
 */
import { NexusError } from "../../contract/mod.ts";
import type { AppMiddleware } from "../environment.ts";
import { networkOf } from "./client.ts";
import { TokenBuckets } from "./token_buckets.ts";

export interface RateOptions {
  /** Requests a minute, and as many at once; 0: any number. */
  perMinute: number;
  /** Requests that do not count. */
  free: (path: string) => boolean;
  onLimited?: () => void;
}

/**
 * Lets each session, or each address, send so many requests.
 *
 * @throws NexusError `request.rate_limited`
 */
export function limitRate({ perMinute, free, onLimited }: RateOptions): AppMiddleware {
  const buckets = new TokenBuckets(perMinute);
  return async (context, next) => {
    if (perMinute > 0 && !free(context.req.path)) {
      const { session, address } = context.get("client");
      const wait = buckets.take(session ? `session ${session}` : networkOf(address));
      if (wait > 0) {
        onLimited?.();
        throw new NexusError("request.rate_limited", `More than ${perMinute} requests in a minute`, {
          hint: `Try again in ${wait} s, or raise RATE_LIMIT.`,
          details: { retryAfter: wait },
        });
      }
    }
    await next();
  };
}
