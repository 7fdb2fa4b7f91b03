import type { Point } from '../model/activity.ts';

interface Ends {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly targetX: number;
  readonly targetY: number;
}

type Drawn = [path: string, x: number, y: number];

/** A line through the vertices of the file, and its middle. */
export function through(ends: Ends, vertices: readonly Point[]): Drawn {
  const points = [{ x: ends.sourceX, y: ends.sourceY }, ...vertices, { x: ends.targetX, y: ends.targetY }];
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${point.x},${point.y}`).join(' ');
  const half = points.length / 2;
  const [before, after] = [points[Math.ceil(half) - 1]!, points[Math.floor(half)]!];
  return [path, (before.x + after.x) / 2, (before.y + after.y) / 2];
}

/** The same line from end to end, as exactly as the browser draws them; none when it leads elsewhere, as while a card is carried. */
export function fitted({ sourceX, sourceY, targetX, targetY }: Ends, line: readonly Point[] | undefined): readonly Point[] | undefined {
  const [first, last] = [line?.[0], line?.[line.length - 1]];
  if (!line || !first || !last || !isNear(first, sourceX, sourceY) || !isNear(last, targetX, targetY)) return undefined;
  const exact = (value: number, from: number, to: number, source: number, target: number) => (value === from ? source : value === to ? target : value);
  return line.map(point => ({ x: exact(point.x, first.x, last.x, sourceX, targetX), y: exact(point.y, first.y, last.y, sourceY, targetY) }));
}

function isNear(point: Point, x: number, y: number): boolean {
  return Math.abs(point.x - x) <= 3 && Math.abs(point.y - y) <= 3;
}

/** With round corners, and the middle of its longest part. */
export function rounded(line: readonly Point[], radius: number): Drawn {
  const points = line.filter((point, index) => index === 0 || point.x !== line[index - 1]!.x || point.y !== line[index - 1]!.y);
  const parts = points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before || !after) return `${before ? 'L' : 'M'}${point.x},${point.y}`;
    const bend = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2);
    const [from, to] = [towards(point, before, bend), towards(point, after, bend)];
    return `L${from.x},${from.y} Q${point.x},${point.y} ${to.x},${to.y}`;
  });
  const [start, end] = points.slice(1).map((point, index) => [points[index]!, point] as const).reduce((longest, part) => (distance(...part) > distance(...longest) ? part : longest));
  return [parts.join(' '), (start.x + end.x) / 2, (start.y + end.y) / 2];
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const share = by / Math.max(1, distance(from, to));
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
