import { allActivities, idOf } from './activity.ts';
import type { Json } from './json.ts';
import { at, root } from './path.ts';

export function idsIn(doc: Json): Set<string> {
  return new Set([...allActivities(at(doc, root), root)].map(found => idOf(found.activity)));
}

/** A readable id that is not in use: `SetVariable1`, `SetVariable2`, ... */
export function freshId(type: string, taken: Set<string>): string {
  const stem = type.split('.').pop() || 'Activity';
  for (let number = 1; ; number++) {
    const id = `${stem}${number}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

