/** A sentence in which `this` is code. */
export function Prose(props: { text: string | undefined }) {
  const parts = (props.text ?? "").split("`");
  return <>{parts.map((part, index) => index % 2 === 1 ? <code key={index}>{part}</code> : part)}</>;
}
