import type { Endpoint } from "../models/openapi.ts";
import { Prose } from "./prose.tsx";
import { SchemaView, TypeName } from "./schema_view.tsx";
import { TryIt } from "./try_it.tsx";

/** Streams never end: they cannot be tried in a box. */
const STREAMS = /\/events$/;

/** One call of the API: what it takes, what it gives, and a try. */
export function EndpointCard(props: { endpoint: Endpoint }) {
  const { method, path, operation } = props.endpoint;
  const body = Object.entries(operation.requestBody?.content ?? {})[0];
  return (
    <details class="endpoint">
      <summary>
        <span class={`method method-${method.toLowerCase()}`}>{method}</span>
        <code>{path}</code>
        <span class="endpoint-summary">
          <Prose text={operation.summary} />
        </span>
      </summary>
      <div class="endpoint-body">
        {operation.description && (
          <p>
            <Prose text={operation.description} />
          </p>
        )}
        {(operation.parameters ?? []).length > 0 && (
          <section>
            <h3>Parameters</h3>
            <dl class="schema">
              {operation.parameters!.map((parameter) => (
                <div key={`${parameter.in} ${parameter.name}`}>
                  <dt>
                    <code>{parameter.name}</code>
                    <span class="faint">{parameter.in}{!parameter.required && ", optional"}</span>
                  </dt>
                  <dd>
                    <span class="schema-type">
                      <TypeName schema={parameter.schema} />
                    </span>
                    <span class="faint">{parameter.description}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        {body && (
          <section>
            <h3>
              Body <span class="faint">{body[0]}</span>
            </h3>
            {body[1].schema && <SchemaView schema={body[1].schema} />}
          </section>
        )}
        <section>
          <h3>Responses</h3>
          <dl class="schema">
            {Object.entries(operation.responses ?? {}).map(([status, response]) => {
              const content = Object.entries(response.content ?? {})[0];
              return (
                <div key={status}>
                  <dt>
                    <code>{status}</code>
                  </dt>
                  <dd>
                    {content && (
                      <span class="schema-type">
                        <TypeName schema={content[1].schema} />
                      </span>
                    )}
                    <span class="faint">{response.description}</span>
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
        {method === "GET" && !STREAMS.test(path) && <TryIt endpoint={props.endpoint} />}
      </div>
    </details>
  );
}
