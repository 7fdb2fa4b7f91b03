import { boundariesOf, boundaryOutcome, idOf, isActivity } from '../model/activity.ts';
import { withEnds, type Connection } from '../model/connection.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { at, change, type Path } from '../model/path.ts';
import { pathOf, type Scope } from '../model/scope.ts';
import { t } from '../text/text.ts';
import { changeConnections } from './edit.ts';

export type BoundaryKind = 'timer' | 'event';

/** A timer or event at the border of an activity, under an outcome that is not there yet. */
export function addBoundary(doc: Json, path: Path, kind: BoundaryKind): { readonly doc: Json; readonly outcome: string } {
  const activity = at(doc, path);
  const present = isActivity(activity) ? boundariesOf(activity) : [];
  const outcome = fresh(kind === 'timer' ? t('Overdue') : t('Happened'), new Set(present.map(boundaryOutcome)));
  const added: JsonObject = kind === 'timer' ? { kind, outcome, interrupting: false, duration: '1 d' } : { kind, outcome, interrupting: true, eventName: '' };
  return { doc: changeBoundaries(doc, path, all => [...all, added]), outcome };
}

/** To another activity of the same container; its arrow comes along. */
export function moveBoundary(doc: Json, scope: Scope, from: string, to: string, outcome: string): { readonly doc: Json; readonly outcome: string } | undefined {
  const [source, target] = [from, to].map(id => scope.activities.find(activity => idOf(activity) === id));
  const boundary = source && boundariesOf(source).find(candidate => boundaryOutcome(candidate) === outcome);
  if (!boundary || !target || from === to) return undefined;
  const name = fresh(outcome, new Set(boundariesOf(target).map(boundaryOutcome)));
  const taken = changeBoundaries(doc, pathOf(scope, from), all => all.filter(candidate => candidate !== boundary));
  const put = changeBoundaries(taken, pathOf(scope, to), all => [...all, name === outcome ? boundary : { ...boundary, outcome: name }]);
  if (scope.kind !== 'flowchart') return { doc: put, outcome: name };
  const moved = changeConnections(put, scope.path, connections => connections.flatMap<Connection | JsonObject>(connection => {
    if (connection.source !== from || connection.port !== outcome) return [connection];
    return connection.target === to ? [] : [withEnds(connection.json, to, name, connection.target)];
  }));
  return { doc: moved, outcome: name };
}

function changeBoundaries(doc: Json, path: Path, edit: (boundaries: readonly JsonObject[]) => readonly JsonObject[]): Json {
  const activity = at(doc, path);
  const next = edit(isActivity(activity) ? boundariesOf(activity) : []);
  return change(doc, [...path, 'customProperties', 'boundaries'], () => (next.length > 0 ? next : undefined));
}

function fresh(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.has(name)) return name;
  }
}
