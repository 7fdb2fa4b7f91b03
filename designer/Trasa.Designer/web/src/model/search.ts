import { allActivities, idOf, labelOf, typeOf } from './activity.ts';
import type { Catalogue } from './descriptor.ts';
import { print, type Json } from './json.ts';
import { at, root, type Path } from './path.ts';

export interface Hit {
  readonly id: string;
  readonly label: string;
  readonly path: Path;
}

/** Finds activities at every depth by label, type, id, and what is written in them. */
export function search(doc: Json, words: string, catalogue: Catalogue): Hit[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const hits: Hit[] = [];
  for (const { activity, path } of allActivities(at(doc, root), root)) {
    const { activities: _, connections: __, metadata, ...own } = activity;
    const kind = catalogue.find(typeOf(activity))?.displayName ?? '';
    const written = plain([labelOf(activity), kind, print(path.length === 1 ? '' : own), print(metadata ?? '')].join(' '));
    if (path.length > 1 && wanted.every(word => written.includes(word))) hits.push({ id: idOf(activity), label: labelOf(activity), path });
  }
  return hits;
}

/** Without case and without diacritics. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
