// What packages of npm take for granted and a worker without permissions does not have. Bundled in only where it is used.
import process from "node:process";
import { Buffer } from "node:buffer";

// Reading the environment is an error without permission, and some packages read it while they load.
Object.defineProperty(process, "env", { value: {} });
process.umask = () => 0o22;

export const global = globalThis;
export { Buffer, process };
export { setImmediate } from "node:timers";
