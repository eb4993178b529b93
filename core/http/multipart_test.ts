import assert from "node:assert/strict";
import { NexusError } from "../contract/mod.ts";
import { readFiles } from "./multipart.ts";

async function names(request: Request, name?: string): Promise<[string, number][]> {
  const found: [string, number][] = [];
  for await (const file of readFiles(request, name)) {
    found.push([file.name, (await new Response(file.stream).bytes()).length]);
  }
  return found;
}

function form(...files: [string, Uint8Array<ArrayBuffer>][]): Request {
  const body = new FormData();
  for (const [name, bytes] of files) body.append("files", new File([bytes], name));
  return new Request("http://localhost/upload-documents/", { method: "POST", body });
}

Deno.test("readFiles() gives every file of a form in order, also empty and large ones", async () => {
  const large = new Uint8Array(3_000_000).fill(65);
  assert.deepEqual(
    await names(form(["a.csv", new Uint8Array([1, 2])], ["empty.csv", new Uint8Array()], ["big.csv", large])),
    [
      ["a.csv", 2],
      ["empty.csv", 0],
      ["big.csv", 3_000_000],
    ],
  );
});

Deno.test("readFiles() keeps names in any script", async () => {
  assert.deepEqual(await names(form(["данные 数据.csv", new Uint8Array([1])])), [["данные 数据.csv", 1]]);
});

Deno.test("readFiles() takes a body of another type as one file", async () => {
  const request = new Request("http://localhost/", { method: "POST", body: "a,b\n" });
  assert.deepEqual(await names(request, "x.csv"), [["x.csv", 4]]);
});

Deno.test("readFiles() refuses a body that is no form and has no name", async () => {
  const request = new Request("http://localhost/", { method: "POST", body: "a,b\n" });
  await assert.rejects(
    names(request),
    (error: unknown) => error instanceof NexusError && error.code === "request.invalid",
  );
});

Deno.test("readFiles() tells of a form that ends in the middle", async () => {
  const type = "multipart/form-data; boundary=x";
  const body = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n1,2';
  const request = new Request("http://localhost/", {
    method: "POST",
    body,
    headers: { "content-type": type },
  });
  await assert.rejects(names(request));
});

Deno.test("readFiles() reads no further than a form of files goes", async () => {
  const parts = [
    "--x\r\n",
    '--x\r\nContent-Disposition: form-data; name="f"\r\n\r\nv\r\n',
    "--x\r\nA: b\r\n\r\n\r\n",
  ];
  for (const part of parts) {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (++sent > 2000) controller.close();
        else controller.enqueue(new TextEncoder().encode(part.repeat(20)));
      },
    }, { highWaterMark: 0 });
    const request = new Request("http://localhost/", {
      method: "POST",
      body,
      headers: { "content-type": "multipart/form-data; boundary=x" },
    });
    await assert.rejects(names(request), /more parts than/, part);
    assert.ok(sent < 500, `${sent} of 2000 pieces were read`);
  }
});

Deno.test("readFiles() tells of a sender that hangs up", async () => {
  const start = new TextEncoder().encode(
    '--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n1,2',
  );
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(start);
      setTimeout(() => controller.error(new Error("gone")), 20);
    },
  });
  const request = new Request("http://localhost/", {
    method: "POST",
    body,
    headers: { "content-type": "multipart/form-data; boundary=x" },
  });
  await assert.rejects(names(request));
});
