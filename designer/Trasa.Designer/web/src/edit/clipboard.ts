import { allActivities, idOf, isActivity, positionOf, type Activity, typeOf, withPosition, type Point } from '../model/activity.ts';
import { areasIn } from '../model/areas.ts';
import { connectionsOf, withEnds } from '../model/connection.ts';
import type { Catalogue } from '../model/descriptor.ts';
import { boxesIn } from '../model/frame.ts';
import { freshId, idsIn } from '../model/ids.ts';
import { isObject, list, parse, print, text, withList, type Json, type JsonObject } from '../model/json.ts';
import { placesIn } from '../model/places.ts';
import { isFlowchart, openScope, type Scope } from '../model/scope.ts';
import type { Edited } from './edit.ts';
import { insertAll } from './insert.ts';
import { marksIn, numberAt, putMarks } from './marks.ts';
import { notesIn } from './notes.ts';

const mark = 'trasa/activities';

/** What is copied together: ids of activities, notes and groups of one scope. */
export interface Copied {
  readonly activities: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
  readonly areas: ReadonlySet<string>;
}

/** A group that is selected goes with what stands in it; one all of whose activities are selected goes along. Lanes stay. */
export function together(scope: Scope, selected: Copied, catalogue: Catalogue): Copied {
  const groups = areasIn(scope, catalogue).filter(area => area.kind === 'group');
  const chosen = groups.filter(group => selected.areas.has(group.id));
  const activities = new Set([...selected.activities, ...chosen.flatMap(group => group.members)]);
  const whole = groups.filter(group => chosen.includes(group) || (group.members.length > 0 && group.members.every(id => activities.has(id))));
  return { activities, notes: new Set([...selected.notes, ...whole.flatMap(group => group.notes)]), areas: new Set(whole.map(group => group.id)) };
}

/** As text: pasted into another workflow it works, pasted into an editor it can be read. */
export function copyText(scope: Scope, copied: Copied, catalogue: Catalogue): string | undefined {
  const places = placesIn(scope, catalogue);
  const activities = scope.activities.filter(activity => copied.activities.has(idOf(activity))).map(activity => withPosition(activity, places.get(idOf(activity))!));
  const connections = scope.connections.filter(connection => copied.activities.has(connection.source) && copied.activities.has(connection.target)).map(connection => connection.json);
  const marks = (kind: 'notes' | 'groups', ids: ReadonlySet<string>) => marksIn(scope.owner, kind).filter(item => ids.has(text(item, 'id') ?? ''));
  const [notes, groups] = [marks('notes', copied.notes), marks('groups', copied.areas)];
  if (activities.length + notes.length + groups.length === 0) return undefined;
  return print({ clipboard: mark, activities, connections, notes, groups });
}

export function canPaste(words: string): boolean {
  return words.includes(mark) && read(words) !== undefined;
}

export interface Pasted extends Edited {
  readonly select: readonly string[];
  readonly notes: readonly string[];
  readonly areas: readonly string[];
}

/** Pastes with new ids everywhere, also inside containers and slots. */
export function paste(doc: Json, scope: Scope, words: string, shift: Point): Pasted | undefined {
  const copied = read(words);
  if (!copied) return undefined;
  const taken = idsIn(doc);
  const renamed = copied.activities.map(activity => rename(activity, new Map(ids(activity).map(found => [found.id, freshId(found.type, taken)]))));
  const outer = new Map(copied.activities.map((activity, index) => [idOf(activity), idOf(renamed[index]!)]));
  const placed = renamed.map((activity, index) => shifted(activity, copied.activities[index]!, shift));
  const arrows = connectionsOf({ connections: copied.connections }).filter(connection => outer.has(connection.source) && outer.has(connection.target)).map(connection =>
    withEnds(connection.json, outer.get(connection.source)!, connection.port, outer.get(connection.target)!));
  const marked = copied.notes.length + copied.groups.length > 0;
  const put: Edited = placed.length > 0 || scope.kind === 'empty' ? insertAll(doc, scope, placed, arrows, marked) : { doc };
  const notes = putMarks(put.doc, scope.path, 'notes', copied.notes.map(note => shiftedMark(note, shift)));
  const takesGroups = openScope(put.doc, scope.path).kind === 'flowchart';
  const groups = putMarks(notes.doc, scope.path, 'groups', takesGroups ? copied.groups.map(group => shiftedMark(group, shift)) : []);
  return { doc: groups.doc, select: placed.map(idOf), notes: notes.ids, areas: groups.ids };
}

