/**
 * Tables of our own of the kind that web pages have: seasons, matches, medals, starts.
 *
 * @module
 */
import { readable } from "./_tables_for_tests.ts";

/** A season of a league. */
export const league = readable("season", {
  Pos: ["integer", 1, 2, 3, 4, 5],
  Club: ["text", "Harbour United", "Vale Rovers", "Mill Town", "Old Quarry", "East Ferry"],
  W: ["integer", 12, 10, 9, 7, 3],
  D: ["integer", 4, 6, 3, 5, 4],
  L: ["integer", 2, 2, 6, 6, 11],
  Points: ["integer", 40, 36, 30, 26, 13],
});

/** The matches of one team. */
export const matches = readable("fixtures", {
  Week: ["integer", 1, 2, 3, 4, 5, 6],
  Date: ["date", "2011-03-05", "2011-03-12", "2011-04-02", "2012-03-03", "2013-03-09", "2013-04-06"],
  Opponent: ["text", "Vale Rovers", "Mill Town", "Old Quarry", "Vale Rovers", "East Ferry", "Mill Town"],
  Result: ["text", "W 3–1", "L 0–2", "W 2–0", "D 1–1", "W 4–0", "L 1–2"],
  Attendance: ["integer", 5200, 6100, 4800, 5900, 7400, 6600],
});

/** Medals by country, with a row of totals. */
export const medalTable = readable("games", {
  Rank: ["text", "1", "2", "3", "4", "Total"],
  Nation: ["text", "Norland", "Sudria", "Vestmark", "Osteria", "Total"],
  Gold: ["integer", 5, 3, 0, 0, 8],
  Silver: ["integer", 2, 4, 1, 0, 7],
  Bronze: ["integer", 1, 2, 2, 1, 6],
  Total: ["integer", 8, 9, 3, 1, 21],
});

/** Runners and where they came in. */
export const runners = readable("final", {
  Place: ["integer", 1, 2, 3, 4],
  Athlete: ["text", "Ada Holm", "Bea Lund", "Cleo Marsh", "Dora Nye"],
  Nation: ["text", "Norland", "Sudria", "Norland", "Vestmark"],
  Distance: ["number", 18.1, 17.6, 17.2, 16.9],
});

/** Stops of a ferry, counted through, some without a pier. */
export const stops = readable("line", {
  "No.": ["integer", 1, 2, 3, 4],
  Stop: ["text", "Quay", "Sand Point", "North Bay", "Lock"],
  Pier: ["text", "A", null, "B", null],
  Capacity: ["text", "300 at 4 knots", "120 at 4 knots", "80 at 6 knots", "40 at 8 knots"],
  Passengers: ["integer", 900, 400, 250, 70],
});

/** Laps on the clock. */
export const laps = readable("laps", {
  Driver: ["text", "Ada Holm", "Bea Lund", "Cleo Marsh", "Dora Nye"],
  Team: ["text", "Falk", "Falk", "Orion", "Orion"],
  Time: ["text", "1:24.10", "1:23.95", "0:59.80", "1:31.02"],
  Joined: ["integer", 1998, 2001, 2003, 1999],
  Left: ["integer", 2004, 2010, 2008, 2002],
});

/** Albums whose dates are text. */
export const albums = readable("records", {
  Title: ["text", "First Light", "Low Tide", "Grey Harbour", "Home"],
  Released: ["text", "12 April 1991 (LP)", "3 May 1993 (CD)", "20 April 1993 (CD)", "1 June 1998 (CD)"],
  Copies: ["integer", 300, 500, 900, 400],
});

/** Engines, one of whose makers stands in the name of another. */
export const engines = readable("grid", {
  Car: ["text", "A1", "A2", "B1", "B2"],
  Engine: ["text", "Corvo", "Corvo", "Hale-Corvo", "Mott"],
});
