import { idOf, isActivity, withPosition, type Activity, type Point } from '../model/activity.ts';
import { connectionsOf, type Connection } from '../model/connection.ts';
import { isObject, list, withList, type Json, type JsonObject } from '../model/json.ts';
import { change, type Path } from '../model/path.ts';
import { isContainer, pathOf, type Scope } from '../model/scope.ts';

/** The outcome of a command: the new definition and what is selected then. The old one is the way back. */
export interface Edited {
  readonly doc: Json;
  readonly select?: readonly string[];
  /** Where what is selected then stands, when it is not where it was. */
  readonly in?: Path;
}

export function changeActivity(doc: Json, scope: Scope, id: string, edit: (activity: Activity) => Activity): Json {
  return change(doc, pathOf(scope, id), value => (isActivity(value) ? edit(value) : value));
}

export function changeActivities(doc: Json, scope: Scope, edit: (activities: readonly Json[]) => readonly Json[]): Json {
  return changeContainer(doc, scope.path, container => {
    const before = list(container.activities);
    const items = edit(before);
    if (items.length === before.length && items.every((item, index) => item === before[index])) return container;
    return { ...container, activities: withList(container.activities, items) };
  });
}

/** Changes the arrows; those that the edit returns as they were keep their shape in the file. */
export function changeConnections(doc: Json, path: Path, edit: (connections: readonly Connection[]) => readonly (Connection | JsonObject)[]): Json {
  return changeContainer(doc, path, container => {
    const before = connectionsOf(container);
    const after = edit(before).map(item => (isConnection(item) ? item.json : item));
    if (after.length === before.length && after.every((json, index) => json === before[index]!.json)) return container;
    return { ...container, connections: withList(container.connections, after) };
  });
}

export function place(doc: Json, scope: Scope, places: ReadonlyMap<string, Point>): Json {
  if (places.size === 0) return doc;
  if (scope.kind === 'single') return changeActivity(doc, scope, idOf(scope.activities[0]!), activity => withPosition(activity, places.get(idOf(activity))!));
  return changeActivities(doc, scope, activities =>
    activities.map(item => (isActivity(item) && places.has(idOf(item)) ? withPosition(item, places.get(idOf(item))!) : item)));
}

function changeContainer(doc: Json, path: Path, edit: (container: JsonObject) => JsonObject): Json {
  return change(doc, path, value => (isObject(value) && isContainer(value) ? edit(value) : value));
}

function isConnection(item: Connection | JsonObject): item is Connection {
  return 'json' in item && 'port' in item;
}

export function isEdited(edit: Json | Edited): edit is Edited {
  return typeof edit === 'object' && edit !== null && 'doc' in edit;
}
