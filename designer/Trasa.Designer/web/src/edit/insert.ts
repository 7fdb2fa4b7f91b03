import { idOf, type Activity } from '../model/activity.ts';
import { freshId, idsIn } from '../model/ids.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { change } from '../model/path.ts';
import type { Scope } from '../model/scope.ts';
import { withRoom } from './activities.ts';
import { changeActivities, changeConnections, type Edited } from './edit.ts';

/** Puts activities, with the arrows among them, into a scope; a slot gets a flowchart around them when one is not all, or notes come along. */
export function insertAll(doc: Json, scope: Scope, activities: readonly Activity[], arrows: readonly JsonObject[], hasMarks = false): Edited {
  const select = activities.map(idOf);
  if (scope.kind === 'empty' && activities.length === 1 && !hasMarks) return { doc: change(doc, scope.path, () => activities[0]!), select };
  const [wrapped, inner] = scope.kind === 'empty' ? emptyFlowchart(doc, scope) : withRoom(doc, scope);
  const added = changeActivities(wrapped, inner, present => [...present, ...activities]);
  return { doc: inner.kind === 'flowchart' ? changeConnections(added, inner.path, present => [...present, ...arrows]) : added, select };
}

function emptyFlowchart(doc: Json, scope: Scope): [Json, Scope] {
  const id = freshId('Flowchart', idsIn(doc));
  const flowchart = { id, name: id, type: 'Elsa.Flowchart', version: 1, customProperties: {}, metadata: {}, activities: [], connections: [] };
  return [change(doc, scope.path, () => flowchart), { ...scope, kind: 'flowchart', owner: flowchart }];
}
