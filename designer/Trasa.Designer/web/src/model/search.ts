import { marksIn } from '../edit/marks.ts';
import { allActivities, idOf, isActivity, labelOf, typeOf, type Activity } from './activity.ts';
import type { Catalogue } from './descriptor.ts';
import { isObject, print, text, type Json } from './json.ts';
import { at, root, type Path } from './path.ts';

export interface Hit {
  readonly kind: 'activity' | 'note' | 'area';
  readonly id: string;
  readonly label: string;
  /** Of an activity its own path, else that of the container in which it is drawn. */
  readonly path: Path;
}

/**
 * At every depth: activities by label, type, id, and what is written in them; notes by their text; groups and lanes by
 * their title and whose they are.
 */
export function search(doc: Json, words: string, catalogue: Catalogue): Hit[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const holds = (written: string) => wanted.every(word => plain(written).includes(word));
  return [...allActivities(at(doc, root), root)].flatMap(({ activity, path }) => [
    ...(path.length > 1 && holds(writtenIn(activity, catalogue)) ? [{ kind: 'activity' as const, id: idOf(activity), label: labelOf(activity), path }] : []),
    ...marksOf(activity, path).filter(mark => holds(mark.written)),
  ]);
}

/** Without case and without diacritics. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What stands inside of it is found on its own. */
function writtenIn(activity: Activity, catalogue: Catalogue): string {
  const { activities: _, connections: __, customProperties, metadata, ...own } = activity;
  const kind = catalogue.find(typeOf(activity))?.displayName ?? '';
  const { notes: ___, groups: ____, lanes: _____, ...custom } = isObject(customProperties) ? customProperties : {};
  const inputs = Object.fromEntries(Object.entries(own).filter(([, value]) => !isActivity(value)));
  return [labelOf(activity), kind, print(inputs), print(custom), print(metadata ?? '')].join(' ');
}

function marksOf(owner: Activity, path: Path): (Hit & { readonly written: string })[] {
  const marks = (list: 'notes' | 'groups' | 'lanes', kind: 'note' | 'area', fields: readonly string[]) => marksIn(owner, list).map((mark, index) => {
    const words = fields.map(field => text(mark, field) ?? '').filter(Boolean);
    return { kind, id: text(mark, 'id') ?? `${list.slice(0, -1)}${index + 1}`, label: (words[0] ?? '').split('\n')[0]!, path, written: words.join(' ') };
  });
  return [...marks('lanes', 'area', ['title', 'who']), ...marks('groups', 'area', ['title']), ...marks('notes', 'note', ['text'])];
}
