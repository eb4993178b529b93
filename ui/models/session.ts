import { signal } from "@preact/signals";
import { ApiError, type Problem, problemOf, whenUnauthorized } from "../api/http.ts";
import { fetchSession, signIn, signOut } from "../api/resources.ts";

/** Whether the server lets this page in. It asks for a key only where one is set; the key is not kept, a cookie stands for it. */
export class SessionModel {
  /** `checking` until the server was asked; `locked` while it asks for a key. */
  readonly state = signal<"checking" | "open" | "locked">("checking");
  /** Whether the page signed in, so that it can sign out. */
  readonly signedIn = signal(false);
  readonly problem = signal<Problem | null>(null);
  readonly busy = signal(false);

  /** Asks the server, and watches for sessions that end. */
  start(): () => void {
    whenUnauthorized(() => this.#lock());
    this.#check();
    return () => whenUnauthorized(() => {});
  }

  async signIn(key: string): Promise<void> {
    if (this.busy.value) return;
    this.busy.value = true;
    this.problem.value = null;
    try {
      const session = await signIn(key);
      this.signedIn.value = session.by === "session";
      this.state.value = "open";
    } catch (error) {
      this.problem.value = problemOf(error);
    } finally {
      this.busy.value = false;
    }
  }

  async signOut(): Promise<void> {
    try {
      await signOut();
      this.#lock();
    } catch (error) {
      this.problem.value = problemOf(error);
    }
  }

  async #check(): Promise<void> {
    try {
      this.signedIn.value = (await fetchSession()).by === "session";
      this.state.value = "open";
    } catch (error) {
      // A server that does not answer is told by the connection notice; it asks for its key when it is back.
      if (!(error instanceof ApiError && error.status === 401)) this.state.value = "open";
    }
  }

  #lock(): void {
    this.signedIn.value = false;
    this.state.value = "locked";
  }
}