/** Beside what was copied; in another workflow, below what stands there already. */
export function shiftFor(scope: Scope, words: string, times: number, catalogue: Catalogue): Point {
  const by = 40 * times;
  const boxes = [...boxesIn(scope, catalogue), ...areasIn(scope, catalogue).filter(area => area.kind === 'group'), ...notesIn(scope.owner)];
  const copied = read(words);
  if (!copied || boxes.length === 0 || copied.activities.some(activity => isAt(scope, activity))) return { x: by, y: by };
  const places = [...copied.activities.flatMap(activity => positionOf(activity) ?? []), ...[...copied.notes, ...copied.groups].map(mark => ({ x: numberAt(mark, 'x', 0), y: numberAt(mark, 'y', 0) }))];
  const least = (of: readonly Point[], axis: 'x' | 'y') => Math.min(...of.map(at => at[axis]));
  const bottom = Math.max(...boxes.map(box => box.y + box.height));
  return { x: least(boxes, 'x') - least(places, 'x') + by - 40, y: bottom + 60 - least(places, 'y') + by - 40 };
}

function isAt(scope: Scope, copied: Activity): boolean {
  const [place, same] = [positionOf(copied), scope.activities.find(activity => idOf(activity) === idOf(copied))];
  const there = same && positionOf(same);
  return !!same && typeOf(same) === typeOf(copied) && (!there || (there.x === place?.x && there.y === place.y));
}

interface Content {
  readonly activities: readonly Activity[];
  readonly connections: readonly Json[];
  readonly notes: readonly JsonObject[];
  readonly groups: readonly JsonObject[];
}

function read(words: string): Content | undefined {
  try {
    const json = parse(words);
    if (!isObject(json) || json.clipboard !== mark) return undefined;
    const content = { activities: list(json.activities).filter(isActivity), connections: list(json.connections), notes: list(json.notes).filter(isObject), groups: list(json.groups).filter(isObject) };
    return content.activities.length + content.notes.length + content.groups.length > 0 ? content : undefined;
  } catch {
    return undefined;
  }
}

function ids(activity: Activity): { id: string; type: string }[] {
  return [...allActivities(activity, [])].map(found => ({ id: idOf(found.activity), type: typeOf(found.activity) }));
}

function rename(json: Activity, names: ReadonlyMap<string, string>): Activity {
  const id = names.get(idOf(json)) ?? idOf(json);
  const inner = Object.fromEntries(Object.entries(json).map(([name, value]) => [name, keepsItsText(name) ? value : renameInside(value, names)]));
  const own: JsonObject = { ...inner, id, ...(json.name === idOf(json) ? { name: id } : {}) };
  const { nodeId: _, ...rest } = own;
  if (!isFlowchart(json)) return rest;
  const arrows = connectionsOf(json).map(arrow => withEnds(arrow.json, names.get(arrow.source) ?? arrow.source, arrow.port, names.get(arrow.target) ?? arrow.target));
  const start: JsonObject = typeof json.start === 'string' && names.has(json.start) ? { start: names.get(json.start)! } : {};
  return { ...rest, connections: withList(json.connections, arrows), ...start };
}

function renameInside(value: Json, names: ReadonlyMap<string, string>): Json {
  if (isActivity(value)) return rename(value, names);
  if (Array.isArray(value)) return value.map(item => renameInside(item as Json, names));
  if (isObject(value) && (isActivity(value.activity) || '$values' in value)) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, renameInside(inner, names)]));
  }
  return value;
}

function keepsItsText(name: string): boolean {
  return ['customProperties', 'metadata', 'originalActivityJson', 'connections'].includes(name);
}

function shifted(activity: Activity, original: Activity, shift: Point): Activity {
  const metadata = original.metadata as { designer?: { position?: Point } } | undefined;
  const position = metadata?.designer?.position;
  return position ? withPosition(activity, { x: position.x + shift.x, y: position.y + shift.y }) : activity;
}

function shiftedMark(json: JsonObject, shift: Point): JsonObject {
  return { ...json, x: numberAt(json, 'x', 0) + shift.x, y: numberAt(json, 'y', 0) + shift.y };
}
