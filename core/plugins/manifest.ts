/**
 * Reading and checking of manifests.
 *
 * @module
 */
import { API_VERSION, Manifest, NexusError, PluginKind } from "../contract/mod.ts";
import { inRange } from "./range.ts";

const MAX_BYTES = 256 * 1024;

/**
 * The manifest of a text, with every default filled in.
 *
 * @throws {NexusError} `plugin.invalid` with all that is wrong, or where it was made for another version of the contract.
 */
export function parseManifest(text: string): Manifest {
  if (text.length > MAX_BYTES) throw invalid(`plugin.json is larger than ${MAX_BYTES} bytes`);
  const result = Manifest.safeParse(parseJson(text));
  if (!result.success) {
    const issues = result.error.issues.map(({ path, message }) =>
      `${path.join(".") || "plugin.json"}: ${message}`
    );
    throw invalid(`plugin.json is not valid: ${issues.slice(0, 8).join("; ")}`, { issues });
  }
  checkApi(result.data);
  return result.data;
}

/** What can be said of a plugin whose manifest is not valid: as much of it as has the right form. */
export function guessManifest(
  text: string,
  folder: string,
): Pick<Manifest, "id" | "name" | "version" | "kind"> {
  const [group, name] = folder.split(/[\\/]/).slice(-2);
  let raw: Record<string, unknown> = {};
  try {
    raw = Object(parseJson(text));
  } catch {
    // Then only the folder tells.
  }
  const word = (key: string, otherwise: string) => typeof raw[key] === "string" ? raw[key] : otherwise;
  const kind = PluginKind.safeParse(raw.kind ?? group?.replace(/s$/, ""));
  return {
    id: word("id", name ?? folder),
    name: word("name", name ?? folder),
    version: word("version", "0.0.0"),
    kind: kind.success ? kind.data : "ingest",
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(`plugin.json is not JSON: ${(cause as Error).message}`, undefined, cause);
  }
}

function checkApi({ id, api }: Manifest): void {
  let fits: boolean;
  try {
    fits = inRange(API_VERSION, api);
  } catch (cause) {
    throw invalid(`api: ${(cause as Error).message}`, undefined, cause);
  }
  if (!fits) {
    throw new NexusError("plugin.invalid", `${id} needs the plugin contract ${api}; this is ${API_VERSION}`, {
      hint: "Install a version of the plugin that was made for this Nexus, or a newer Nexus.",
    });
  }
}

function invalid(message: string, details?: Record<string, unknown>, cause?: unknown): NexusError {
  return new NexusError("plugin.invalid", message, { cause, ...(details === undefined ? {} : { details }) });
}
