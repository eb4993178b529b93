import assert from "node:assert/strict";
import { type Endpoint, filledPath, groupsOf, typeWords } from "./openapi.ts";

const endpoint: Endpoint = {
  key: "GET /runs/{id}/rows",
  method: "GET",
  path: "/runs/{id}/rows",
  operation: { parameters: [{ name: "id", in: "path" }, { name: "limit", in: "query" }] },
};

Deno.test("groupsOf() groups by tag, else by the first part of the path", () => {
  const groups = groupsOf({
    info: { title: "t", version: "1" },
    paths: {
      "/": { get: {} },
      "/runs": { get: { tags: ["runs"] } },
      "/upload-documents/": { post: {} },
      "/runs/{id}": { get: { tags: ["runs"] }, delete: { tags: ["runs"] } },
    },
  });
  assert.deepEqual(groups.map((group) => [group.title, group.endpoints.length]), [
    ["Page", 1],
    ["Runs", 3],
    ["Upload documents", 1],
  ]);
});

Deno.test("typeWords() says types in a few words", () => {
  assert.equal(typeWords({ type: "array", items: { $ref: "#/components/schemas/Dataset" } }), "Dataset[]");
  assert.equal(typeWords({ anyOf: [{ type: "string" }, { type: "null" }] }), "string | null");
  assert.equal(typeWords({ items: { enum: ["a", "b"] } }), '("a" | "b")[]');
  assert.equal(typeWords(undefined), "anything");
});

Deno.test("filledPath() fills path and query, and waits for what the path needs", () => {
  assert.equal(filledPath(endpoint, {}), null);
  assert.equal(filledPath(endpoint, { id: "a/b" }), "/runs/a%2Fb/rows");
  assert.equal(filledPath(endpoint, { id: "r", limit: "5" }), "/runs/r/rows?limit=5");
});
