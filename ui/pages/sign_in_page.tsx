import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../components/app_context.ts";
import { Brand } from "../components/brand.tsx";
import { Icon } from "../components/icon.tsx";

/** What is seen where the server asks for a key. */
export function SignInPage() {
  const { session } = useApp();
  const field = useRef<HTMLInputElement>(null);
  const { problem, busy } = session;
  useEffect(() => {
    document.title = "Sign in – Nexus";
    field.current!.focus();
  }, []);
  useEffect(() => {
    if (problem.value) field.current!.select();
  }, [problem.value]);
  return (
    <main class="sign-in">
      <form
        class="sign-in-card"
        onSubmit={(event) => {
          event.preventDefault();
          session.signIn(field.current!.value);
        }}
      >
        <Brand />
        <h1>This workbench asks for a key</h1>
        <p class="faint">You enter it once; this browser does not keep it.</p>
        <label>
          Key
          <input
            ref={field}
            type="password"
            name="key"
            required
            maxLength={1024}
            autocomplete="current-password"
            aria-invalid={problem.value !== null}
            aria-describedby="sign-in-problem"
          />
        </label>
        <p id="sign-in-problem" class="sign-in-problem" role="alert">
          {problem.value && (
            <>
              {problem.value.message}. {problem.value.hint}
            </>
          )}
        </p>
        <button type="submit" class="button button-primary" aria-busy={busy.value}>
          Sign in <Icon name="arrow" />
        </button>
      </form>
    </main>
  );
}
