import { boundariesOf, boundaryOutcome, isActivity } from '../model/activity.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { at, change, type Path } from '../model/path.ts';
import { t } from '../text/text.ts';

export type BoundaryKind = 'timer' | 'event';

/** A timer or event at the border of an activity, under an outcome that is not there yet. */
export function addBoundary(doc: Json, path: Path, kind: BoundaryKind): { readonly doc: Json; readonly outcome: string } {
  const activity = at(doc, path);
  const present = isActivity(activity) ? boundariesOf(activity) : [];
  const outcome = fresh(kind === 'timer' ? t('Overdue') : t('Happened'), new Set(present.map(boundaryOutcome)));
  const added: JsonObject = kind === 'timer' ? { kind, outcome, interrupting: false, duration: '1 d' } : { kind, outcome, interrupting: true, eventName: '' };
  return { doc: change(doc, [...path, 'customProperties', 'boundaries'], () => [...present, added]), outcome };
}

function fresh(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.has(name)) return name;
  }
}
