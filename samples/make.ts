/**
 * Makes the sample files from a fixed seed: `deno run --allow-write=samples samples/make.ts`. All data are invented.
 *
 * @module
 */

interface Product {
  name: string;
  category: string;
  price: number;
  /** How often it is bought, against the others. */
  weight: number;
  /** Month (1 to 12) in which it sells best. */
  peak: number;
  returnRate: number;
  rating: number;
}

const PRODUCTS: Product[] = [
  { name: "House Blend 1 kg", category: "Coffee", price: 18.9, weight: 20, peak: 11, returnRate: 0.004, rating: 4.4 },
  { name: "Decaf 500 g", category: "Coffee", price: 11.5, weight: 8, peak: 2, returnRate: 0.006, rating: 3.9 },
  { name: "Ethiopia Single Origin", category: "Coffee", price: 16.4, weight: 12, peak: 3, returnRate: 0.004, rating: 4.7 },
  { name: "Cold Brew Pack", category: "Coffee", price: 14.2, weight: 9, peak: 7, returnRate: 0.01, rating: 4.2 },
  { name: "French Press", category: "Brewing", price: 34.0, weight: 8, peak: 12, returnRate: 0.035, rating: 4.3 },
  { name: "Pour-over Dripper", category: "Brewing", price: 26.5, weight: 7, peak: 10, returnRate: 0.02, rating: 4.5 },
  { name: "Moka Pot", category: "Brewing", price: 39.9, weight: 6, peak: 12, returnRate: 0.045, rating: 4.1 },
  { name: "Espresso Machine", category: "Brewing", price: 489.0, weight: 3, peak: 12, returnRate: 0.12, rating: 3.8 },
  { name: "Hand Grinder", category: "Grinders", price: 64.0, weight: 5, peak: 12, returnRate: 0.06, rating: 4.0 },
  { name: "Burr Grinder", category: "Grinders", price: 149.0, weight: 4, peak: 11, returnRate: 0.07, rating: 4.6 },
  { name: "Gooseneck Kettle", category: "Accessories", price: 72.0, weight: 5, peak: 12, returnRate: 0.05, rating: 4.2 },
  { name: "Travel Mug", category: "Accessories", price: 22.0, weight: 9, peak: 9, returnRate: 0.015, rating: 4.4 },
  { name: "Milk Frother", category: "Accessories", price: 29.5, weight: 4, peak: 1, returnRate: 0.09, rating: 3.5 },
];

const REGIONS = [
  { name: "North", weight: 30, growth: 1.05 },
  { name: "South", weight: 24, growth: 1.22 },
  { name: "East", weight: 28, growth: 0.94 },
  { name: "West", weight: 18, growth: 1.3 },
];

/** Orders at the height of each month, against an average month. */
const SEASON = [0.85, 0.82, 0.95, 0.92, 0.9, 0.82, 0.78, 0.8, 0.98, 1.08, 1.4, 1.7];
const DAY = 86_400_000;

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<T>(items: readonly T[], weightOf: (item: T) => number, random: () => number): T {
  let left = random() * items.reduce((sum, item) => sum + weightOf(item), 0);
  for (const item of items) {
    left -= weightOf(item);
    if (left < 0) return item;
  }
  return items.at(-1)!;
}

/** A small coffee shop over three years, as CSV. */
export function makeSales(seed = 2022): string {
  const random = randomFrom(seed);
  const lines = ["order_id,order_date,region,product,category,channel,units,unit_price,revenue,returned,rating"];
  for (let day = Date.UTC(2022, 0, 1); day < Date.UTC(2025, 0, 1); day += DAY) {
    const date = new Date(day);
    const [year, month] = [date.getUTCFullYear() - 2022, date.getUTCMonth()];
    const weekend = [0, 6].includes(date.getUTCDay()) ? 1.35 : 1;
    const expected = 2.55 * (1 + 0.12 * year) * (SEASON[month] ?? 1) * weekend;
    const orders = Math.max(0, Math.round(expected + (random() + random() + random() - 1.5) * 2));
    for (let order = 0; order < orders; order++) lines.push(saleLine(10_000 + lines.length, date, random));
  }
  return lines.join("\n") + "\n";
}

