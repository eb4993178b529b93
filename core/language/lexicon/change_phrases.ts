/**
 * Words for change along time: `how much did it rise`, `growth in sales`, `the drop in price`.
 *
 * @module
 */
import type { Sense } from "./sense.ts";

/** Entries of the phrase table; `falls` where less is more of it. */
export const CHANGES: readonly (readonly [phrases: string, sense: Sense])[] = [
  ["rank of; ranking of; rank|ranks|ranked", { is: "rank" }],
  [
    "change|changed|changes; change in|of; changes in|of; changed by; percent change; percentage change; percent change in; percentage change in",
    { is: "change" },
  ],
  [
    "increase|increased|increases|rise|rises|rose|risen|grow|grows|grew|grown|growth|improved|improve|gained; increase in|of; rise in|of; growth in|of; growth rate; growth rate of; rate of growth; go up; went up; gone up; percent increase; percentage increase; percent growth; percentage growth; percentage increase in; percent increase in",
    { is: "change" },
  ],
  [
    "decrease|decreased|decreases|fall|falls|fell|fallen|drop|drops|dropped|decline|declined|declines|shrink|shrank|shrunk; decrease in|of; fall in|of; drop in|of; decline in|of; go down; went down; gone down; percent decrease; percentage decrease; percentage drop; percent drop",
    { is: "change", falls: true },
  ],
];
