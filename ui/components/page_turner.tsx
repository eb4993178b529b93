/** Goes through the pages of a document, or its parts; a number leads straight to its page. */
export function PageTurner(
  props: { page: number; pages: number; word: "page" | "part"; onPage: (page: number) => void },
) {
  const { page, pages, word } = props;
  if (pages <= 1) return null;
  return (
    <nav class="turner" aria-label={`${word === "page" ? "Pages" : "Parts"} of the document`}>
      <button
        type="button"
        class="button button-small"
        disabled={page <= 1}
        onClick={() => props.onPage(page - 1)}
      >
        Previous
      </button>
      <label>
        {word === "page" ? "Page" : "Part"}
        <input
          type="number"
          min={1}
          max={pages}
          value={page}
          onChange={(event) => {
            const wanted = Math.min(
              Math.max(Math.trunc(event.currentTarget.valueAsNumber) || page, 1),
              pages,
            );
            event.currentTarget.value = String(wanted);
            if (wanted !== page) props.onPage(wanted);
          }}
        />
        of {pages}
      </label>
      <button
        type="button"
        class="button button-small"
        disabled={page >= pages}
        onClick={() => props.onPage(page + 1)}
      >
        Next
      </button>
    </nav>
  );
}
