import { isObject, list, text, type Json, type JsonObject } from '../model/json.ts';
import { change, type Path } from '../model/path.ts';

/** What is drawn beside the activities: notes, groups and lanes, kept in a container's custom properties, where other engines leave them alone. */
export type MarkKind = 'notes' | 'groups' | 'lanes';

export function marksIn(owner: Json | undefined, kind: MarkKind): readonly JsonObject[] {
  const custom = isObject(owner) ? owner.customProperties : undefined;
  return list(isObject(custom) ? custom[kind] : undefined).filter(isObject);
}

export function changeMarks(doc: Json, path: Path, kind: MarkKind, edit: (marks: readonly Json[]) => readonly Json[]): Json {
  return change(doc, [...path, 'customProperties'], custom => {
    const owner = isObject(custom) ? custom : {};
    const before = list(owner[kind]);
    const after = edit(before);
    return after.length === before.length && after.every((mark, index) => mark === before[index]) ? owner : { ...owner, [kind]: after };
  });
}

export function changeMark(doc: Json, path: Path, kind: MarkKind, id: string, what: JsonObject): Json {
  return changeMarks(doc, path, kind, marks => marks.map(mark => (isObject(mark) && mark.id === id ? { ...mark, ...what } : mark)));
}

export function removeMarks(doc: Json, path: Path, kind: MarkKind, ids: ReadonlySet<string>): Json {
  return ids.size === 0 ? doc : changeMarks(doc, path, kind, marks => marks.filter(mark => !isObject(mark) || !ids.has(text(mark, 'id') ?? '')));
}

/** Into a container, under ids that are free there. */
export function putMarks(doc: Json, path: Path, kind: 'notes' | 'groups', marks: readonly JsonObject[]): { readonly doc: Json; readonly ids: readonly string[] } {
  const ids: string[] = [];
  const next = marks.length === 0 ? doc : changeMarks(doc, path, kind, present => marks.reduce<readonly Json[]>((all, mark) => {
    const id = freshMarkId(kind === 'notes' ? 'note' : 'group', all);
    ids.push(id);
    return [...all, { ...mark, id }];
  }, present));
  return { doc: next, ids };
}

export function freshMarkId(stem: string, marks: readonly Json[]): string {
  const taken = new Set(marks.map(mark => text(isObject(mark) ? mark : undefined, 'id')));
  for (let number = 1; ; number++) if (!taken.has(`${stem}${number}`)) return `${stem}${number}`;
}

export function numberAt(mark: JsonObject, name: string, otherwise: number): number {
  const value = Number(text(mark, name) ?? otherwise);
  return Number.isFinite(value) ? value : otherwise;
}
