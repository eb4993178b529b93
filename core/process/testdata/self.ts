/** A program for the tests of `core/process` that starts itself as one of the entries, as a compiled binary does. */
import { CHILD_ARGUMENT, runEntry } from "../entries.ts";

await runEntry(Deno.args[0]!.slice(CHILD_ARGUMENT.length));
