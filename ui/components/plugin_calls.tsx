import { useSignal } from "@preact/signals";
import type { PluginCallRecord, PluginInfo } from "nexus";
import { useEffect } from "preact/hooks";
import { fetchPluginCalls } from "../api/plugins.ts";
import { countOf, formatMs } from "../models/format.ts";

/** The last calls between Nexus and a plugin, and whether all of them are written to the log. */
export function PluginCalls(props: { plugin: PluginInfo; onTrace: (on: boolean) => void }) {
  const { plugin } = props;
  const calls = useSignal<PluginCallRecord[]>(plugin.calls?.last ?? []);
  useEffect(() => {
    fetchPluginCalls(plugin.id).then((list) => calls.value = list, () => {});
  }, [plugin.id, plugin.calls?.count]);
  return (
    <div class="calls">
      <div class="calls-head">
        <p>
          {plugin.calls && plugin.calls.count > 0
            ? `${countOf(plugin.calls.count, "call")} since the start, ${plugin.calls.failed} failed`
            : "Not called since the start"}
        </p>
        <label class="switch">
          <input
            type="checkbox"
            checked={plugin.trace ?? false}
            onChange={(event) => props.onTrace(event.currentTarget.checked)}
          />
          Log each call
        </label>
      </div>
      {calls.value.length > 0 && (
        <div
          class="table-scroll calls-list"
          tabIndex={0}
          role="region"
          aria-label={`Calls of ${plugin.name}`}
        >
          <table class="table">
            <caption class="visually-hidden">Last calls, newest first</caption>
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">Call</th>
                <th scope="col" class="cell-number">Took</th>
                <th scope="col">Outcome</th>
              </tr>
            </thead>
            <tbody>
              {calls.value.map((call, index) => (
                <tr key={index}>
                  <td>{new Date(call.at).toLocaleTimeString("en-GB")}</td>
                  <td>
                    <code>{call.method}</code>
                  </td>
                  <td class="cell-number">{formatMs(call.ms)}</td>
                  <td class={call.outcome === "ok" ? "" : "calls-failed"}>{call.outcome}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
