import { type JsonSchema, refName, typeWords } from "../models/openapi.ts";

/** A schema as a list of its members; named schemas are links. */
export function SchemaView(props: { schema: JsonSchema }) {
  const { schema } = props;
  const properties = Object.entries(schema.properties ?? schema.items?.properties ?? {});
  if (properties.length === 0) {
    return (
      <p class="schema-type">
        <TypeName schema={schema} />
      </p>
    );
  }
  const required = new Set(schema.required ?? schema.items?.required);
  return (
    <dl class="schema">
      {properties.map(([name, property]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
            {!required.has(name) && <span class="faint">optional</span>}
          </dt>
          <dd>
            <span class="schema-type">
              <TypeName schema={property} />
            </span>
            {property.description && <span class="faint">{property.description}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The words for a type; a reference leads to its schema. */
export function TypeName(props: { schema: JsonSchema | undefined }) {
  const ref = props.schema?.$ref ?? props.schema?.items?.$ref;
  const words = typeWords(props.schema);
  return ref ? <a href={`#schema-${refName(ref)}`}>{words}</a> : <>{words}</>;
}
