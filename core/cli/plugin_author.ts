/**
 * `plugin pack`, `keygen` and `sign`: for those who make plugins.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { NexusError } from "../contract/mod.ts";
import { archiveName, fingerprintOf, makeKey, packArchive, signPackage } from "../plugins/mod.ts";
import { callerPath, readInput, requireFile } from "./files.ts";
import { type ExitCode, packing, type Program } from "./program.ts";

/** `pack FOLDER [--out FILE] [--key FILE]`: the archive of a plugin. */
export async function packCommand(program: Program, args: string[]): Promise<ExitCode> {
  const { values, positionals: [folder] } = parseArgs({
    args,
    options: { out: { type: "string" }, key: { type: "string" } },
    allowPositionals: true,
  });
  if (folder === undefined) throw usage("pack FOLDER [--out FILE] [--key FILE]");
  const packed = await packArchive(callerPath(folder), packing(program));
  const archive = values.key === undefined
    ? packed.archive
    : await signPackage(packed.archive, await readInput(callerPath(values.key)));
  const out = callerPath(values.out ?? archiveName(packed.manifest));
  await writeBytes(out, archive);
  const size = (archive.length / 1000).toFixed(1);
  const signed = values.key === undefined ? "" : " and signed";
  program.out(`Packed${signed} ${packed.manifest.id} ${packed.manifest.version} (${size} kB): ${out}\n`);
  if (values.key === undefined) program.out(`To sign it: deno task plugin sign ${out} --key FILE\n`);
  return 0;
}

/** `keygen [--out FILE]`: a new key, the private half to a file that only its owner can read. */
export async function keygenCommand(program: Program, args: string[]): Promise<ExitCode> {
  const { values } = parseArgs({ args, options: { out: { type: "string" } } });
  const out = callerPath(values.out ?? "nexus-plugin.key.pem");
  const { pem, key } = await makeKey();
  try {
    await Deno.writeTextFile(out, pem, { createNew: true, mode: 0o600 });
  } catch (cause) {
    const there = cause instanceof Deno.errors.AlreadyExists;
    throw new NexusError(
      "request.invalid",
      `Cannot write ${out}: ${there ? "it is there already" : (cause as Error).message}`,
      { cause },
    );
  }
  program.out(
    `Private key: ${out} (keep it to yourself; whoever has it can sign as you)\nPublic key:  ${key}\n` +
      `Fingerprint: ${await fingerprintOf(key)} (tell it to those who install your plugins)\n`,
  );
  return 0;
}

/** `sign ARCHIVE --key FILE [--out FILE]`. */
export async function signCommand(program: Program, args: string[]): Promise<ExitCode> {
  const { values, positionals: [archive] } = parseArgs({
    args,
    options: { out: { type: "string" }, key: { type: "string" } },
    allowPositionals: true,
  });
  if (archive === undefined || values.key === undefined) throw usage("sign ARCHIVE --key FILE [--out FILE]");
  const path = callerPath(archive);
  await requireFile(path);
  const signed = await signPackage(await Deno.readFile(path), await readInput(callerPath(values.key)));
  const out = values.out === undefined ? path : callerPath(values.out);
  await writeBytes(out, signed);
  program.out(`Signed: ${out}\n`);
  return 0;
}

async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    await Deno.writeFile(temporary, bytes);
    await Deno.rename(temporary, path);
  } catch (cause) {
    await Deno.remove(temporary).catch(() => {});
    throw new NexusError("request.invalid", `Cannot write ${path}: ${(cause as Error).message}`, { cause });
  }
}

function usage(text: string): NexusError {
  return new NexusError("request.invalid", "Something is missing", { hint: `deno task plugin ${text}` });
}
