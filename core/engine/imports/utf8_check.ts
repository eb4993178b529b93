/**
 * Whether bytes are UTF-8.
 *
 * @module
 */

/** Checks UTF-8 across chunks. */
export class Utf8Check {
  #needed = 0;
  #low = 0x80;
  #high = 0xbf;

  /** False inside a character. */
  get complete(): boolean {
    return this.#needed === 0;
  }

  /** Position of the first invalid byte, or -1. */
  check(bytes: Uint8Array): number {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (this.#needed === 0) {
        if (byte < 0x80) continue;
        if (!this.#lead(byte)) return i;
      } else if (byte < this.#low || byte > this.#high) return i;
      else {
        this.#needed--;
        this.#low = 0x80;
        this.#high = 0xbf;
      }
    }
    return -1;
  }

  #lead(byte: number): boolean {
    if (byte < 0xc2 || byte > 0xf4) return false;
    this.#needed = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    // No overlong forms, no surrogates, nothing past U+10FFFF.
    if (byte === 0xe0) this.#low = 0xa0;
    else if (byte === 0xed) this.#high = 0x9f;
    else if (byte === 0xf0) this.#low = 0x90;
    else if (byte === 0xf4) this.#high = 0x8f;
    return true;
  }
}
