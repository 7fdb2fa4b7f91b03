import { idOf, typeOf, type Point } from '../model/activity.ts';
import { boundsOf, laneOf, lanesIn, type Area } from '../model/areas.ts';
import type { Catalogue } from '../model/descriptor.ts';
import { expressionText, readExpression, writeInput } from '../model/expression.ts';
import { boxesIn } from '../model/frame.ts';
import { isObject, member, memberName, text, type Json, type JsonObject } from '../model/json.ts';
import { change, type Path } from '../model/path.ts';
import { openScope, pathOf, type Scope } from '../model/scope.ts';
import { move } from './arrange.ts';
import { changeMark, changeMarks, freshMarkId, marksIn, numberAt, removeMarks } from './marks.ts';
import { notesIn } from './notes.ts';

const newLaneHeight = 180;

export function addGroup(doc: Json, scope: Scope, ids: ReadonlySet<string>, title: string, catalogue: Catalogue): { doc: Json; id: string } | undefined {
  const bounds = boundsOf(scope, ids, catalogue);
  if (!bounds || scope.kind !== 'flowchart') return undefined;
  const id = freshMarkId('group', marksIn(scope.owner, 'groups'));
  return { doc: changeMarks(doc, scope.path, 'groups', groups => [...groups, rounded({ id, title, ...bounds })]), id };
}

/** The first lane takes everything in; the next ones stand below. */
export function addLane(doc: Json, scope: Scope, title: string, catalogue: Catalogue): { doc: Json; id: string } | undefined {
  if (scope.kind !== 'flowchart') return undefined;
  const lanes = lanesIn(scope, catalogue);
  const last = lanes[lanes.length - 1];
  const boxes = boxesIn(scope, catalogue);
  const top = last ? last.y + last.height : Math.min(80, ...boxes.map(box => box.y)) - 40;
  const bottom = Math.max(top + newLaneHeight, ...(last ? [] : boxes.map(box => box.y + box.height + 40)));
  const id = freshMarkId('lane', marksIn(scope.owner, 'lanes'));
  return { doc: changeMarks(doc, scope.path, 'lanes', present => [...present, rounded({ id, title, who: '', y: top, height: bottom - top })]), id };
}

export function changeArea(doc: Json, scope: Scope, area: Area, what: JsonObject, catalogue: Catalogue): Json {
  const changed = changeMark(doc, scope.path, listOf(area), area.id, rounded(what));
  const grown = area.kind === 'lane' && typeof what.height === 'number' ? what.height - area.height : 0;
  return grown === 0 ? changed : below(changed, scope, area, Math.round(grown), catalogue);
}

export function removeAreas(doc: Json, path: Path, ids: ReadonlySet<string>): Json {
  return removeMarks(removeMarks(doc, path, 'groups', ids), path, 'lanes', ids);
}

/** Lanes stand under each other in this order, without gaps. */
export function orderLanes(doc: Json, scope: Scope, lanes: readonly Area[], catalogue: Catalogue): Json {
  let y = Math.min(...lanes.map(lane => lane.y));
  const shifts = new Map<Area, number>();
  for (const lane of lanes) {
    if (y !== lane.y) shifts.set(lane, y - lane.y);
    y += lane.height;
  }
  return shiftLanes(doc, scope, shifts, catalogue);
}

/** A group goes with all that stands in it. */
export function moveGroup(doc: Json, scope: Scope, area: Area, by: Point, catalogue: Catalogue): Json {
  const alone = changeMark(doc, scope.path, 'groups', area.id, rounded({ x: area.x + by.x, y: area.y + by.y }));
  const framed = notesIn(scope.owner).filter(note => area.notes.includes(note.id))
    .reduce((next, note) => changeMark(next, scope.path, 'notes', note.id, rounded({ x: note.x + by.x, y: note.y + by.y })), alone);
  const moved = boxesIn(scope, catalogue).filter(box => area.members.includes(box.id)).map(box => [box.id, { x: box.x + by.x, y: box.y + by.y }] as const);
  return moved.length === 0 ? framed : move(framed, openScope(framed, scope.path), new Map(moved), catalogue);
}

