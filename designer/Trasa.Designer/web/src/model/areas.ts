import { marksIn, numberAt } from '../edit/marks.ts';
import { notesIn } from '../edit/notes.ts';
import { idOf, type Point } from './activity.ts';
import type { Catalogue } from './descriptor.ts';
import { boxesIn, type Box } from './frame.ts';
import { text } from './json.ts';
import type { Scope } from './scope.ts';

/** A titled frame around activities that belong together, or the band of those who do the work in it. */
export interface Area extends Box {
  readonly kind: 'group' | 'lane';
  readonly title: string;
  /** Of a lane: the address of the position or team, as a user task names its candidates. */
  readonly who: string;
  /** What stands in it, by where it stands. */
  readonly members: readonly string[];
  readonly notes: readonly string[];
  /** Of a lane: the groups that stand in it. */
  readonly groups: readonly string[];
}

const headMiddle = 31;
const laneHead = 40;

export function areasIn(scope: Scope, catalogue: Catalogue): Area[] {
  const owner = scope.owner;
  if (scope.kind !== 'flowchart' || (marksIn(owner, 'groups').length === 0 && marksIn(owner, 'lanes').length === 0)) return [];
  const boxes = boxesIn(scope, catalogue);
  const notes = notesIn(owner);
  const groups = marksIn(owner, 'groups').map((group, index): Area => {
    const frame = { id: text(group, 'id') ?? `group${index + 1}`, x: numberAt(group, 'x', 0), y: numberAt(group, 'y', 0), width: numberAt(group, 'width', 260), height: numberAt(group, 'height', 160) };
    return { ...frame, kind: 'group', title: text(group, 'title') ?? '', who: '', members: boxes.filter(box => holds(frame, box)).map(box => box.id), notes: notes.filter(note => holds(frame, note)).map(note => note.id), groups: [] };
  });
  const [left, right] = [Math.min(0, ...boxes.map(box => box.x)) - laneHead - 40, Math.max(600, ...boxes.map(box => box.x + box.width)) + 60];
  const lanes = marksIn(owner, 'lanes').map((lane, index): Area => {
    const band = { id: text(lane, 'id') ?? `lane${index + 1}`, x: left, y: numberAt(lane, 'y', index * 200), width: right - left, height: Math.max(60, numberAt(lane, 'height', 180)) };
    const inside = (marks: readonly Box[]) => marks.filter(mark => isIn(band, mark.y + mark.height / 2)).map(mark => mark.id);
    return { ...band, kind: 'lane', title: text(lane, 'title') ?? '', who: text(lane, 'who') ?? '', members: boxes.filter(box => isIn(band, box.y + headMiddle)).map(box => box.id), notes: inside(notes), groups: inside(groups) };
  });
  return [...lanes, ...groups];
}

/** From the top down. */
export function lanesIn(scope: Scope, catalogue: Catalogue): Area[] {
  return areasIn(scope, catalogue).filter(area => area.kind === 'lane').sort((a, b) => a.y - b.y);
}

/** The lane in which an activity stands; its head decides. */
export function laneOf(scope: Scope, id: string, catalogue: Catalogue): Area | undefined {
  return areasIn(scope, catalogue).find(area => area.kind === 'lane' && area.members.includes(id));
}

/** The smallest group around what is selected. */
export function boundsOf(scope: Scope, ids: ReadonlySet<string>, catalogue: Catalogue): Omit<Box, 'id'> | undefined {
  const boxes = boxesIn(scope, catalogue).filter(box => ids.has(box.id) && scope.activities.some(activity => idOf(activity) === box.id));
  if (boxes.length === 0) return undefined;
  const [x, y] = [Math.min(...boxes.map(box => box.x)) - 24, Math.min(...boxes.map(box => box.y)) - 44];
  return { x, y, width: Math.max(...boxes.map(box => box.x + box.width)) + 24 - x, height: Math.max(...boxes.map(box => box.y + box.height)) + 28 - y };
}

function isIn(band: { readonly y: number; readonly height: number }, y: number): boolean {
  return y >= band.y && y < band.y + band.height;
}

function holds(frame: Omit<Box, 'id'>, box: Box): boolean {
  const middle: Point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return middle.x >= frame.x && middle.x <= frame.x + frame.width && middle.y >= frame.y && middle.y <= frame.y + frame.height;
}
