import { effect, signal, untracked } from "@preact/signals";
import type { Dataset, Document } from "nexus";
import type { Analysis } from "./analysis.ts";
import { Ask } from "./ask.ts";
import { Catalogue } from "./catalogue.ts";
import { Datasets } from "./datasets.ts";
import { Documents } from "./documents.ts";
import { Live } from "./live.ts";
import { addresses, Router } from "./router.ts";
import { isPluginArchive, PluginInstall } from "./plugin_install.ts";
import { SessionReport } from "./session_report.ts";
import { SessionModel } from "./session.ts";
import { ThemeModel } from "./theme.ts";
import { Thread } from "./thread.ts";
import { Uploads } from "./uploads.ts";

/** All models of the page, composed once at its root. */
export class App {
  readonly router: Router = new Router();
  readonly theme: ThemeModel = new ThemeModel();
  readonly session: SessionModel = new SessionModel();
  readonly live: Live = new Live();
  readonly documents: Documents = new Documents();
  readonly datasets: Datasets = new Datasets({ mayBeNone: () => this.documents.chosen.value.length > 0 });
  readonly catalogue: Catalogue = new Catalogue();
  readonly install: PluginInstall = new PluginInstall({
    onInstalled: (plugin) => {
      this.catalogue.refresh();
      this.announce(`${plugin.name} is installed`);
    },
  });
  readonly thread: Thread = new Thread({
    onEnded: (analysis) => this.announce(spokenAnswer(analysis)),
    documents: () => this.documents.chosen.value.map(({ id }) => id),
  });
  readonly report: SessionReport = new SessionReport(this.thread);
  readonly ask: Ask = new Ask(this.datasets, this.thread);
  readonly uploads: Uploads = new Uploads({
    onReady: (datasets, file, documents) => {
      this.datasets.add(datasets);
      this.#addDocuments(documents);
      this.announce(`${file} is ready`);
      this.#showImported(datasets);
    },
    onFailed: (file, problem) => this.announce(`${file} was not imported: ${problem.message}`),
  });
  /** What a screen reader is told. */
  readonly announcement = signal("");

  /** Starts every model. Gives back what ends them all. */
  start(): () => void {
    this.live.onEvent((event) => {
      this.datasets.onEvent(event);
      this.documents.onEvent(event);
      this.uploads.onEvent(event);
      this.catalogue.onEvent(event);
    });
    this.live.onReconnected(() => {
      this.datasets.refresh();
      this.documents.refresh();
      this.catalogue.refresh();
      this.catalogue.refreshHealth();
      this.thread.refreshHistory();
    });
    const stops = [this.router, this.theme, this.session].map((model) => model.start());
    let stopWork: (() => void) | null = null;
    stops.push(effect(() => {
      const open = this.session.state.value === "open";
      untracked(() => {
        if (open) stopWork ??= this.#startWork();
        else if (stopWork) {
          stopWork();
          stopWork = null;
        }
      });
    }));
    return () => {
      stops.forEach((stop) => stop());
      stopWork?.();
    };
  }

  /** What asks the server for anything; it waits until the server lets the page in. */
  #startWork(): () => void {
    const stops = [this.live, this.documents, this.datasets, this.catalogue, this.thread, this.ask]
      .map((model) => model.start());
    this.datasets.refresh();
    this.documents.refresh();
    return () => stops.forEach((stop) => stop());
  }

  /** Takes files that were dropped or picked: a packed plugin is shown before anything of it is installed, all else is data. */
  take(files: Iterable<File>): void {
    const onPlugins = this.router.route.value.page === "plugins";
    const data: File[] = [];
    for (const file of files) {
      if (!isPluginArchive(file.name) && !(onPlugins && /\.zip$/i.test(file.name))) data.push(file);
      else {
        this.install.inspect(file);
        if (!onPlugins) this.router.go(addresses.plugins);
      }
    }
    this.uploads.add(data);
  }

  /** The next question is about what was just added. */
  #addDocuments(documents: Document[]): void {
    if (documents.length === 0) return;
    this.documents.add(documents);
    this.datasets.chosenIds.value = [];
    this.ask.focusTurn.value++;
  }

  /** After the last import its dataset is shown, unless the user is reading answers. */
  #showImported(datasets: Dataset[]): void {
    const reading = this.router.route.value.page === "ask" && this.thread.items.value.length > 0;
    const busy = this.uploads.list.value.some((upload) => upload.stage !== "failed");
    const dataset = datasets[0];
    if (dataset && !reading && !busy && this.router.route.value.page !== "docs") {
      this.router.go(addresses.dataset(dataset.id));
    }
  }

  announce(text: string): void {
    this.announcement.value = text;
  }
}

function spokenAnswer(analysis: Analysis): string {
  const { answer, problem, phase } = analysis.state.value;
  if (phase === "cancelled") return "Cancelled";
  return answer?.text || answer?.error?.message || problem?.message || "";
}
