import assert from "node:assert/strict";
import { withServer } from "./_server_for_tests.ts";

const KEY = "the-key-that-an-attacker-lacks";

/** Sends bytes as they are and gives the status lines that come back. */
async function statuses(url: string, request: string): Promise<number[]> {
  const { hostname, port } = new URL(url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(new TextEncoder().encode(request));
  const answer = await new Response(connection.readable).text();
  return [...answer.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)].map(([, status]) => Number(status));
}

Deno.test("requests that two readers could read differently are refused, and nothing slips in behind them", () =>
  withServer(async ({ url, services }) => {
    const { host } = new URL(url);
    const lines = (...list: string[]) => list.join("\r\n") + "\r\n\r\n";
    const end = `Connection: close`;
    const get = (path: string, ...headers: string[]) => lines(`GET ${path} HTTP/1.1`, ...headers, end);
    const behind = get("/datasets", `Host: ${host}`);
    const cases: [string, string, number[]][] = [
      ["as it should be", get("/health", `Host: ${host}`), [200]],
      ["another host in the line", get("http://evil.example/health", `Host: ${host}`), [403]],
      ["two hosts", get("/health", `Host: ${host}`, "Host: evil.example"), [400]],
      ["a name that leads here", get("/health", "Host: evil.example"), [403]],
      ["a number that is an address", get("/health", "Host: 2130706433"), [403]],
      [
        "two lengths",
        lines("POST /session HTTP/1.1", `Host: ${host}`, "Content-Length: 2", "Content-Length: 40") + "{}" +
        behind,
        [400],
      ],
      [
        "a length and chunks",
        lines("POST /session HTTP/1.1", `Host: ${host}`, "Content-Length: 5", "Transfer-Encoding: chunked") +
        "0\r\n\r\n" + behind,
        [400],
      ],
      ["a space before the colon", get("/datasets", `Host: ${host}`, `X-API-Key : ${KEY}`), [400]],
      [
        "a folded header",
        get("/datasets", `Host: ${host}`, `X-API-Key: ${KEY.slice(0, 9)}`, ` ${KEY.slice(9)}`),
        [
          400,
        ],
      ],
      ["out of the assets", get("/assets/../datasets", `Host: ${host}`), [401]],
      ["out of the assets, hidden", get("/assets/%2e%2e%2fdatasets", `Host: ${host}`), [404]],
      ["behind health", get("/health;/../datasets", `Host: ${host}`), [401]],
      ["the key in the address", get(`/datasets?api_key=${KEY}`, `Host: ${host}`), [401]],
      ["two keys", get("/datasets", `Host: ${host}`, "X-API-Key: no", `X-API-Key: ${KEY}`), [401]],
      ["a method in a header", get("/datasets", `Host: ${host}`, "X-HTTP-Method-Override: DELETE"), [401]],
    ];
    for (const [name, request, expected] of cases) {
      assert.deepEqual(await statuses(url, request), expected, name);
    }
    assert.equal((await fetch(`${url}/datasets`, { headers: { "x-api-key": KEY } })).status, 200);
    assert.equal(services.catalogue.list().length, 0);
  }, { API_KEY: KEY }));
