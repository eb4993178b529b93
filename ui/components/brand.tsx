/** The name and its mark. */
export function Brand() {
  return (
    <span class="brand">
      <svg class="brand-mark" viewBox="0 0 32 32" width="22" height="22" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="9" />
        <path d="M10.5 22.5v-13l11 13v-13" />
      </svg>
      Nexus
    </span>
  );
}
