/**
 * A program for the tests of `core/process` that starts itself as one of the entries, as a compiled binary does, and says on stderr
 * which permissions it is left with.
 */
import { CHILD_ARGUMENT, runEntry } from "../entries.ts";

await runEntry(Deno.args[0]!.slice(CHILD_ARGUMENT.length));
const names = ["read", "write", "net", "env", "run", "ffi", "sys", "import"] as const;
const left = names.filter((name) =>
  Deno.permissions.querySync({ name } as Deno.PermissionDescriptor).state === "granted"
);
console.error(`left with: ${left.join()}.`);
