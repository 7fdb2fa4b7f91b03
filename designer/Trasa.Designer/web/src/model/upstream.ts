import { allActivities, idOf, typeOf, type Activity } from './activity.ts';
import type { Catalogue } from './descriptor.ts';
import { isObject, member, object, text, type Json } from './json.ts';
import type { Path } from './path.ts';
import { openScope, type Scope } from './scope.ts';

/**
 * The variables that something may have set before an activity begins: what leads to it, and what leads to all that is
 * around it. What stands in the same loop or try counts too, for it may have run a round before.
 */
export function setBefore(doc: Json, scope: Path, id: string, catalogue: Catalogue): Set<string> {
  const found = new Set<string>();
  let inner = before(openScope(doc, scope), id);
  let place: Path = scope;
  for (;;) {
    for (const activity of inner) for (const each of allActivities(activity, [])) writtenBy(each.activity, catalogue).forEach(name => found.add(name));
    const around = cardAround(place);
    if (!around) return found;
    const outer = openScope(doc, around.scope);
    inner = [...before(outer, around.id), ...outer.activities.filter(activity => idOf(activity) === around.id)];
    place = around.scope;
  }
}

/** An activity gives values to variables through its outputs; one that sets a variable names it. */
function writtenBy(activity: Activity, catalogue: Catalogue): string[] {
  const outputs = (catalogue.find(typeOf(activity))?.outputs ?? []).map(output => text(object(object(activity, output.name), 'memoryReference'), 'id'));
  const variable = member(activity, 'variable');
  return [...outputs, isObject(variable) ? text(variable, 'id') : undefined].filter(name => name !== undefined);
}

/** A flowchart runs along its arrows, back around loops too; a list runs in its order; what is parallel waits for nothing. */
function before(scope: Scope, id: string): Activity[] {
  if (scope.isOrdered) return scope.activities.slice(0, Math.max(0, scope.activities.findIndex(activity => idOf(activity) === id)));
  const sources = Map.groupBy(scope.connections, connection => connection.target);
  const reached = new Set<string>();
  const next = [id];
  for (let target = next.pop(); target !== undefined; target = next.pop()) {
    for (const { source } of sources.get(target) ?? []) {
      if (reached.has(source)) continue;
      reached.add(source);
      next.push(source);
    }
  }
  return scope.activities.filter(activity => reached.has(idOf(activity)));
}

function cardAround(scope: Path): { readonly scope: Path; readonly id: string } | undefined {
  for (let length = scope.length; length > 2; length--) {
    const last = scope[length - 1];
    if (scope[length - 2] === 'activities' && typeof last === 'object') return { scope: scope.slice(0, length - 2), id: last.id };
  }
  return undefined;
}
