import { render } from "preact";
import { AppContext } from "./components/app_context.ts";
import { App } from "./models/app.ts";
import { Root } from "./pages/root.tsx";

const app = new App();
app.start();
render(
  <AppContext.Provider value={app}>
    <Root />
  </AppContext.Provider>,
  document.getElementById("app")!,
);
