/**
 * Signatures of packed plugins: Ed25519 over the manifest and the hashes of all files.
 *
 * @module
 */
import { z } from "zod";
import { NexusError } from "../contract/mod.ts";

/** `signature.json` of an archive. */
export const Signature = z.strictObject({
  algorithm: z.literal("Ed25519"),
  /** The public key and the signature, base64url. */
  key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
export type Signature = z.infer<typeof Signature>;

/** What is signed: the bytes of `plugin.json` and of `hashes.json`. */
export interface Signed {
  manifest: Uint8Array;
  hashes: Uint8Array;
}

const DOMAIN = new TextEncoder().encode("nexus plugin 1\n");
const BASE64URL = { alphabet: "base64url", omitPadding: true } as const;
const PEM = /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----/;

/** A new key: the private one as PEM (PKCS #8, as openssl writes it), the public one as in a signature. */
export async function makeKey(): Promise<{ pem: string; key: string }> {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]) as CryptoKeyPair;
  const bytes = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  const lines = bytes.toBase64().match(/.{1,64}/g) ?? [];
  const pem = `-----BEGIN PRIVATE KEY-----\n${lines.join("\n")}\n-----END PRIVATE KEY-----\n`;
  return { pem, key: await publicKey(pair.privateKey) };
}

/** @throws {NexusError} `request.invalid` where the text is no Ed25519 key in PEM. */
export async function sign(signed: Signed, pem: string): Promise<Signature> {
  const privateKey = await readKey(pem);
  const signature = await crypto.subtle.sign("Ed25519", privateKey, message(signed));
  return {
    algorithm: "Ed25519",
    key: await publicKey(privateKey),
    signature: new Uint8Array(signature).toBase64(BASE64URL),
  };
}

/** Whether a signature is that of its key over exactly these bytes. */
export async function isSigned(signed: Signed, { key, signature }: Signature): Promise<boolean> {
  try {
    const bytes = Uint8Array.fromBase64(key, BASE64URL);
    const publicKey = await crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]);
    const given = Uint8Array.fromBase64(signature, BASE64URL);
    return await crypto.subtle.verify("Ed25519", publicKey, given, message(signed));
  } catch {
    return false; // what is no key or no signature signs nothing
  }
}

/** A key for people to compare: the first half of its SHA-256, in groups. */
export async function fingerprintOf(key: string): Promise<string> {
  const bytes = Uint8Array.fromBase64(key, BASE64URL);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return hash.subarray(0, 16).toHex().match(/.{4}/g)!.join(" ");
}

async function readKey(pem: string): Promise<CryptoKey> {
  try {
    const bytes = Uint8Array.fromBase64(PEM.exec(pem)![1]!.replace(/\s/g, ""));
    return await crypto.subtle.importKey("pkcs8", bytes, "Ed25519", true, ["sign"]);
  } catch (cause) {
    throw new NexusError("request.invalid", "The key is not an Ed25519 private key in PEM", {
      cause,
      hint: "deno task plugin keygen makes one.",
    });
  }
}

async function publicKey(privateKey: CryptoKey): Promise<string> {
  const { x } = await crypto.subtle.exportKey("jwk", privateKey);
  return x!;
}

function message({ manifest, hashes }: Signed): Uint8Array<ArrayBuffer> {
  const length = new TextEncoder().encode(`${manifest.length}\n`);
  const parts = [DOMAIN, length, manifest, hashes];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
