import { allActivities, idOf, isActivity, labelOf, typeOf, type Activity } from './activity.ts';
import { connectionsOf, type Connection } from './connection.ts';
import type { Catalogue } from './descriptor.ts';
import { isObject, list, text, type Json, type JsonObject } from './json.ts';
import { at, root, type Path, type Step } from './path.ts';

/** `flowchart` has arrows, `list` has an order, `single` is one activity in a slot, `empty` a slot without one. */
export type ScopeKind = 'flowchart' | 'list' | 'single' | 'empty';

/** What the canvas shows: the inside of one container or slot. */
export interface Scope {
  readonly path: Path;
  readonly kind: ScopeKind;
  readonly owner: JsonObject | undefined;
  readonly activities: readonly Activity[];
  readonly connections: readonly Connection[];
  readonly isOrdered: boolean;
}

const none: readonly Connection[] = [];

export function openScope(doc: Json, path: Path): Scope {
  const value = at(doc, path);
  const owner = isObject(value) ? value : undefined;
  if (!isActivity(value)) return { path, kind: 'empty', owner, activities: [], connections: none, isOrdered: false };
  if (!isContainer(value)) return { path, kind: 'single', owner, activities: [value], connections: none, isOrdered: false };
  const activities = uniqueById(list(value.activities).filter(isActivity));
  if (!isFlowchart(value)) return { path, kind: 'list', owner, activities, connections: none, isOrdered: typeOf(value) !== 'Elsa.Parallel' };
  return { path, kind: 'flowchart', owner, activities, connections: connectionsOf(value), isOrdered: false };
}

export function isContainer(activity: Activity): boolean {
  return 'activities' in activity;
}

export function isFlowchart(activity: Activity): boolean {
  return 'connections' in activity || typeOf(activity) === 'Elsa.Flowchart';
}

export function pathOf(scope: Scope, id: string): Path {
  return scope.kind === 'flowchart' || scope.kind === 'list' ? [...scope.path, 'activities', { id }] : scope.path;
}

/** The innermost place on the way to the path that still exists; the root at the least. */
export function nearest(doc: Json, path: Path): Path {
  for (let length = path.length; length > 1; length--) {
    const candidate = path.slice(0, length);
    if (isActivity(at(doc, candidate)) || (length === path.length && isSlotOf(doc, candidate))) return candidate;
  }
  return path.slice(0, 1);
}

/** The scope in which an activity is drawn, and its id there. */
export function scopeOf(doc: Json, path: Path): { scope: Path; id: string } | undefined {
  const value = at(doc, path);
  if (!isActivity(value)) return undefined;
  const last = path[path.length - 1];
  if (path[path.length - 2] === 'activities' && typeof last === 'object') return { scope: path.slice(0, -2), id: last.id };
  return { scope: path, id: isContainer(value) ? '' : idOf(value) };
}

/** The container or slot in which the activity with this id stands. */
export function around(doc: Json, id: string): Path | undefined {
  for (const { activity, path } of allActivities(at(doc, root), root)) if (idOf(activity) === id) return scopeOf(doc, path)?.scope;
  return undefined;
}

export interface Crumb {
  readonly path: Path;
  readonly label: string;
}

export function crumbs(doc: Json, path: Path, catalogue: Catalogue): Crumb[] {
  const name = isObject(doc) ? (text(doc, 'name') ?? text(doc, 'definitionId') ?? '') : '';
  const found: Crumb[] = [{ path: path.slice(0, 1), label: name }];
  const walked: Step[] = [path[0]!];
  for (const step of path.slice(1)) {
    walked.push(step);
    const value = at(doc, walked);
    if (typeof step === 'object' && isActivity(value)) found.push({ path: [...walked], label: labelOf(value) });
    else if (typeof step === 'string' && step !== 'activities' && (isActivity(value) || walked.length === path.length)) {
      const inside = isActivity(value) ? catalogue.find(typeOf(value))?.displayName : undefined;
      found.push({ path: [...walked], label: inside && isActivity(value) && isContainer(value) ? `${step}: ${inside}` : step });
    }
  }
  return found;
}

/** What the innermost place on the way there is called. */
export function labelOfPlace(doc: Json, path: Path, catalogue: Catalogue): string {
  const way = crumbs(doc, path, catalogue);
  return way[way.length - 1]?.label ?? '';
}

function isSlotOf(doc: Json, path: Path): boolean {
  const last = path[path.length - 1];
  const owner = typeof last === 'string' && last !== 'activities' ? at(doc, path.slice(0, -1)) : undefined;
  return isObject(owner);
}

/** A file may, wrongly, hold an id twice; the canvas shows the first, validation reports the other. */
function uniqueById(activities: Activity[]): Activity[] {
  const seen = new Set<string>();
  return activities.filter(activity => !seen.has(idOf(activity)) && seen.add(idOf(activity)));
}
