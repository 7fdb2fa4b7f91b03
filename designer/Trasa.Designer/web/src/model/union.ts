import type { ActivityOverlay, Overlays } from '../host/host.ts';
import { idOf, isActivity } from './activity.ts';
import { index, type Change } from './compare.ts';
import { connectionKey, connectionsOf, type Connection } from './connection.ts';
import { isObject, list, withList, type Json } from './json.ts';
import { change, type Path } from './path.ts';

/** The newer version with what was removed drawn in again, and the marks that tell old from new. */
export function union(older: Json, newer: Json, changes: readonly Change[]): { doc: Json; marks: Overlays } {
  const [before, after] = [index(older), index(newer)];
  const activities: Record<string, ActivityOverlay> = {};
  for (const { id, kind } of changes) if (id && kind !== 'moved') activities[id] = { state: kind };
  let doc = newer;
  const connections: Record<string, number> = {};
  for (const [id, { activity }] of before) {
    const place = after.get(id)?.path;
    if (!place || !('connections' in activity)) continue;
    const gone = connectionsOf(activity);
    doc = withGone(doc, place, list(activity.activities).filter(item => isActivity(item) && !after.has(idOf(item))), gone);
  }
  const keys = (found: typeof before) => new Set([...found.values()].flatMap(({ activity }) => connectionsOf(activity).map(mark)));
  const [old, now] = [keys(before), keys(after)];
  for (const each of now) connections[each] = old.has(each) ? 0 : -2;
  for (const each of old) if (!now.has(each)) connections[each] = -1;
  return { doc, marks: { activities, connections } };
}

function withGone(doc: Json, place: Path, gone: readonly Json[], arrows: readonly Connection[]): Json {
  return change(doc, place, container => {
    if (!isObject(container)) return container;
    const present = new Set(connectionsOf(container).map(connectionKey));
    const missing = arrows.filter(arrow => !present.has(connectionKey(arrow))).map(arrow => arrow.json);
    return {
      ...container,
      activities: withList(container.activities, [...list(container.activities), ...gone]),
      connections: withList(container.connections, [...list(container.connections), ...missing]),
    };
  });
}

function mark(connection: Connection): string {
  return `${connection.source}|${connection.port}|${connection.target}`;
}
