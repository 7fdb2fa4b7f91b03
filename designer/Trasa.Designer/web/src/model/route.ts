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
  readonly plain: () => readonly Point[];
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
    if (!room.isBetween(way) || !room.isCrossed(way.plain(), way, 4)) return undefined;
    const line = around(way, room, taken);
    if (line) taken.push({ way, parts: segments(line) });
    return line;
  });
}

interface Taken {
  readonly way: Way;
  readonly parts: readonly Segment[];
}

/** The shortest line over a corridor above or below the cards, as far from them as there is room. */
function around(way: Way, room: Room, taken: readonly Taken[]): readonly Point[] | undefined {
  const others = taken.filter(other => other.way.target !== way.target && other.way.source !== way.source);
  for (const distances of tries) {
    const found = shortest(way, room, others, distances);
    if (found) return found;
  }
  return undefined;
}

/** Out of the card, along a corridor, and in; corridors that are a longer way than what was found are not tried. */
function shortest(way: Way, room: Room, others: readonly Taken[], { stub, corridor, clearance, isFar, reach }: Distances): readonly Point[] | undefined {
  const { from, to, isDown } = way;
  const boxes = room.beside(way, reach);
  const start = isDown ? { x: from.x, y: from.y + stub } : from;
  const heights = [...new Set([start.y, to.y, ...boxes.flatMap(box => [0, 1, 2].flatMap(lane => [box.y - corridor - lane * spread, box.y + box.height + corridor + lane * spread]))])].filter(y => !isDown || y >= start.y);
  const isFree = (...line: readonly Point[]) => !room.isCrossed(line, way, clearance);
  const [out, into] = [isDown ? from.x : from.x + stub, to.x - stub];
  const beside = isFar ? boxes.flatMap(box => [box.x - corridor, box.x + box.width + corridor]) : [];
  const outs = [out, ...nearest(beside.filter(x => isDown || x > out), out)].filter(x => isFree(from, start, { x, y: start.y }));
  const ins = [into, ...nearest(beside.filter(x => x < into), into)].filter(x => isFree({ x, y: to.y }, to));
  const climb = (y: number) => Math.abs(y - from.y) + Math.abs(to.y - y);
  let [least, line]: [number, readonly Point[] | undefined] = [Infinity, undefined];
  for (const y of heights.sort((a, b) => climb(a) - climb(b))) {
    if (climb(y) + Math.abs(to.x - from.x) >= least) break;
    const leaving = outs.filter(x => isFree({ x, y: start.y }, { x, y }));
    const arriving = leaving.length > 0 ? ins.filter(x => isFree({ x, y }, { x, y: to.y })) : [];
    for (const x1 of leaving) {
      for (const x2 of arriving) {
        const length = climb(y) + Math.abs(x1 - from.x) + Math.abs(x2 - x1) + Math.abs(to.x - x2);
        if (length >= least || !isFree({ x: x1, y }, { x: x2, y })) continue;
        const found = [from, start, { x: x1, y: start.y }, { x: x1, y }, { x: x2, y }, { x: x2, y: to.y }, to];
        const parts = segments(found);
        const cost = length + overlapping * others.filter(other => other.parts.some(theirs => parts.some(ours => overlap(ours, theirs)))).length;
        if (cost < least) [least, line] = [cost, found];
      }
    }
  }
  return line;
}

type Segment = readonly [Point, Point];

function segments(line: readonly Point[]): Segment[] {
  return line.slice(1).map((point, index) => [line[index]!, point] as const);
}

/** Whether two lines of the same direction lie on each other. */
function overlap([a, b]: Segment, [c, d]: Segment): boolean {
  if (a.y === b.y && c.y === d.y) return Math.abs(a.y - c.y) < spread / 2 && shared(a.x, b.x, c.x, d.x) > spread;
  return a.x === b.x && c.x === d.x && Math.abs(a.x - c.x) < spread / 2 && shared(a.y, b.y, c.y, d.y) > spread;
}

function shared(a: number, b: number, c: number, d: number): number {
  return Math.min(Math.max(a, b), Math.max(c, d)) - Math.max(Math.min(a, b), Math.min(c, d));
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

  /** Whether a card may stand in the way of the plain line at all: an arrow to a neighbour on the right is soon done with. */
  isBetween({ source, target, from, to, isDown }: Way): boolean {
    if (isDown || to.x < from.x + 8) return true;
    const [top, bottom] = [Math.min(from.y, to.y) - 4, Math.max(from.y, to.y) + 4];
    return this.between(from.x, to.x).some(box => box.id !== source && box.id !== target && box.y < bottom && box.y + box.height > top);
  }

  /** Where it leaves a card and where it arrives, it touches that card. */
  isCrossed(line: readonly Point[], way: Way, distance: number): boolean {
    for (let index = 1; index < line.length; index++) if (this.isBehind(line[index - 1]!, line[index]!, way, distance)) return true;
    return false;
  }

  private isBehind(a: Point, b: Point, { source, target, from, to }: Way, distance: number): boolean {
    const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
    const [leaves, arrives] = [same(a, from) || same(b, from), same(a, to) || same(b, to)];
    for (let index = this.first(left - distance); index < this.sorted.length && this.sorted[index]!.x < right + distance; index++) {
      const box = this.sorted[index]!;
      const own = (leaves && box.id === source) || (arrives && box.id === target);
      if (crosses(a, b, box, own ? -2 : distance)) return true;
    }
    return false;
  }

  /** What may be in the way, and what one may have to go around then. */
  beside({ from, to }: Way, near: number): readonly Box[] {
    const [top, bottom] = [Math.min(from.y, to.y) - near, Math.max(from.y, to.y) + near];
    return this.between(Math.min(from.x, to.x) - near, Math.max(from.x, to.x) + near).filter(box => box.y < bottom && box.y + box.height > top);
  }

  private between(left: number, right: number): readonly Box[] {
    const found: Box[] = [];
    for (let index = this.first(left); index < this.sorted.length && this.sorted[index]!.x <= right; index++) if (this.sorted[index]!.x + this.sorted[index]!.width >= left) found.push(this.sorted[index]!);
    return found;
  }

  /** Before it, none reaches as far to the right. */
  private first(left: number): number {
    let first = 0;
    for (let end = this.sorted.length; first < end;) {
      const middle = (first + end) >> 1;
      if (this.sorted[middle]!.x < left - this.widest) first = middle + 1;
      else end = middle;
    }
    return first;
  }
}

function same(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}

function crosses(a: Point, b: Point, box: Box, distance: number): boolean {
  return Math.min(a.x, b.x) < box.x + box.width + distance && Math.max(a.x, b.x) > box.x - distance
    && Math.min(a.y, b.y) < box.y + box.height + distance && Math.max(a.y, b.y) > box.y - distance;
}
