import type { Point } from './activity.ts';
import type { Box } from './frame.ts';

/** An arrow that is to be drawn: its ends on the canvas, and the line it takes when nothing stands in its way. */
export interface Way {
  readonly source: string;
  readonly target: string;
  readonly from: Point;
  /** Of a timer or event on the border, the arrow leaves downwards. */
  readonly isDown: boolean;
  readonly to: Point;
  readonly plain: readonly Point[];
}

/** How far a line keeps from the cards: before it turns, beside them, and in passing. */
interface Distances {
  readonly stub: number;
  readonly corridor: number;
  readonly clearance: number;
  /** Whether it may turn beside a farther card. */
  readonly isFar: boolean;
  /** How far around the ends it looks for a way. */
  readonly reach: number;
}

const wide: Distances = { stub: 22, corridor: 18, clearance: 8, isFar: false, reach: 320 };
const narrow: Distances = { stub: 10, corridor: 8, clearance: 3, isFar: true, reach: 320 };
const tries: readonly Distances[] = [wide, { ...wide, isFar: true }, narrow, { ...narrow, reach: 1200 }];
/** Between two arrows that take the same corridor, and how long a way around it is worth. */
const spread = 10;
const overlapping = 80;

/**
 * Lines around the cards for the arrows that would run behind one, an undefined for each that does not, or for which there
 * is no way around. The same picture gives the same lines, whatever was drawn before.
 */
export function routes(ways: readonly Way[], boxes: readonly Box[]): (readonly Point[] | undefined)[] {
  const room = new Room(boxes);
  const taken: Taken[] = [];
  return ways.map(way => {
    if (!room.isCrossed(way.plain, way, 4)) return undefined;
    const line = around(way, room, taken);
    if (line) taken.push({ way, line });
    return line;
  });
}

interface Taken {
  readonly way: Way;
  readonly line: readonly Point[];
}

/** The shortest line over a corridor above or below the cards, as far from them as there is room. */
function around(way: Way, room: Room, taken: readonly Taken[]): readonly Point[] | undefined {
  const others = taken.filter(other => other.way.target !== way.target && other.way.source !== way.source).map(other => segments(other.line));
  for (const distances of tries) {
    const found = best(candidates(way, room, distances), others);
    if (found) return found;
  }
  return undefined;
}

interface Candidate {
  readonly line: readonly Point[];
  readonly length: number;
  readonly isClear: () => boolean;
}

function best(found: readonly Candidate[], others: readonly (readonly Segment[])[]): readonly Point[] | undefined {
  let [least, line]: [number, readonly Point[] | undefined] = [Infinity, undefined];
  for (const candidate of [...found].sort((a, b) => a.length - b.length)) {
    if (candidate.length >= least) break;
    if (!candidate.isClear()) continue;
    const own = segments(candidate.line);
    const cost = candidate.length + overlapping * others.filter(other => other.some(theirs => own.some(ours => overlap(ours, theirs)))).length;
    if (cost < least) [least, line] = [cost, candidate.line];
  }
  return line;
}

/** Out of the card, along a corridor, and in. */
function candidates(way: Way, room: Room, { stub, corridor, clearance, isFar, reach }: Distances): Candidate[] {
  const { from, to, isDown } = way;
  const boxes = room.beside(way, reach);
  const isFree = (...line: readonly Point[]) => !room.isCrossed(line, way, clearance);
  const start = isDown ? { x: from.x, y: from.y + stub } : from;
  const [out, into] = [isDown ? from.x : from.x + stub, to.x - stub];
  const beside = isFar ? boxes.flatMap(box => [box.x - corridor, box.x + box.width + corridor]) : [];
  const outs = [out, ...nearest(beside.filter(x => isDown || x > out), out)].filter(x => isFree(from, start, { x, y: start.y }));
  const ins = [into, ...nearest(beside.filter(x => x < into), into)].filter(x => isFree({ x, y: to.y }, to));
  const heights = new Set([start.y, to.y, ...boxes.flatMap(box => [0, 1, 2].flatMap(lane => [box.y - corridor - lane * spread, box.y + box.height + corridor + lane * spread]))]);
  return [...heights].filter(y => !isDown || y >= start.y).flatMap(y => {
    const leaving = outs.filter(x => isFree({ x, y: start.y }, { x, y }));
    const arriving = leaving.length > 0 ? ins.filter(x => isFree({ x, y }, { x, y: to.y })) : [];
    return leaving.flatMap(x1 => arriving.map(x2 => ({
      line: [from, start, { x: x1, y: start.y }, { x: x1, y }, { x: x2, y }, { x: x2, y: to.y }, to],
      length: Math.abs(x1 - from.x) + Math.abs(y - from.y) + Math.abs(x2 - x1) + Math.abs(to.y - y) + Math.abs(to.x - x2),
      isClear: () => isFree({ x: x1, y }, { x: x2, y }),
    })));
  });
}

