const PATHS = {
  arrow: "M4 10h12M11 5l5 5-5 5",
  edit: "M4 16l.8-3.6L13 4.2l2.8 2.8-8.2 8.2zM11.2 6l2.8 2.8",
  check: "M4 10.5l4 4 8-9",
  checks: "M2 10.5l4 4 7-9M10.5 13.5l1 1 7-9",
  chevron: "M6 8l4 4 4-4",
  close: "M5 5l10 10M15 5L5 15",
  code: "M7 6l-4 4 4 4M13 6l4 4-4 4",
  copy: "M7 7V4h9v9h-3M4 7h9v9H4z",
  document: "M5 3h7l3 3v11H5zM12 3v3h3M8 10h4M8 13h4",
  download: "M10 3v10M6 9l4 4 4-4M4 17h12",
  follow: "M5 4v5a3 3 0 0 0 3 3h7M12 9l3 3-3 3",
  globe:
    "M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4zM3 10h14M10 3c2.5 2 2.5 12 0 14M10 3c-2.5 2-2.5 12 0 14",
  info: "M10 9v5M10 6.2v.1M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4z",
  key: "M8.5 11.5a3.5 3.5 0 1 1 0-.1M9 10l7-7M13 6l2.5 2.5",
  menu: "M3 6h14M3 10h14M3 14h14",
  moon: "M16 11.5A6.5 6.5 0 0 1 8.5 4a6.5 6.5 0 1 0 7.5 7.5z",
  play: "M6 4.5v11l9-5.5z",
  plug: "M7 3v4M13 3v4M5 7h10v3a5 5 0 0 1-10 0zM10 15v3",
  plus: "M10 4v12M4 10h12",
  question:
    "M7.5 7.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M10 14.2v.1M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4z",
  search: "M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM13 13l4 4",
  sun:
    "M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1",
  trash: "M4 6h12M8 6V4h4v2M6 6l.7 11h6.6L14 6",
  upload: "M10 14V4M6 8l4-4 4 4M4 17h12",
  warning: "M10 8v4M10 14.2v.1M10 3l7.5 13.5h-15z",
} as const;

export type IconName = keyof typeof PATHS;

/** A small drawing beside words; never the only name of a control. */
export function Icon(props: { name: IconName; size?: number }) {
  const size = props.size ?? 16;
  return (
    <svg class="icon" viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={PATHS[props.name]} />
    </svg>
  );
}
