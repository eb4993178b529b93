/** SHA-256 in hexadecimal. */
export async function sha256(content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>)).toHex();
}

/** The SHA-256 of each file, in order of their paths. */
export async function hashesOf(files: ReadonlyMap<string, Uint8Array>): Promise<Record<string, string>> {
  const sorted = [...files].sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(
    await Promise.all(sorted.map(async ([path, bytes]) => [path, await sha256(bytes)] as const)),
  );
}
