/**
 * Files out of a request, one after the other, as streams: an upload is never held in memory.
 *
 * @module
 */
import { Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";
import { NexusError } from "../contract/mod.ts";
import { withPatience } from "./patience.ts";

/** A file in a request. It must be read to its end before the next one comes. */
export interface UploadedFile {
  name: string;
  mediaType: string;
  stream: ReadableStream<Uint8Array>;
}

const MAX_FILES = 100;
const MAX_FIELDS = 100;
/** Parts of any kind: to look for the end of each costs time, also where there is nothing in them. */
const MAX_PARTS = 1000;

/**
 * Reads a multipart body (every part with a file name counts), or, for other media types, takes the whole body as one file called `name`.
 *
 * @throws NexusError `request.invalid`
 */
export async function* readFiles(request: Request, name: string | undefined): AsyncGenerator<UploadedFile> {
  const type = request.headers.get("content-type") ?? "";
  if (!request.body) {
    throw new NexusError("request.invalid", "The request has no body", {
      hint: "Send multipart/form-data with one or more parts named files.",
    });
  }
  const body = withPatience(request.body);
  if (!type.toLowerCase().startsWith("multipart/form-data")) {
    if (!name) {
      throw new NexusError(
        "request.invalid",
        `The body is ${type || "of no type"}, not multipart/form-data`,
        { hint: "Send multipart/form-data, or the file's bytes with ?name=FILE." },
      );
    }
    yield { name, mediaType: type || "application/octet-stream", stream: body };
    return;
  }
  yield* readParts(body, type);
}

async function* readParts(body: ReadableStream<Uint8Array>, type: string): AsyncGenerator<UploadedFile> {
  const ready: (UploadedFile | Error | null)[] = [];
  const open = new Set<Readable>();
  let wake = () => {};
  const put = (item: UploadedFile | Error | null) => {
    ready.push(item);
    wake();
  };
  let parser: InstanceType<typeof Busboy>;
  try {
    parser = new Busboy({
      headers: { "content-type": type },
      limits: { files: MAX_FILES, fields: MAX_FIELDS, parts: MAX_PARTS, fieldSize: 65536, headerPairs: 100 },
    });
  } catch (cause) {
    throw new NexusError(
      "request.invalid",
      `The multipart body cannot be read: ${(cause as Error).message}`,
      { cause },
    );
  }
  parser.on("file", (_field, stream, name, _encoding, mediaType) => {
    open.add(stream);
    stream.once("close", () => open.delete(stream));
    put({
      name: name ?? "file",
      mediaType,
      stream: fileStream(stream),
    });
  });
  parser.on(
    "filesLimit",
    () => put(new NexusError("request.invalid", `One request can bring at most ${MAX_FILES} files`)),
  );
  for (const limit of ["partsLimit", "fieldsLimit"] as const) {
    parser.on(
      limit,
      () => put(new NexusError("request.invalid", "The form has more parts than a form of files has")),
    );
  }
  parser.on("finish", () => put(null));
  parser.on(
    "error",
    (cause) =>
      put(
        new NexusError("request.invalid", `The multipart body is damaged: ${(cause as Error).message}`, {
          cause,
        }),
      ),
  );
  const source = Readable.fromWeb(body as never);
  source.on("error", (cause) => {
    const error = new NexusError("request.invalid", "The connection ended before the upload did", { cause });
    put(error);
    for (const stream of open) stream.destroy(error);
    parser.destroy();
  });
  source.pipe(parser);
  try {
    for (;;) {
      while (ready.length === 0) await new Promise<void>((resolve) => wake = resolve);
      const item = ready.shift()!;
      if (item === null) return;
      if (item instanceof Error) throw item;
      yield item;
    }
  } finally {
    source.unpipe(parser);
    source.destroy();
  }
}

/** A part as a stream that may be left: what is left of it is passed over, so that the next part can come. `Readable.toWeb` throws past every handler there. */
function fileStream(part: Readable): ReadableStream<Uint8Array> {
  part.on("error", (error) => part.destroy(error)); // the parser only tells of it; whoever reads later must find it
  const chunks = part.iterator({ destroyOnReturn: false });
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
      part.resume();
    },
  }, { highWaterMark: 0 });
}
