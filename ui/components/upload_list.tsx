import type { Upload } from "../models/uploads.ts";
import { formatBytes, formatShare } from "../models/format.ts";
import { useApp } from "./app_context.ts";
import { Icon } from "./icon.tsx";

/** Files on their way in, and those that did not make it. */
export function UploadList() {
  const { uploads } = useApp();
  if (uploads.list.value.length === 0) return null;
  return (
    <ul class="uploads" aria-label="Files being imported">
      {uploads.list.value.map((upload) => (
        <li key={upload.key} class={upload.stage === "failed" ? "upload upload-failed" : "upload"}>
          <div class="upload-head">
            <span class="upload-name" title={upload.file}>{upload.file}</span>
            <button
              type="button"
              class="icon-button"
              onClick={() =>
                uploads.dismiss(upload.key)}
            >
              <Icon name="close" size={14} />
              <span class="visually-hidden">
                {upload.stage === "failed" ? "Dismiss" : "Stop"} {upload.file}
              </span>
            </button>
          </div>
          <UploadState upload={upload} />
        </li>
      ))}
    </ul>
  );
}

function UploadState({ upload }: { upload: Upload }) {
  if (upload.problem) {
    return (
      <div role="alert">
        <p class="upload-problem">{upload.problem.message}</p>
        {upload.problem.hint && <p class="faint">{upload.problem.hint}</p>}
      </div>
    );
  }
  const sending = upload.stage === "sending";
  return (
    <>
      <progress
        class={upload.stage === "importing" ? "progress-endless" : ""}
        max={1}
        value={upload.stage === "importing" ? undefined : upload.share}
        aria-label={`Import of ${upload.file}`}
      />
      <p class="faint">
        {sending ? `${formatShare(upload.share)} of ${formatBytes(upload.bytes)}` : upload.detail}
      </p>
    </>
  );
}
