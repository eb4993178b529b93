import { useSignal } from "@preact/signals";
import { type Endpoint, filledPath } from "../models/openapi.ts";
import { formatBytes, formatMs } from "../models/format.ts";

interface Reply {
  status: string;
  size: string;
  body: string;
}

const LONGEST_BODY = 20_000;

/** Sends a reading call and shows what comes back. */
export function TryIt(props: { endpoint: Endpoint }) {
  const { endpoint } = props;
  const values = useSignal<Record<string, string>>({});
  const reply = useSignal<Reply | null>(null);
  const parameters = (endpoint.operation.parameters ?? []).filter((one) =>
    one.in === "path" || one.in === "query"
  );
  const address = filledPath(endpoint, values.value);

  async function send(event: Event) {
    event.preventDefault();
    if (!address) return;
    const started = performance.now();
    try {
      const response = await fetch(address, { headers: { accept: "application/json" } });
      const text = await response.text();
      const took = formatMs(performance.now() - started);
      reply.value = {
        status: `${response.status} ${response.statusText}`,
        size: `${formatBytes(text.length)} in ${took}`,
        body: pretty(text),
      };
    } catch {
      reply.value = { status: "No answer", size: "", body: "Nexus cannot be reached." };
    }
  }
  return (
    <form class="try" onSubmit={send}>
      {parameters.map((parameter) => (
        <label key={parameter.name}>
          <span>{parameter.name}{parameter.in === "path" && " (needed)"}</span>
          <input
            type="text"
            value={values.value[parameter.name] ?? ""}
            onInput={(event) =>
              values.value = { ...values.value, [parameter.name]: event.currentTarget.value }}
          />
        </label>
      ))}
      <button type="submit" class="button button-small" disabled={!address}>Try it</button>
      {reply.value && (
        <div class="try-reply" role="status">
          <p>
            <strong>{reply.value.status}</strong> <span class="faint">{reply.value.size}</span>
          </p>
          <pre class="code" tabIndex={0}><code>{reply.value.body}</code></pre>
        </div>
      )}
    </form>
  );
}

function pretty(text: string): string {
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Not JSON: shown as it came.
  }
  return shown.length > LONGEST_BODY ? `${shown.slice(0, LONGEST_BODY)}\n…` : shown;
}
