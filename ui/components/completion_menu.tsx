import type { CompletionList } from "../models/completion.ts";

/** Names that continue what is being typed. */
export function CompletionMenu(
  props: { id: string; list: CompletionList; active: number; onChoose: (index: number) => void },
) {
  const { items } = props.list;
  return (
    <>
      <ul id={props.id} class="completions" role="listbox" aria-label="Names in your data">
        {items.map((item, index) => (
          <li
            key={item.text}
            id={`${props.id}-${index}`}
            role="option"
            aria-selected={index === props.active}
            onPointerDown={(event) => {
              event.preventDefault();
              props.onChoose(index);
            }}
          >
            <span>{item.text}</span>
            <span class="faint">{item.detail}</span>
          </li>
        ))}
      </ul>
      <span class="visually-hidden" role="status">
        {items.length === 1 ? "1 name, down arrow to choose" : `${items.length} names, down arrow to choose`}
      </span>
    </>
  );
}