/** What became of the candidates of activities that came into another lane. */
export interface Staffed {
  readonly doc: Json;
  /** Given to the lane's people. */
  readonly given: readonly string[];
  /** Somebody was named there already: a person decides. */
  readonly asked: readonly { readonly id: string; readonly who: string; readonly lane: string; readonly written: string }[];
}

export function staffed(before: Json, after: Json, path: Scope['path'], catalogue: Catalogue): Staffed {
  const [old, now] = [openScope(before, path), openScope(after, path)];
  const lanes = new Set(lanesIn(now, catalogue).map(lane => lane.who).filter(Boolean));
  if (lanes.size === 0) return { doc: after, given: [], asked: [] };
  let doc = after;
  const [given, asked]: [string[], Staffed['asked'][number][]] = [[], []];
  for (const activity of now.activities) {
    const id = idOf(activity);
    const lane = laneOf(now, id, catalogue);
    const input = candidatesOf(typeOf(activity), catalogue);
    if (!lane?.who || !input || laneOf(old, id, catalogue)?.id === lane.id) continue;
    const written = expressionText(readExpression(member(activity, input)));
    if (written === lane.who) continue;
    if (written !== '' && !lanes.has(written)) asked.push({ id, who: lane.who, lane: lane.title || lane.who, written });
    else {
      doc = assign(doc, now, id, lane.who, catalogue);
      given.push(id);
    }
  }
  return { doc, given, asked };
}

export function assign(doc: Json, scope: Scope, id: string, who: string, catalogue: Catalogue): Json {
  const activity = scope.activities.find(candidate => idOf(candidate) === id);
  const input = activity && candidatesOf(typeOf(activity), catalogue);
  if (!activity || !input) return doc;
  return change(doc, [...pathOf(scope, id), memberName(activity, input)], old => writeInput(old, 'Object', { language: 'Literal', value: who }));
}

/** What people do: the input that names who may take it. */
function candidatesOf(type: string, catalogue: Catalogue): string | undefined {
  return catalogue.find(type)?.inputs.find(input => input.editor === 'person' && input.name === 'candidates')?.name;
}

/** A lane that grows or shrinks moves the lanes below it. */
function below(doc: Json, scope: Scope, area: Area, by: number, catalogue: Catalogue): Json {
  return shiftLanes(doc, scope, new Map(lanesIn(scope, catalogue).filter(lane => lane.y > area.y).map(lane => [lane, by])), catalogue);
}

/** Lanes move up or down with all that stands in them. */
function shiftLanes(doc: Json, scope: Scope, shifts: ReadonlyMap<Area, number>, catalogue: Catalogue): Json {
  const boxes = boxesIn(scope, catalogue);
  let next = doc;
  const places = new Map<string, Point>();
  for (const [lane, by] of shifts) {
    next = changeMark(next, scope.path, 'lanes', lane.id, { y: lane.y + by });
    for (const box of boxes) if (lane.members.includes(box.id)) places.set(box.id, { x: box.x, y: box.y + by });
    for (const kind of ['groups', 'notes'] as const) {
      const held = kind === 'groups' ? lane.groups : lane.notes;
      next = changeMarks(next, scope.path, kind, marks => marks.map(mark => (isObject(mark) && held.includes(text(mark, 'id') ?? '') ? { ...mark, y: numberAt(mark, 'y', 0) + by } : mark)));
    }
  }
  return places.size === 0 ? next : move(next, openScope(next, scope.path), places, catalogue);
}

function listOf(area: Area): 'groups' | 'lanes' {
  return area.kind === 'group' ? 'groups' : 'lanes';
}

function rounded(mark: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(mark).map(([name, value]) => [name, typeof value === 'number' ? Math.round(value) : value]));
}
