/**
 * Counters, gauges and histograms in Prometheus' text format 0.0.4.
 *
 * @module
 */

type Labels = Record<string, string>;

/** Upper bounds of the buckets of durations, in seconds. */
export const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] as const;

interface Family {
  type: "counter" | "gauge" | "histogram";
  help: string;
  values: Map<string, number>;
  histograms: Map<string, { counts: number[]; sum: number; count: number }>;
}

/** All metrics of a process. */
export class Metrics {
  readonly #families = new Map<string, Family>();
  readonly #gauges = new Map<string, { labels: string; read: () => number | null }[]>();

  /** Adds to a counter; its name ends with `_total`. */
  count(name: string, help: string, labels: Labels = {}, by = 1): void {
    const family = this.#family(name, "counter", help);
    const key = labelText(labels);
    family.values.set(key, (family.values.get(key) ?? 0) + by);
  }

  /** Adds a duration in seconds to a histogram; its name ends with `_seconds`. */
  observe(name: string, help: string, seconds: number, labels: Labels = {}): void {
    const family = this.#family(name, "histogram", help);
    const key = labelText(labels);
    let histogram = family.histograms.get(key);
    if (!histogram) {
      family.histograms.set(
        key,
        histogram = { counts: DURATION_BUCKETS.map(() => 0), sum: 0, count: 0 },
      );
    }
    DURATION_BUCKETS.forEach((bound, index) => {
      if (seconds <= bound) histogram.counts[index]!++;
    });
    histogram.sum += seconds;
    histogram.count++;
  }

  /** A value that is read when it is asked for; null where there is none. */
  gauge(name: string, help: string, read: () => number | null, labels: Labels = {}): void {
    this.#family(name, "gauge", help);
    const gauges = this.#gauges.get(name) ?? [];
    const key = labelText(labels);
    this.#gauges.set(name, [...gauges.filter((gauge) => gauge.labels !== key), { labels: key, read }]);
  }

  /** The text that a Prometheus server scrapes. */
  render(): string {
    const lines: string[] = [];
    for (const [name, family] of this.#families) {
      lines.push(`# HELP ${name} ${family.help}`, `# TYPE ${name} ${family.type}`);
      for (const { labels, read } of this.#gauges.get(name) ?? []) {
        const value = read();
        if (value !== null) lines.push(`${name}${braces(labels)} ${value}`);
      }
      for (const [labels, value] of family.values) lines.push(`${name}${braces(labels)} ${value}`);
      for (const [labels, { counts, sum, count }] of family.histograms) {
        counts.forEach((n, index) =>
          lines.push(`${name}_bucket${braces(labels, `le="${DURATION_BUCKETS[index]}"`)} ${n}`)
        );
        lines.push(
          `${name}_bucket${braces(labels, `le="+Inf"`)} ${count}`,
          `${name}_sum${braces(labels)} ${sum}`,
          `${name}_count${braces(labels)} ${count}`,
        );
      }
    }
    return lines.join("\n") + "\n";
  }

  #family(name: string, type: Family["type"], help: string): Family {
    let family = this.#families.get(name);
    if (!family) this.#families.set(name, family = { type, help, values: new Map(), histograms: new Map() });
    if (family.type !== type) throw new TypeError(`Metric ${name} is a ${family.type}, not a ${type}`);
    return family;
  }
}

function labelText(labels: Labels): string {
  return Object.entries(labels).map(([key, value]) =>
    `${key}="${value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"')}"`
  ).join(",");
}

function braces(...parts: string[]): string {
  const text = parts.filter(Boolean).join(",");
  return text ? `{${text}}` : "";
}
