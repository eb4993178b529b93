/**
 * Ranges of versions, as far as a manifest needs them.
 *
 * @module
 */

type Version = readonly [number, number, number];
type Test = (version: Version) => boolean;

const PART = /^(\^|~|>=|<=|>|<|=)?\s*v?(\d+|x|\*)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?$/i;

/**
 * Whether a version lies in a range: `^1.2.0`, `~1.2`, `1.x`, `>=1.0.0 <3.0.0`, `1.0.0 || ^2.0.0`, `*`. Pre-releases are not told apart.
 *
 * @throws {RangeError} Where the range is not one.
 */
export function inRange(version: string, range: string): boolean {
  const numbers = parse(version);
  return range.split("||").some((part) => {
    const tests = part.trim().replace(/(\^|~|>=|<=|>|<|=)\s+/g, "$1").split(/\s+/).map(testOf);
    return tests.every((test) => test(numbers));
  });
}

function parse(version: string): Version {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (match === null) throw new RangeError(`"${version}" is not a version`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

function testOf(text: string): Test {
  const match = PART.exec(text);
  if (match === null) throw new RangeError(`"${text}" is not a range of versions`);
  const given = [match[2], match[3], match[4]].filter((part) => part !== undefined && /\d/.test(part)).map(
    Number,
  );
  const low: Version = [given[0] ?? 0, given[1] ?? 0, given[2] ?? 0];
  if (given.length === 0) return () => true;
  switch (match[1]) {
    case ">=":
      return (version) => compare(version, low) >= 0;
    case ">":
      return (version) => compare(version, low) > 0;
    case "<=":
      return (version) => compare(version, low) <= 0;
    case "<":
      return (version) => compare(version, low) < 0;
    case "^":
      return between(low, above(low, Math.min(firstNonZero(low), given.length - 1)));
    case "~":
      return between(low, above(low, Math.min(1, given.length - 1)));
    default:
      return given.length === 3
        ? (version) => compare(version, low) === 0
        : between(low, above(low, given.length - 1));
  }
}

function firstNonZero(version: Version): number {
  const index = version.findIndex((part) => part > 0);
  return index < 0 ? 2 : index;
}

/** The first version that differs from this one at `index`. */
function above([major, minor, patch]: Version, index: number): Version {
  if (index === 0) return [major + 1, 0, 0];
  return index === 1 ? [major, minor + 1, 0] : [major, minor, patch + 1];
}

function between(low: Version, high: Version): Test {
  return (version) => compare(version, low) >= 0 && compare(version, high) < 0;
}

/** Below 0 where `a` is older than `b`. A pre-release is older than its release; pre-releases of one version compare as text. */
export function compareVersions(a: string, b: string): number {
  const order = compare(parse(a), parse(b));
  if (order !== 0) return order;
  const [before, after] = [a, b].map((version) => version.split("-").slice(1).join("-")) as [string, string];
  if (before === after) return 0;
  if (before === "" || after === "") return before === "" ? 1 : -1;
  return before < after ? -1 : 1;
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
