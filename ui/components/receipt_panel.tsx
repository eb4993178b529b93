import type { Receipt } from "nexus";
import { countOf, formatBytes, formatMs } from "../models/format.ts";
import { CopyButton } from "./copy_button.tsx";
import { Icon } from "./icon.tsx";

/** What is needed to repeat this answer and to compare. */
export function ReceiptPanel(props: { receipt: Receipt; run: string }) {
  const { receipt, run } = props;
  return (
    <div class="receipt">
      <p class="receipt-lead">
        With this receipt the answer can be computed again and compared:{" "}
        <code>deno task rerun RECEIPT.json</code>
      </p>
      {receipt.inputs.length > 0 && (
        <section>
          <h3>Inputs</h3>
          {receipt.inputs.map((input) => (
            <Input key={input.dataset} input={input} size={countOf(input.rows, "row")} />
          ))}
        </section>
      )}
      {receipt.documents && receipt.documents.length > 0 && (
        <section>
          <h3>Documents that were searched</h3>
          {receipt.documents.map((input) => (
            <Input key={input.document} input={input} size={countOf(input.pages, "page")} />
          ))}
        </section>
      )}
      {receipt.code && (
        <section>
          <h3>Script</h3>
          <p class="hash">
            <span class="visually-hidden">SHA-256</span>
            <code>{receipt.code.sha256}</code>
            <CopyButton label="Copy" quiet text={() => receipt.code?.sha256 ?? ""} />
          </p>
        </section>
      )}
      {receipt.engines.length > 0 && <Engines receipt={receipt} />}
      <section>
        <h3>Made by</h3>
        <p class="faint">
          Nexus {receipt.nexus}, {receipt.createdAt.slice(0, 19).replace("T", " ")}
          {receipt.agents.map((agent) => `, ${agent.id} ${agent.version}`).join("")}
          {receipt.model ? `, model ${receipt.model.name}` : ", no model"}
        </p>
        <p class="hash">
          <span class="faint">Run</span> <code>{run}</code>
        </p>
      </section>
      <a
        class="button"
        href={`/runs/${encodeURIComponent(run)}/receipt`}
        download={`nexus-receipt-${run}.json`}
      >
        <Icon name="download" /> Download receipt
      </a>
    </div>
  );
}

function Engines({ receipt }: { receipt: Receipt }) {
  return (
    <section>
      <h3>Engines</h3>
      <ul class="plain">
        {receipt.engines.map((engine) => (
          <li key={engine.engine}>
            {engine.engine === "duckdb" ? "DuckDB" : "Polars"} {engine.version}{" "}
            <span class="faint">{countOf(engine.rows, "row")} in {formatMs(engine.ms)}</span>
          </li>
        ))}
      </ul>
      <p class="faint">
        {countOf(receipt.rows.scanned, "row")} scanned, {countOf(receipt.rows.kept, "row")}{" "}
        kept. Floats agree within {receipt.tolerance} (relative).
      </p>
    </section>
  );
}

interface InputProps {
  input: { file: string; bytes: number; sha256: string; ingest: { plugin: string; version: string } };
  size: string;
}

function Input({ input, size }: InputProps) {
  return (
    <div class="receipt-input">
      <p>
        <strong>{input.file}</strong> <span class="faint">{size}, {formatBytes(input.bytes)}</span>
      </p>
      <p class="hash">
        <span class="visually-hidden">SHA-256</span>
        <code>{input.sha256}</code>
        <CopyButton label="Copy" quiet text={() => input.sha256} />
      </p>
      <p class="faint">Read by {input.ingest.plugin} {input.ingest.version}</p>
    </div>
  );
}
