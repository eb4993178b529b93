/**
 * What no attack may touch: a file with a secret word, a folder in which nothing appears, a port that nobody calls, a variable of the
 * environment, a channel and a lock of the host.
 *
 * @module
 */
import { ESCAPED, MARKS } from "./attack.ts";

/** Canaries that are alive. */
export class Canaries {
  readonly #word = crypto.randomUUID();
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #channel = new BroadcastChannel(MARKS.name);
  #calls = 0;
  #messages = 0;

  private constructor(readonly folder: string) {}

  static async open(): Promise<Canaries> {
    const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "nexus-canaries-" }));
    const canaries = new Canaries(folder);
    await Deno.writeTextFile(canaries.#file, canaries.#word);
    Deno.env.set(MARKS.variable, canaries.#word);
    canaries.#accept();
    canaries.#channel.onmessage = () => canaries.#messages++;
    return canaries;
  }

  get #file(): string {
    return `${this.folder}/secret.txt`;
  }

  /** Code that knows where the canaries are. */
  fill(code: string): string {
    return code.replaceAll(MARKS.file, this.#file).replaceAll(MARKS.folder, this.folder)
      .replaceAll(MARKS.port, String((this.#listener.addr as Deno.NetAddr).port));
  }

  /** What was touched, seen by the canaries themselves and in all that came back from the attack. */
  async touched(came: unknown): Promise<string[]> {
    const found: string[] = [];
    const text = JSON.stringify(came) ?? "";
    if (text.includes(this.#word)) found.push("the secret word came back");
    if (text.includes(ESCAPED)) found.push(`it says that it escaped: ${text.slice(0, 300)}`);
    if (this.#calls > 0) found.push(`${this.#calls} calls to the port`);
    if (this.#messages > 0) found.push(`${this.#messages} messages in the channel`);
    const names = await Array.fromAsync(Deno.readDir(this.folder), ({ name }) => name);
    if (names.join() !== "secret.txt") found.push(`the folder has ${names}`);
    else if (await Deno.readTextFile(this.#file) !== this.#word) found.push("the file was changed");
    if (Deno.env.get(MARKS.variable) !== this.#word) found.push("the variable was changed");
    const free = navigator.locks.request(MARKS.name, { signal: AbortSignal.timeout(5000) }, () => true);
    if (!await free.catch(() => false)) found.push("the lock is held");
    if ("polluted" in {} || "leftBehind" in {}) found.push("a prototype was changed");
    return found;
  }

  async close(): Promise<void> {
    this.#listener.close();
    this.#channel.close();
    Deno.env.delete(MARKS.variable);
    await Deno.remove(this.folder, { recursive: true });
  }

  async #accept(): Promise<void> {
    try {
      for await (const connection of this.#listener) {
        this.#calls++;
        connection.close();
      }
    } catch {
      // It was closed.
    }
  }
}
