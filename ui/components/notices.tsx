import type { Answer } from "nexus";
import { countOf } from "../models/format.ts";
import { Icon } from "./icon.tsx";

/** What the reader must know before using the number: failed checks, words that were not used, notices, rows that took no part. */
export function Notices(props: { answer: Answer }) {
  const { notices, excluded, checks, unused } = props.answer;
  const failed = checks.filter((check) => !check.passed);
  const left = excluded.filter((exclusion) => exclusion.rows > 0 && exclusion.cause !== "filtered");
  if (notices.length + left.length + failed.length + unused.length === 0) return null;
  return (
    <ul class="notices">
      {failed.map((check) => (
        <li key={check.name} class="notice notice-warn">
          <Icon name="warning" />
          {check.message}
        </li>
      ))}
      {unused.length > 0 && (
        <li class="notice notice-warn">
          <Icon name="warning" />
          Not taken into account: {unused.map((word) => `“${word}”`).join(", ")}
        </li>
      )}
      {notices.map((notice) => (
        <li key={notice} class="notice">
          <Icon name="info" />
          {notice}
        </li>
      ))}
      {left.map((exclusion) => (
        <li key={exclusion.reason} class="notice">
          <Icon name="info" />
          {countOf(exclusion.rows, "row")} {exclusion.reason}
        </li>
      ))}
    </ul>
  );
}
