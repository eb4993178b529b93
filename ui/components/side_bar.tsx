import { useApp } from "./app_context.ts";
import { DatasetList } from "./dataset_list.tsx";
import { DocumentList } from "./document_list.tsx";
import { FilePicker } from "./file_picker.tsx";
import { HistoryList } from "./history_list.tsx";
import { UploadList } from "./upload_list.tsx";

/** Data and history. A drawer on narrow screens. The history waits for the data above it, so that nothing moves. */
export function SideBar(props: { open: boolean; onClose: () => void }) {
  const { datasets } = useApp();
  return (
    <aside id="side" class={`side ${props.open ? "side-open" : ""}`} aria-label="Data and history">
      <section>
        <div class="side-head">
          <h2>Data</h2>
          <FilePicker label="Add files" />
        </div>
        <UploadList />
        <DatasetList />
        <DocumentList />
      </section>
      {datasets.list.value && (
        <section>
          <div class="side-head">
            <h2>Earlier questions</h2>
          </div>
          <HistoryList onRecall={props.onClose} />
        </section>
      )}
    </aside>
  );
}
