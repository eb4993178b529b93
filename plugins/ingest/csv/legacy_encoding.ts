import type { Encoding } from "./encoding.ts";

/** What the bytes beyond ASCII look like. */
interface HighBytes {
  count: number;
  /** Share in runs of even length. */
  even: number;
  /** Mean length of a run. */
  run: number;
  upper: number;
  lower: number;
}

function measure(bytes: Uint8Array): HighBytes {
  let count = 0, even = 0, runs = 0, run = 0, upper = 0, lower = 0;
  for (let index = 0; index <= bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte >= 0x80) {
      count++;
      run++;
      if (byte >= 0xe0) lower++;
      else if (byte >= 0xc0) upper++;
    } else if (run > 0) {
      runs++;
      if (run % 2 === 0) even += run;
      run = 0;
    }
  }
  const all = Math.max(count, 1);
  return { count, even: even / all, run: count / Math.max(runs, 1), upper: upper / all, lower: lower / all };
}

/** Share of the characters beyond ASCII that a pattern matches; 0 where the bytes are not valid in the encoding. */
function share(bytes: Uint8Array, label: string, pattern: RegExp): number {
  let text: string;
  try {
    text = new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return 0;
  }
  // deno-lint-ignore no-control-regex
  const all = text.match(/[^\x00-\x7f]/g)?.length ?? 0;
  return all === 0 ? 0 : (text.match(pattern)?.length ?? 0) / all;
}

/** Share of the two-byte characters whose first byte lies in a range. */
function leads(bytes: Uint8Array, from: number, to: number): number {
  let all = 0, inside = 0;
  for (let index = 0; index + 1 < bytes.length; index++) {
    const byte = bytes[index]!;
    if (byte < 0x80) continue;
    all++;
    if (byte >= from && byte <= to) inside++;
    index++;
  }
  return all === 0 ? 0 : inside / all;
}

/**
 * Guesses the encoding of text that is neither UTF-8 nor UTF-16, from the way its high bytes lie: Western European has them one by one
 * among ASCII letters, Cyrillic in words of any length, Chinese and Korean in pairs, Japanese shows kana. In doubt it is Windows-1252,
 * which every byte is valid in.
 */
export function guessLegacy(bytes: Uint8Array): Encoding {
  const sample = bytes.subarray(0, 256 * 1024);
  const high = measure(sample);
  const found = (label: string): Encoding => ({ label, mark: 0, basis: "guess" });
  if (high.count >= 4 && high.run >= 1.5) {
    if (share(sample, "shift_jis", /[\u3041-\u30ff]/g) > 0.3) return found("shift_jis");
    if (high.even > 0.95) {
      if (leads(sample, 0xb0, 0xc8) > 0.95 && share(sample, "euc-kr", /[\uac00-\ud7a3]/g) > 0.9) {
        return found("euc-kr");
      }
      if (leads(sample, 0xb0, 0xd7) > 0.7 && share(sample, "gb18030", /[\u4e00-\u9fff]/g) > 0.8) {
        return found("gb18030");
      }
    }
    const cyrillic = high.upper + high.lower;
    if (cyrillic > 0.85 && high.run >= 2.5) {
      return found(high.lower >= high.upper ? "windows-1251" : "koi8-r");
    }
    if (leads(sample, 0xa4, 0xc6) > 0.7 && share(sample, "big5", /[\u4e00-\u9fff]/g) > 0.8) {
      return found("big5");
    }
    if (
      high.run >= 2 && share(sample, "shift_jis", /[\u4e00-\u9fff\u3041-\u30ff\uff61-\uff9f]/g) > 0.9 &&
      high.count > 40
    ) {
      return found("shift_jis");
    }
  }
  return found("windows-1252");
}
