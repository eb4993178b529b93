import assert from "node:assert/strict";
import { addresses, routeOf } from "./router.ts";

Deno.test("routeOf() knows each page, and takes what it does not know for the first", () => {
  assert.deepEqual(routeOf("/", ""), { page: "ask" });
  assert.deepEqual(routeOf("/docs", "#schemas"), { page: "docs" });
  assert.deepEqual(routeOf("/", "#/plugins"), { page: "plugins" });
  assert.deepEqual(routeOf("/", addresses.dataset("a/b c").slice(1)), { page: "dataset", id: "a/b c" });
  assert.deepEqual(routeOf("/", "#/nowhere"), { page: "ask" });
});

Deno.test("routeOf() reads back the address of a passage", () => {
  const address = addresses.document("a/b", { number: 3, range: [10, 20], query: "cost & benefit?" });
  assert.deepEqual(routeOf("/", address.slice(1)), {
    page: "document",
    id: "a/b",
    number: 3,
    range: [10, 20],
    query: "cost & benefit?",
  });
  assert.deepEqual(routeOf("/", "#/documents/x/0?at=5"), {
    page: "document",
    id: "x",
    number: 1,
    range: null,
    query: "",
  });
});
