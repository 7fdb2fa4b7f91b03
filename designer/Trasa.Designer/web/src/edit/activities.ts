import { idOf, isActivity, type Activity, type Point, withPosition } from '../model/activity.ts';
import { newConnection, withEnds, type Connection } from '../model/connection.ts';
import type { ActivityDescriptor, Catalogue } from '../model/descriptor.ts';
import { freshId, idsIn } from '../model/ids.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { change, type Path } from '../model/path.ts';
import { outcomesOf, typeOf } from '../model/activity.ts';
import { openScope, type Scope } from '../model/scope.ts';
import { shapeOf } from '../model/geometry.ts';
import { opensAsFrame, withExpanded } from '../model/frame.ts';
import { placesIn } from '../model/places.ts';
import { changeActivities, changeConnections, place, type Edited } from './edit.ts';

/** How a new activity hangs in the flow: after a port, inside an arrow, or on its own. */
export interface Anchor {
  readonly after?: { readonly id: string; readonly port: string };
  readonly inside?: Connection;
}

export function newActivity(descriptor: ActivityDescriptor, id: string): Activity {
  const activity: Record<string, Json> = {
    id,
    name: id,
    type: descriptor.type,
    version: 1,
    customProperties: descriptor.isTrigger ? { canStartWorkflow: true } : {},
    metadata: { displayText: descriptor.displayName },
  };
  if (descriptor.isContainer) activity.activities = [];
  if (descriptor.type === 'Elsa.Flowchart') activity.connections = [];
  return opensAsFrame(descriptor) ? withExpanded(activity, true) : activity;
}

export function addActivity(doc: Json, scope: Scope, descriptor: ActivityDescriptor, position: Point, anchor: Anchor, catalogue: Catalogue): Edited & { id: string } {
  const id = freshId(descriptor.type, idsIn(doc));
  const blank = newActivity(descriptor, id);
  const room = anchor.inside ? roomInside(scope, anchor.inside, shapeOf(blank, catalogue, []).width, catalogue) : undefined;
  const activity = withPosition(blank, room?.at ?? position);
  if (scope.kind === 'empty') return { doc: change(doc, scope.path, () => activity), select: [id], id };
  const [wrapped, inner] = withRoom(room ? place(doc, scope, room.moved) : doc, scope);
  const added = insert(wrapped, inner, activity, anchor);
  return { doc: connect(added, inner, activity, anchor, catalogue), select: [id], id };
}

export function replaceType(doc: Json, path: Path, descriptor: ActivityDescriptor): Json {
  return change(doc, path, value => (isActivity(value) ? { ...value, type: descriptor.type, version: 1 } : value));
}

export function removeActivities(doc: Json, scope: Scope, ids: ReadonlySet<string>): Edited {
  if (scope.kind === 'single') return { doc: scope.path.length > 1 ? change(doc, scope.path, () => null) : doc, select: [] };
  const kept = changeActivities(doc, scope, activities => activities.filter(item => !isActivity(item) || !ids.has(idOf(item))));
  return { doc: changeConnections(kept, scope.path, connections => bridged(connections, ids)), select: [] };
}

/** A slot holds one activity; when a second one comes, a flowchart is put around them. */
export function withRoom(doc: Json, scope: Scope): [Json, Scope] {
  if (scope.kind !== 'single') return [doc, scope];
  const id = freshId('Flowchart', idsIn(doc));
  const wrapped = change(doc, scope.path, only => ({
    id, name: id, type: 'Elsa.Flowchart', version: 1, customProperties: {}, metadata: {},
    activities: [only ?? null], connections: [],
  }));
  return [wrapped, openScope(wrapped, scope.path)];
}

/** A place between two cards; what stands to the right moves on when there is none. Arrows that lead back have no between. */
function roomInside(scope: Scope, connection: Connection, width: number, catalogue: Catalogue): { at: Point; moved: ReadonlyMap<string, Point> } | undefined {
  const places = placesIn(scope, catalogue);
  const [from, to] = [places.get(connection.source), places.get(connection.target)];
  if (!from || !to || to.x <= from.x) return undefined;
  const before = scope.activities.find(activity => idOf(activity) === connection.source)!;
  const end = from.x + shapeOf(before, catalogue, []).width;
  const missing = Math.max(0, end + 2 * 60 + width - to.x);
  const moved = missing === 0 ? [] : [...places].filter(([, at]) => at.x >= to.x).map(([id, at]) => [id, { x: at.x + missing, y: at.y }] as const);
  return { at: { x: (end + to.x + missing - width) / 2, y: to.y }, moved: new Map(moved) };
}

/** One activity that goes out of a plain row leaves its neighbours connected. */
function bridged(connections: readonly Connection[], ids: ReadonlySet<string>): readonly (Connection | JsonObject)[] {
  const kept = connections.filter(connection => !ids.has(connection.source) && !ids.has(connection.target));
  if (ids.size !== 1) return kept;
  const before = connections.filter(connection => ids.has(connection.target) && !ids.has(connection.source));
  const after = connections.filter(connection => ids.has(connection.source) && !ids.has(connection.target));
  if (before.length !== 1 || after.length !== 1 || before[0]!.source === after[0]!.target) return kept;
  const bridge = withEnds(before[0]!.json, before[0]!.source, before[0]!.port, after[0]!.target);
  return connections.flatMap<Connection | JsonObject>(connection => (connection === before[0] ? [bridge] : kept.includes(connection) ? [connection] : []));
}

function insert(doc: Json, scope: Scope, activity: Activity, anchor: Anchor): Json {
  return changeActivities(doc, scope, activities => {
    const index = anchor.after && scope.kind === 'list' ? activities.findIndex(item => isActivity(item) && idOf(item) === anchor.after!.id) : -1;
    return index < 0 ? [...activities, activity] : activities.toSpliced(index + 1, 0, activity);
  });
}

function connect(doc: Json, scope: Scope, activity: Activity, anchor: Anchor, catalogue: Catalogue): Json {
  if (scope.kind !== 'flowchart') return doc;
  const { after, inside } = anchor;
  return changeConnections(doc, scope.path, connections => {
    if (after) return [...connections, newConnection(after.id, after.port, idOf(activity))];
    if (!inside) return connections;
    const onward = outcomesOf(activity, catalogue.find(typeOf(activity)))[0];
    const first = withEnds(inside.json, inside.source, inside.port, idOf(activity));
    const second = onward ? [newConnection(idOf(activity), onward, inside.target)] : [];
    return connections.flatMap<Connection | JsonObject>(connection => (connection.json === inside.json ? [first, ...second] : [connection]));
  });
}
