/**
 * Boxes, transforms and paths of SVG.
 *
 * @module
 */

/** An axis-parallel box. */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** A transform as SVG writes it: a, b, c, d, e, f. */
export type Matrix = [number, number, number, number, number, number];

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const NUMBER = /-?\d*\.?\d+(?:e[-+]?\d+)?/gi;
/** Numbers that each command of a path takes. */
const TAKES: Record<string, number> = { M: 2, L: 2, T: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, A: 7 };

/** The smallest box around both. */
export function union(a: Box | null, b: Box | null): Box | null {
  if (a === null || b === null) return a ?? b;
  return {
    x0: Math.min(a.x0, b.x0),
    y0: Math.min(a.y0, b.y0),
    x1: Math.max(a.x1, b.x1),
    y1: Math.max(a.y1, b.y1),
  };
}

/** The box around a box that was moved. */
export function moved(box: Box | null, [a, b, c, d, e, f]: Matrix): Box | null {
  if (box === null) return null;
  const corners = [[box.x0, box.y0], [box.x1, box.y0], [box.x0, box.y1], [box.x1, box.y1]] as const;
  const xs = corners.map(([x, y]) => a * x + c * y + e);
  const ys = corners.map(([x, y]) => b * x + d * y + f);
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

function times(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

/** The matrix of a `transform` attribute. */
export function matrixOf(transform: string | null): Matrix {
  let matrix = IDENTITY;
  for (const [, name, list] of (transform ?? "").matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const [p0 = 0, p1, p2, ...more] = list!.split(/[\s,]+/).filter(Boolean).map(Number);
    if (name === "translate") matrix = times(matrix, [1, 0, 0, 1, p0, p1 ?? 0]);
    else if (name === "scale") matrix = times(matrix, [p0, 0, 0, p1 ?? p0, 0, 0]);
    else if (name === "matrix") {
      matrix = times(matrix, [p0, p1 ?? 0, p2 ?? 0, more[0] ?? 1, more[1] ?? 0, more[2] ?? 0]);
    } else if (name === "rotate") {
      const angle = p0 * Math.PI / 180;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      matrix = times(matrix, [1, 0, 0, 1, p1 ?? 0, p2 ?? 0]);
      matrix = times(matrix, [cos, sin, -sin, cos, 0, 0]);
      matrix = times(matrix, [1, 0, 0, 1, -(p1 ?? 0), -(p2 ?? 0)]);
    }
  }
  return matrix;
}

/** The points of a path, control points of curves included; what they enclose holds the path. */
export function pathPoints(path: string | null): [number, number][] {
  const points: [number, number][] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  for (const [, command, list] of (path ?? "").matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const name = command!.toUpperCase();
    const relative = command !== name;
    if (name === "Z") {
      [x, y] = [startX, startY];
      points.push([x, y]);
      continue;
    }
    const numbers = (list!.match(NUMBER) ?? []).map(Number);
    const takes = TAKES[name];
    if (takes === undefined) continue;
    for (let at = 0; at + takes <= numbers.length; at += takes) {
      const [fromX, fromY] = relative ? [x, y] : [0, 0];
      if (name === "H") x = fromX + numbers[at]!;
      else if (name === "V") y = fromY + numbers[at]!;
      else {
        if (name === "C" || name === "S" || name === "Q") {
          for (let k = at; k < at + takes - 2; k += 2) {
            points.push([fromX + numbers[k]!, fromY + numbers[k + 1]!]);
          }
        }
        x = fromX + numbers[at + takes - 2]!;
        y = fromY + numbers[at + takes - 1]!;
      }
      if (name === "M" && at === 0) [startX, startY] = [x, y];
      points.push([x, y]);
    }
  }
  return points;
}

/** The box around a path. */
export function pathBox(path: string | null): Box | null {
  let box: Box | null = null;
  for (const [x, y] of pathPoints(path)) box = union(box, { x0: x, y0: y, x1: x, y1: y });
  return box;
}

/** The length of a path, and the point at a length along it, with straight lines between its points. */
export function measurePath(
  path: string | null,
): { length: number; at(length: number): { x: number; y: number } } {
  const points = pathPoints(path);
  const lengths = [0];
  for (let index = 1; index < points.length; index++) {
    const [[x0, y0], [x1, y1]] = [points[index - 1]!, points[index]!];
    lengths.push(lengths[index - 1]! + Math.hypot(x1 - x0, y1 - y0));
  }
  const length = lengths.at(-1) ?? 0;
  return {
    length,
    at(wanted) {
      const [first = [0, 0]] = points;
      if (points.length < 2) return { x: first[0], y: first[1] };
      const reach = Math.max(0, Math.min(length, wanted));
      let index = 1;
      while (index < lengths.length - 1 && lengths[index]! < reach) index++;
      const part = (reach - lengths[index - 1]!) / ((lengths[index]! - lengths[index - 1]!) || 1);
      const [[x0, y0], [x1, y1]] = [points[index - 1]!, points[index]!];
      return { x: x0 + part * (x1 - x0), y: y0 + part * (y1 - y0) };
    },
  };
}
