import type { Point } from '../model/activity.ts';

interface Ends {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly targetX: number;
  readonly targetY: number;
}

/** A line through the vertices of the file, and its middle. */
export function through(ends: Ends, vertices: readonly Point[]): [path: string, x: number, y: number] {
  const points = [{ x: ends.sourceX, y: ends.sourceY }, ...vertices, { x: ends.targetX, y: ends.targetY }];
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${point.x},${point.y}`).join(' ');
  const half = points.length / 2;
  const [before, after] = [points[Math.ceil(half) - 1]!, points[Math.floor(half)]!];
  return [path, (before.x + after.x) / 2, (before.y + after.y) / 2];
}
