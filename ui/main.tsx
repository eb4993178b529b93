import { render } from "preact";
import { AppContext } from "./components/app_context.ts";
import { App } from "./models/app.ts";
import { Shell } from "./pages/shell.tsx";

const app = new App();
app.start();
render(
  <AppContext.Provider value={app}>
    <Shell />
  </AppContext.Provider>,
  document.getElementById("app")!,
);
