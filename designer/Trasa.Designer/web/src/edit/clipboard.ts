import { allActivities, idOf, isActivity, type Activity, typeOf, withPosition, type Point } from '../model/activity.ts';
import { connectionsOf, withEnds } from '../model/connection.ts';
import type { Catalogue } from '../model/descriptor.ts';
import { freshId, idsIn } from '../model/ids.ts';
import { isObject, list, parse, print, withList, type Json, type JsonObject } from '../model/json.ts';
import { placesIn } from '../model/places.ts';
import { isFlowchart, type Scope } from '../model/scope.ts';
import type { Edited } from './edit.ts';
import { insertAll } from './insert.ts';

const mark = 'trasa/activities';

/** Activities as text: pasted into another workflow they work, pasted into an editor they can be read. */
export function copyText(scope: Scope, ids: ReadonlySet<string>, catalogue: Catalogue): string | undefined {
  const places = placesIn(scope, catalogue);
  const activities = scope.activities.filter(activity => ids.has(idOf(activity))).map(activity => withPosition(activity, places.get(idOf(activity))!));
  if (activities.length === 0) return undefined;
  const connections = scope.connections.filter(connection => ids.has(connection.source) && ids.has(connection.target)).map(connection => connection.json);
  return print({ clipboard: mark, activities, connections });
}

export function canPaste(text: string): boolean {
  return text.includes(mark) && read(text) !== undefined;
}

/** Pastes with new ids everywhere, also inside containers and slots. */
export function paste(doc: Json, scope: Scope, text: string, shift: Point): Edited | undefined {
  const copied = read(text);
  if (!copied) return undefined;
  const taken = idsIn(doc);
  const renamed = copied.activities.map(activity => rename(activity, new Map(ids(activity).map(found => [found.id, freshId(found.type, taken)]))));
  const outer = new Map(copied.activities.map((activity, index) => [idOf(activity), idOf(renamed[index]!)]));
  const placed = renamed.map((activity, index) => shifted(activity, copied.activities[index]!, shift));
  const arrows = connectionsOf({ connections: copied.connections }).filter(connection => outer.has(connection.source) && outer.has(connection.target)).map(connection =>
    withEnds(connection.json, outer.get(connection.source)!, connection.port, outer.get(connection.target)!));
  return insertAll(doc, scope, placed, arrows);
}

function read(text: string): { activities: Activity[]; connections: readonly Json[] } | undefined {
  try {
    const json = parse(text);
    if (!isObject(json) || json.clipboard !== mark) return undefined;
    const activities = list(json.activities).filter(isActivity);
    return activities.length > 0 ? { activities, connections: list(json.connections) } : undefined;
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
