/**
 * The Nexus that has the home folder: this process, or a server that runs already.
 *
 * @module
 */
import { basename } from "node:path";
import {
  type Dataset,
  type Document,
  type ErrorData,
  ErrorResponse,
  fromErrorData,
  NexusError,
  type UploadResult,
} from "../contract/mod.ts";
import { openServices, type Services } from "../runs/mod.ts";
import { readHolder } from "../store/mod.ts";
import { openInput } from "./files.ts";
import { placesOf, type Program, quietLog } from "./program.ts";

/** A server that runs already, and the key that lets us in. */
export interface JoinedServer {
  url: string;
  /** Empty where it asks for none. */
  key: string;
}

/** Opens the home folder, or finds the address of the server that holds it. @throws NexusError `store.locked` where it has none yet. */
export async function openOrJoin(program: Program): Promise<{ services: Services } | JoinedServer> {
  try {
    const log = quietLog(program.config);
    return {
      services: await openServices(program.config, log, placesOf(program)),
    };
  } catch (error) {
    if (!(error instanceof NexusError) || error.code !== "store.locked") throw error;
    const url = (await readHolder(program.home))?.url;
    if (!url) throw error;
    return { url, key: program.config.API_KEY };
  }
}

/** Imports a file here or there. @throws NexusError with what was wrong with the file. */
export async function importFile(
  nexus: { services: Services } | JoinedServer,
  file: string,
): Promise<{ datasets: Dataset[]; documents: Document[] }> {
  const name = basename(file);
  const stream = await openInput(file);
  let outcome: { datasets: Dataset[]; documents?: Document[] | undefined; error?: unknown };
  if ("services" in nexus) {
    outcome = await nexus.services.importer.import({ name, mediaType: "", stream });
  } else {
    const path = `/upload-documents/?name=${encodeURIComponent(name)}`;
    const headers = { "content-type": "application/octet-stream" };
    const { files } = await askServer<UploadResult>(nexus, path, {
      method: "POST",
      body: stream,
      headers,
    });
    outcome = files[0]!;
  }
  if (outcome.error) throw fromErrorData(outcome.error as ErrorData);
  const { datasets, documents = [] } = outcome;
  if (datasets.length + documents.length === 0) {
    throw new NexusError("file.empty", `"${name}" has no table and no text in it`);
  }
  return { datasets, documents };
}

/** JSON of a server. @throws NexusError that the server told, or `run.failed` where it has gone. */
export async function askServer<T>(server: JoinedServer, path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetchServer(server, path, init);
    body = response.status === 204 ? undefined : await response.json();
  } catch (cause) {
    throw new NexusError(
      "run.failed",
      `The Nexus at ${server.url} did not answer: ${(cause as Error).message}`,
      { cause, hint: "It may have ended just now; try again." },
    );
  }
  if (response.ok) return body as T;
  const { error } = ErrorResponse.parse(body);
  throw error.code === "request.unauthorized"
    ? new NexusError("request.unauthorized", `The Nexus at ${server.url} asks for another key`, {
      hint: "Set API_KEY in the environment or in .env to the key of that server.",
    })
    : fromErrorData(error);
}

/** The same with a JSON body. */
export function postServer<T>(server: JoinedServer, path: string, body: unknown): Promise<T> {
  return askServer<T>(server, path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
}

/** A response of a server, asked with the key. */
export function fetchServer(
  { url, key }: JoinedServer,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  if (key) headers.set("authorization", `Bearer ${key}`);
  return fetch(url + path, { ...init, headers });
}