type Segment = readonly [Point, Point];

function segments(line: readonly Point[]): Segment[] {
  return line.slice(1).map((point, index) => [line[index]!, point] as const);
}

/** Whether two lines of the same direction lie on each other. */
function overlap([a, b]: Segment, [c, d]: Segment): boolean {
  const along = (axis: 'x' | 'y', across: 'x' | 'y') => a[across] === b[across] && c[across] === d[across] && Math.abs(a[across] - c[across]) < spread / 2
    && Math.min(Math.max(a[axis], b[axis]), Math.max(c[axis], d[axis])) - Math.max(Math.min(a[axis], b[axis]), Math.min(c[axis], d[axis])) > spread;
  return along('x', 'y') || along('y', 'x');
}

function nearest(places: readonly number[], to: number): number[] {
  return [...new Set(places)].sort((a, b) => Math.abs(a - to) - Math.abs(b - to)).slice(0, 8);
}

/** The cards from left to right, so that a line is only compared with those that it may touch. */
class Room {
  private readonly sorted: readonly Box[];
  private readonly widest: number;

  constructor(boxes: readonly Box[]) {
    this.sorted = [...boxes].sort((a, b) => a.x - b.x);
    this.widest = Math.max(0, ...boxes.map(box => box.width));
  }

  /** Where it leaves a card and where it arrives, it touches that card. */
  isCrossed(line: readonly Point[], { source, target, from, to }: Way, distance: number): boolean {
    const [left, right] = [Math.min(...line.map(point => point.x)), Math.max(...line.map(point => point.x))];
    const boxes = this.between(left - distance, right + distance);
    return segments(line).some(segment => boxes.some(box =>
      crosses(segment, box, (box.id === source && ends(segment, from)) || (box.id === target && ends(segment, to)) ? -2 : distance)));
  }

  /** What may be in the way, and what one may have to go around then. */
  beside({ from, to }: Way, near: number): readonly Box[] {
    const [top, bottom] = [Math.min(from.y, to.y) - near, Math.max(from.y, to.y) + near];
    return this.between(Math.min(from.x, to.x) - near, Math.max(from.x, to.x) + near).filter(box => box.y < bottom && box.y + box.height > top);
  }

  private between(left: number, right: number): readonly Box[] {
    let first = 0;
    for (let end = this.sorted.length; first < end;) {
      const middle = (first + end) >> 1;
      if (this.sorted[middle]!.x < left - this.widest) first = middle + 1;
      else end = middle;
    }
    const found: Box[] = [];
    for (let index = first; index < this.sorted.length && this.sorted[index]!.x <= right; index++) if (this.sorted[index]!.x + this.sorted[index]!.width >= left) found.push(this.sorted[index]!);
    return found;
  }
}

function ends(segment: Segment, at: Point): boolean {
  return segment.some(point => point.x === at.x && point.y === at.y);
}

function crosses([a, b]: Segment, box: Box, distance: number): boolean {
  return Math.min(a.x, b.x) < box.x + box.width + distance && Math.max(a.x, b.x) > box.x - distance
    && Math.min(a.y, b.y) < box.y + box.height + distance && Math.max(a.y, b.y) > box.y - distance;
}
