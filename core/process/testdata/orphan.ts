/** A parent for the tests of `core/process` that dies without ending its child. Prints the child's process id. */
import { spawnChild } from "../child.ts";

const child = spawnChild({ entry: { url: new URL("./child.ts", import.meta.url).href, npm: false }, permissions: [] });
await child.channel.call("echo", 1);
console.log(child.pid);
Deno.kill(Deno.pid, "SIGKILL");
