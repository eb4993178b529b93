import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { App } from "../models/app.ts";

/** Carries the models to the pages. */
export const AppContext = createContext<App | null>(null);

/** The models; throws outside of the page. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new TypeError("useApp() was called outside of AppContext");
  return app;
}