function saleLine(id: number, date: Date, random: () => number): string {
  const [year, month] = [date.getUTCFullYear() - 2022, date.getUTCMonth() + 1];
  const region = pick(REGIONS, (item) => item.weight * item.growth ** year, random);
  const product = pick(PRODUCTS, (item) => item.weight * (1 + 0.6 * nearness(month, item.peak)), random);
  const online = random() < 0.42 + 0.09 * year + (region.name === "West" ? 0.1 : 0);
  const channel = online ? (random() < 0.3 + 0.08 * year ? "App" : "Web") : "Store";
  const several = product.price < 40 ? 5 : product.price < 100 ? 2 : 1;
  const units = 1 + Math.floor(random() ** 2.2 * several);
  const price = Math.round(product.price * (1 + 0.045 * year) * (month === 11 && online ? 0.9 : 1) * 100) / 100;
  const returned = random() < product.returnRate * (online ? 1.6 : 0.7);
  const mood = product.rating + (random() + random() + random() - 1.5) * 1.6 - (returned ? 1.7 : 0);
  const rated = random() < (online ? 0.86 : 0.62);
  return [
    id,
    date.toISOString().slice(0, 10),
    random() < 0.004 ? "" : region.name,
    product.name,
    product.category,
    channel,
    units,
    price.toFixed(2),
    (units * price).toFixed(2),
    returned ? "yes" : "no",
    rated ? Math.min(5, Math.max(1, Math.round(mood))) : "",
  ].join(",");
}

/** 1 in the same month, falling to 0 half a year away, and back around the turn of the year. */
function nearness(month: number, peak: number): number {
  const apart = Math.abs(month - peak);
  return 1 - Math.min(apart, 12 - apart) / 6;
}

const TEAMS = [
  { name: "Orders", weight: 40, hours: 9 },
  { name: "Repairs", weight: 22, hours: 52 },
  { name: "Billing", weight: 20, hours: 16 },
  { name: "App", weight: 18, hours: 30 },
];
const PRIORITIES = [
  { name: "low", weight: 35, factor: 1.7 },
  { name: "normal", weight: 45, factor: 1 },
  { name: "high", weight: 15, factor: 0.55 },
  { name: "urgent", weight: 5, factor: 0.25 },
];
const PLANS = [{ name: "guest", weight: 50 }, { name: "member", weight: 38 }, { name: "business", weight: 12 }];
const COUNTRIES = ["Germany", "France", "Spain", "Netherlands", "Austria"];

/** The shop's support desk in 2024, as a JSON array of nested records. */
export function makeTickets(seed = 2024): string {
  const random = randomFrom(seed);
  const days = Array.from({ length: 366 }, (_, day) => Date.UTC(2024, 0, 1 + day));
  const busy = (day: number) => (SEASON[new Date(day).getUTCMonth()] ?? 1) * (new Date(day).getUTCDay() === 0 ? 0.4 : 1);
  const times = Array.from({ length: 420 }, () => pick(days, busy, random) + (480 + Math.floor(random() * 600)) * 60_000);
  const tickets = [];
  for (const [index, opened] of times.sort((a, b) => a - b).entries()) {
    const team = pick(TEAMS, (item) => item.weight, random);
    const priority = pick(PRIORITIES, (item) => item.weight, random);
    const hours = Math.round(team.hours * priority.factor * (0.3 + 1.6 * random() ** 1.5) * 10) / 10;
    const open = opened + hours * 3_600_000 > Date.UTC(2025, 0, 1) || random() < 0.02;
    const content = 5.4 - hours / 30 - random() * 1.8;
    tickets.push({
      id: `T-${1000 + index}`,
      opened: new Date(opened).toISOString().slice(0, 19),
      team: team.name,
      priority: priority.name,
      customer: {
        plan: pick(PLANS, (item) => item.weight, random).name,
        country: pick(COUNTRIES, (item) => COUNTRIES.length - COUNTRIES.indexOf(item), random),
      },
      hours_to_resolve: open ? null : hours,
      satisfaction: open || random() < 0.35 ? null : Math.min(5, Math.max(1, Math.round(content))),
      reopened: random() < 0.08,
    });
  }
  return `[\n${tickets.map((ticket) => `  ${JSON.stringify(ticket)}`).join(",\n")}\n]\n`;
}

if (import.meta.main) {
  await Deno.writeTextFile(new URL("sales.csv", import.meta.url), makeSales());
  await Deno.writeTextFile(new URL("support_tickets.json", import.meta.url), makeTickets());
}
