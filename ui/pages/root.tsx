import { useApp } from "../components/app_context.ts";
import { Shell } from "./shell.tsx";
import { SignInPage } from "./sign_in_page.tsx";

/** The page, or the door in front of it. */
export function Root() {
  const { session } = useApp();
  if (session.state.value === "checking") return null;
  return session.state.value === "locked" ? <SignInPage /> : <Shell />;
}
