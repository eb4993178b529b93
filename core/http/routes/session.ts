import { deleteCookie, setCookie } from "hono/cookie";
import { Session, SessionRequest } from "../../contract/mod.ts";
import type { Services } from "../../runs/mod.ts";
import { type Access, cookieName, LONGEST_MS, type OpenSession, sessionIds } from "../access/mod.ts";
import type { AppContext } from "../environment.ts";
import { type Route, route } from "../route.ts";

/** Signing a page in and out. */
export function sessionRoutes(access: Access, { audit }: Services): Route[] {
  return [
    route({
      method: "get",
      path: "/session",
      tag: "session",
      summary: "Whether a key is asked for, and how this request was let in",
      responses: [{ status: 200, description: "How the request was let in", schema: Session }],
      handle: ({ context }) => {
        const { by } = context.get("client");
        return context.json(
          by === "session"
            ? told(access.session(context)!)
            : { keyRequired: access.keyRequired, by: by === "key" ? by : "open" } satisfies Session,
        );
      },
    }),
    route({
      method: "post",
      path: "/session",
      tag: "session",
      summary: "Sign a page in with the key; sets a cookie that scripts cannot read",
      body: SessionRequest,
      open: true,
      responses: [{ status: 200, description: "Signed in", schema: Session }],
      handle: ({ context, body }) => {
        if (!access.keyRequired) {
          return context.json({ keyRequired: false, by: "open" } satisfies Session);
        }
        access.checkKey(body.key.trim(), context.get("client").address);
        const { id, session } = access.sessions.open();
        audit.record("session.opened", session.name);
        setCookie(context, cookieName(context), id, {
          ...cookieOptions(context),
          maxAge: LONGEST_MS / 1000,
        });
        return context.json(told(session));
      },
    }),
    route({
      method: "delete",
      path: "/session",
      tag: "session",
      summary: "Sign the page out; its event streams end",
      responses: [{ status: 204, description: "Signed out" }],
      handle: ({ context }) => {
        for (const id of sessionIds(context)) access.sessions.close(id);
        audit.record("session.closed", context.get("client").session);
        deleteCookie(context, cookieName(context), cookieOptions(context));
        return context.body(null, 204);
      },
    }),
  ];
}

function told({ expiresAt }: OpenSession): Session {
  return { keyRequired: true, by: "session", expiresAt: new Date(expiresAt).toISOString() };
}

/** A page that came by TLS (through a proxy) never sends the cookie without it. */
function cookieOptions(context: AppContext) {
  const secure = context.req.header("origin")?.startsWith("https:") ??
    context.req.header("x-forwarded-proto") === "https";
  return { path: "/", httpOnly: true, sameSite: "Strict" as const, secure };
}
