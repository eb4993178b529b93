import { signal } from "@preact/signals";

/** The pages, by address. */
export type Route =
  | { page: "ask" }
  | { page: "dataset"; id: string }
  | { page: "plugins" }
  | { page: "docs" };

/** The page that an address names. Unknown ones are the first page. */
export function routeOf(pathname: string, hash: string): Route {
  if (pathname.replace(/\/$/, "") === "/docs") return { page: "docs" };
  const [name, id] = hash.replace(/^#\/?/, "").split("/");
  if (name === "data" && id) return { page: "dataset", id: decodeURIComponent(id) };
  return name === "plugins" ? { page: "plugins" } : { page: "ask" };
}

/** Addresses of the pages. From `/docs` they lead back to the page at `/`. */
export const addresses = {
  ask: "/#/",
  plugins: "/#/plugins",
  docs: "/docs",
  dataset: (id: string): string => `/#/data/${encodeURIComponent(id)}`,
};

/** Which page is shown. */
export class Router {
  readonly route = signal<Route>({ page: "ask" });

  start(): () => void {
    const change = () => {
      this.route.value = routeOf(location.pathname, location.hash);
    };
    change();
    globalThis.addEventListener("hashchange", change);
    return () => globalThis.removeEventListener("hashchange", change);
  }

  go(address: string): void {
    location.assign(address);
  }
}
