/**
 * The process that holds untrusted code: a worker with the granted permissions, and between it and the host nothing but a relay that
 * signs. It never looks into a message, keeps no state, and ends when the host closes its input or has gone.
 *
 * @module
 */
import { type ErrorCode, NexusError } from "../contract/errors.ts";
import { giveUp } from "../process/entries.ts";
import { decodeFrames, type TextFrame } from "../process/frame.ts";
import { Seal } from "../process/seal.ts";
import { buffersOf, FrameWriter } from "../process/transport.ts";
import { openLandlock } from "./landlock.ts";
import { KEY_BYTES, type StartHead } from "./start.ts";

/** Untrusted code that was not called for so long is taken to be idle. */
const QUIET_AFTER_MS = 2000;

/** Runs before all other code in the worker: stdout belongs to the frames. */
const PRINT_TO_STDERR =
  'for (const name of ["log", "info", "debug", "table", "dir"]) console[name] = console.error;';

const seal = new Seal(await readKey(), "child");
const frames = decodeFrames(Deno.stdin.readable, { seal });
const writer = new FrameWriter(Deno.stdout.writable, { seal });
let lastFrame = performance.now();
const first = await frames.next();
if (first.done) Deno.exit(0);
const start: StartHead = JSON.parse(first.value.text);
const landlock = start.wall === undefined ? null : openLandlock();
if (start.wall !== undefined) {
  // What knows the time zone has read it by now.
  new Date().getTimezoneOffset();
  if (landlock === null) await end("internal.error", "The kernel puts no wall around this process");
  landlock?.raise(start.wall);
}
giveUp("ffi");
watchMemory(start.maxRssMb);
// What the worker imports statically is loaded with the permissions of this process.
if (typeof start.permissions === "string" || !start.permissions.read) giveUp("read");
const worker = startWorker(first.value.parts, start.permissions);
try {
  for await (const { text, parts } of frames) {
    lastFrame = performance.now();
    worker.postMessage({ text, parts }, buffersOf(parts));
  }
  Deno.exit(0);
} catch (error) {
  // The worker took bytes from our input, or the host is not what it seems.
  await end("process.protocol", error instanceof NexusError ? error.message : String(error));
}

async function readKey(): Promise<Uint8Array> {
  const reader = Deno.stdin.readable.getReader({ mode: "byob" });
  const { value } = await reader.read(new Uint8Array(KEY_BYTES), { min: KEY_BYTES });
  reader.releaseLock();
  if (value?.byteLength !== KEY_BYTES) Deno.exit(0);
  return value;
}

function startWorker(modules: Uint8Array[], permissions: Deno.PermissionOptions): Worker {
  const urls = modules.map((module) => scriptUrl(module as Uint8Array<ArrayBuffer>));
  const imports = urls.map((url, i) =>
    i === 0 ? `import serve from "${url}";` : `import * as m${i} from "${url}";`
  );
  const entry = scriptUrl(
    `import "${scriptUrl(PRINT_TO_STDERR)}";\n${imports.join("\n")}\nserve(${
      urls.slice(1).map((_, i) => `m${i + 1}`).join(", ")
    });`,
  );
  const worker = new Worker(entry, { type: "module", deno: { permissions } });
  worker.onmessage = ({ data }) => {
    lastFrame = performance.now();
    if (isFrame(data)) writer.write(data).catch(() => Deno.exit(0));
    else end("process.protocol", "The code posted something that is not a message of ours");
  };
  worker.onmessageerror = () => end("process.protocol", "The code posted something that cannot be passed on");
  worker.onerror = (event) => {
    event.preventDefault();
    end("plugin.failed", event.message.slice(0, 2000));
  };
  return worker;
}

function scriptUrl(source: string | Uint8Array<ArrayBuffer>): string {
  return URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
}

function isFrame(data: unknown): data is TextFrame {
  return typeof data === "object" && data !== null && "text" in data && typeof data.text === "string" &&
    "parts" in data && Array.isArray(data.parts) && data.parts.every((part) => part instanceof Uint8Array);
}

/** Looks often while there is something to do, and now and then while there is not. */
function watchMemory(maxRssMb: number): void {
  const mb = landlock === null ? Math.round(Deno.memoryUsage().rss / 1e6) : landlock.rssMb();
  if (mb > maxRssMb) end("engine.memory", `It used ${mb} MB of memory, of ${maxRssMb}`);
  const quiet = performance.now() - lastFrame > QUIET_AFTER_MS;
  setTimeout(() => watchMemory(maxRssMb), quiet ? 250 : 20);
}

/** Says why, then ends. A full pipe does not keep it from ending. */
async function end(code: ErrorCode, message: string): Promise<never> {
  const said = writer.write({ text: JSON.stringify({ type: "end", error: { code, message } }), parts: [] });
  await Promise.race([said.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 200))]);
  Deno.exit(71);
}
