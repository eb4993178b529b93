/**
 * Files that appear whole or not at all.
 *
 * @module
 */

/** Where a file is written before it gets its name. */
export function unfinished(out: string): string {
  return `${out}.part`;
}

/** Makes the file durable and gives it its name: whoever sees the name sees the whole file, also after a crash. */
export async function publish(part: string, out: string): Promise<void> {
  {
    using file = await Deno.open(part, { read: true, write: true });
    await file.sync();
  }
  await Deno.rename(part, out);
  if (Deno.build.os === "windows") return;
  const slash = out.lastIndexOf("/");
  using folder = await Deno.open(slash < 0 ? "." : out.slice(0, slash + 1), { read: true });
  await folder.sync();
}
