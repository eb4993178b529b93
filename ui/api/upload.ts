import type { UploadResult } from "nexus";
import { errorFrom, unreachable } from "./http.ts";

export interface UploadOptions {
  /** Share of the bytes that are sent, from 0 to 1. */
  onProgress(share: number): void;
  signal: AbortSignal;
}

/**
 * Sends one file and waits until it is imported. XMLHttpRequest, because `fetch` cannot tell how much of a body is sent.
 * Throws {@linkcode ApiError}.
 */
export function uploadFile(file: File, options: UploadOptions): Promise<UploadResult> {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    body.append("files", file, file.name);
    const sender = new XMLHttpRequest();
    sender.open("POST", "/upload-documents/");
    sender.setRequestHeader("accept", "application/json");
    sender.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress(event.loaded / event.total);
    };
    sender.upload.onload = () => options.onProgress(1);
    sender.onload = () => {
      if (sender.status < 200 || sender.status >= 300) {
        return reject(errorFrom(sender.status, sender.responseText));
      }
      try {
        resolve(JSON.parse(sender.responseText) as UploadResult);
      } catch {
        reject(errorFrom(sender.status, ""));
      }
    };
    sender.onerror = () => reject(unreachable());
    sender.onabort = () => reject(new DOMException("The upload was cancelled", "AbortError"));
    options.signal.addEventListener("abort", () => sender.abort(), { once: true });
    sender.send(body);
  });
}
