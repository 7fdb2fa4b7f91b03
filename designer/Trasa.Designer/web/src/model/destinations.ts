import { allActivities, embeddedIn, labelOf, typeOf } from './activity.ts';
import type { Catalogue } from './descriptor.ts';
import type { Json } from './json.ts';
import { at, key, root, type Path } from './path.ts';
import { crumbs, isContainer } from './scope.ts';

export interface Destination {
  readonly path: Path;
  readonly label: string;
  /** What is around it, outermost first. */
  readonly around: string;
}

/** Every list and slot of a workflow that activities can stand in. */
export function destinations(doc: Json, catalogue: Catalogue): Destination[] {
  const found = new Map<string, Destination>();
  for (const { activity, path } of allActivities(at(doc, root), root)) {
    if (isContainer(activity)) add(path, labelOf(activity));
    for (const slot of embeddedIn(activity, catalogue.find(typeOf(activity)))) add([...path, ...slot.path], slot.label);
  }
  return [...found.values()];

  function add(path: Path, label: string): void {
    const way = crumbs(doc, path, catalogue).map(crumb => crumb.label);
    if (!found.has(key(path))) found.set(key(path), { path, label: way[way.length - 1] ?? label, around: way.slice(0, -1).join(' › ') });
  }
}
