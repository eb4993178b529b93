import assert from "node:assert/strict";
import { Hono } from "hono";
import type { AppEnv } from "../environment.ts";
import { addressOf, networkOf } from "./client.ts";

async function seen(peer: string, forwarded?: string, trusted: string[] = []): Promise<string> {
  const app = new Hono<AppEnv>();
  app.get("/", (context) => context.text(addressOf(context, new Set(trusted))));
  const headers: Record<string, string> = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  const remoteAddr = { transport: "tcp" as const, hostname: peer, port: 1 };
  return await (await app.request("/", { headers }, { remoteAddr })).text();
}

Deno.test("addressOf() believes X-Forwarded-For of trusted proxies alone, and no more of it than they wrote", async () => {
  assert.equal(await seen("192.0.2.7", "198.51.100.1"), "192.0.2.7");
  assert.equal(await seen("10.0.0.1", "198.51.100.1", ["10.0.0.1"]), "198.51.100.1");
  assert.equal(await seen("10.0.0.1", "127.0.0.1, 198.51.100.1", ["10.0.0.1"]), "198.51.100.1");
  assert.equal(await seen("10.0.0.1", "198.51.100.1, 10.0.0.2", ["10.0.0.1", "10.0.0.2"]), "198.51.100.1");
  assert.equal(await seen("10.0.0.1", undefined, ["10.0.0.1"]), "10.0.0.1");
  assert.equal(await seen("10.0.0.1", "[2001:db8::1]:443", ["10.0.0.1"]), "2001:db8::1");
  assert.equal(await seen("::ffff:192.0.2.7"), "192.0.2.7");
});

Deno.test("networkOf() takes the 64 bits of IPv6 that one client holds for one client", () => {
  assert.equal(networkOf("192.0.2.7"), "192.0.2.7");
  assert.equal(networkOf("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2");
  assert.equal(networkOf("2001:db8::1"), networkOf("2001:0db8:0:0:ffff::"));
  assert.equal(networkOf("::1"), "0:0:0:0");
});
