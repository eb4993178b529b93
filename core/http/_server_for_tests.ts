/** A real server on a free port with a home folder of its own. */
import { resolve } from "node:path";
import { loadConfig } from "../config/mod.ts";
import type { Answer, Dataset, Run, UploadResult } from "../contract/mod.ts";
import { Log } from "../observe/mod.ts";
import { openServices, type Services } from "../runs/mod.ts";
import { createApp } from "./app.ts";
import { PageFiles } from "./page.ts";
import { listen } from "./serve.ts";

export const ROOT = resolve(import.meta.dirname!, "../..");

export interface TestServer {
  url: string;
  services: Services;
  upload(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<UploadResult["files"][number]>;
  dataset(name: string, content: string): Promise<Dataset>;
  ask(question: string, dataset: Dataset): Promise<Answer & { run: string }>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** Starts, works, ends. */
export async function withServer(
  work: (server: TestServer) => Promise<void>,
  environment: Record<string, string> = {},
  options: { home?: string } = {},
): Promise<void> {
  const home = options.home ?? await Deno.makeTempDir();
  const config = loadConfig({ environment: { MAX_MEMORY_MB: "1024", ...environment } });
  const log = new Log({ level: "error" });
  const services = await openServices(config, log, { home, builtIn: `${ROOT}/plugins` });
  const page = new PageFiles(Promise.reject(new Error("these tests have no page")));
  const listening = listen(createApp(services, page), { host: "127.0.0.1", port: 0 });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(listening.url + path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  const upload: TestServer["upload"] = async (name, content) => {
    const form = new FormData();
    form.append("files", new File([content], name));
    const response = await fetch(`${listening.url}/upload-documents/`, { method: "POST", body: form });
    const { files }: UploadResult = await response.json();
    return files[0]!;
  };
  try {
    await work({
      url: listening.url,
      services,
      post,
      upload,
      dataset: async (name, content) => {
        const { datasets, error } = await upload(name, content);
        if (error) throw new Error(error.message);
        return datasets[0]!;
      },
      ask: async (question, dataset) => {
        const run: Run = await (await post("/analyze/", { question, datasets: [dataset.id] })).json();
        return { ...run.answer!, run: run.id };
      },
    });
  } finally {
    await listening.close();
    await services.close();
    await Deno.remove(home, { recursive: true });
  }
}

/** A small shop of 24 rows; two have no revenue. */
export const SHOP = [
  "order date,region,product,revenue,returned",
  ...Array.from({ length: 24 }, (_, index) => {
    const month = String(index % 12 + 1).padStart(2, "0");
    const revenue = index % 11 === 7 ? "" : String((index + 1) * 10);
    return `${index < 12 ? 2023 : 2024}-${month}-15,${["north", "south", "east"][index % 3]},${
      ["desk", "lamp", "chair", "shelf"][index % 4]
    },${revenue},${index % 5 === 0 ? "yes" : "no"}`;
  }),
].join("\n") + "\n";
