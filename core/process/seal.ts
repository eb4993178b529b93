/**
 * Signing of frames. A worker inside a child can write to the child's stdout and read its stdin; with a key that was read before the
 * worker existed, nothing that it writes there passes for a frame.
 *
 * @module
 */

/** Which end of a pipe signs: a frame that is sent back to its sender does not verify. */
export type SealRole = "host" | "child";

const INFO: Record<SealRole, number> = { host: 0x48, child: 0x43 };
const MAC = { name: "HMAC", hash: "SHA-256" };

/** Signs and verifies frames (sizes and heads; parts lie between signed neighbours) with a shared key, each direction numbered so that no frame can be repeated or left out. */
export class Seal {
  #key: Promise<CryptoKey>;
  #role: SealRole;
  #sent = 0n;
  #received = 0n;

  /** `key`: at least 32 random bytes. The bytes are copied; the caller may erase its own. */
  constructor(key: Uint8Array, role: SealRole) {
    if (key.byteLength < 32) throw new RangeError(`Cannot sign frames with a key of ${key.byteLength} bytes`);
    this.#role = role;
    this.#key = crypto.subtle.importKey("raw", new Uint8Array(key), MAC, false, ["sign", "verify"]);
  }

  /** The MAC of the next frame that this side sends: HMAC-SHA-256 over role, number, prefix and head. */
  async sign(prefix: Uint8Array, head: Uint8Array): Promise<Uint8Array> {
    const message = sealed(this.#role, this.#sent++, prefix, head);
    return new Uint8Array(await crypto.subtle.sign("HMAC", await this.#key, message));
  }

  /** Whether `mac` belongs to the next frame of the other side. */
  async verify(prefix: Uint8Array, head: Uint8Array, mac: Uint8Array): Promise<boolean> {
    const other = this.#role === "host" ? "child" : "host";
    const message = sealed(other, this.#received++, prefix, head);
    return await crypto.subtle.verify("HMAC", await this.#key, new Uint8Array(mac), message);
  }
}

function sealed(
  role: SealRole,
  sequence: bigint,
  prefix: Uint8Array,
  head: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(9 + prefix.byteLength + head.byteLength);
  message[0] = INFO[role];
  new DataView(message.buffer).setBigUint64(1, sequence);
  message.set(prefix, 9);
  message.set(head, 9 + prefix.byteLength);
  return message;
}
