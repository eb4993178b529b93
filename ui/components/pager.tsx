import { countOf, formatNumber } from "../models/format.ts";

/** Goes through a long table page by page. */
export function Pager(
  props: { offset: number; limit: number; total: number; what: string; onPage: (offset: number) => void },
) {
  const { offset, limit, total } = props;
  if (total <= limit && offset === 0) return <p class="pager-count">{countOf(total, props.what)}</p>;
  const last = Math.min(offset + limit, total);
  return (
    <nav class="pager" aria-label={`Pages of ${props.what}s`}>
      <p class="pager-count" aria-live="polite">
        {formatNumber(offset + 1)}–{formatNumber(last)} of {countOf(total, props.what)}
      </p>
      <button
        type="button"
        class="button button-small"
        disabled={offset === 0}
        onClick={() => props.onPage(Math.max(0, offset - limit))}
      >
        Previous
      </button>
      <button
        type="button"
        class="button button-small"
        disabled={last >= total}
        onClick={() => props.onPage(offset + limit)}
      >
        Next
      </button>
    </nav>
  );
}
