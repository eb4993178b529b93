import { addresses, type Route } from "../models/router.ts";
import { useApp } from "./app_context.ts";
import { Brand } from "./brand.tsx";
import { HealthMenu } from "./health_menu.tsx";
import { Icon } from "./icon.tsx";

const LINKS: { page: Route["page"]; address: string; title: string }[] = [
  { page: "ask", address: addresses.ask, title: "Ask" },
  { page: "plugins", address: addresses.plugins, title: "Plugins" },
  { page: "docs", address: addresses.docs, title: "API" },
];

/** Name, pages, health, theme. */
export function TopBar(props: { sideOpen: boolean; onSide: () => void }) {
  const { router, theme } = useApp();
  const dark = theme.mode.value === "dark";
  const label = dark ? "Use the light theme" : "Use the dark theme";
  return (
    <header class="top">
      <button
        type="button"
        class="icon-button side-toggle"
        aria-expanded={props.sideOpen}
        aria-controls="side"
        onClick={props.onSide}
      >
        <Icon name="menu" size={20} />
        <span class="visually-hidden">Data and history</span>
      </button>
      <a class="brand-link" href={addresses.ask}>
        <Brand />
      </a>
      <nav class="top-links" aria-label="Pages">
        {LINKS.map((link) => (
          <a
            key={link.page}
            href={link.address}
            aria-current={router.route.value.page === link.page ? "page" : undefined}
          >
            {link.title}
          </a>
        ))}
      </nav>
      <HealthMenu />
      <button type="button" class="icon-button" title={label} onClick={() => theme.toggle()}>
        <Icon name={dark ? "sun" : "moon"} size={18} />
        <span class="visually-hidden">{label}</span>
      </button>
    </header>
  );
}
