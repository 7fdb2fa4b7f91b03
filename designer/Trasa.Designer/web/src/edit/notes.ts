import type { Point } from '../model/activity.ts';
import { isObject, list, text, type Json } from '../model/json.ts';
import { change, type Path } from '../model/path.ts';

/** A note on the canvas, kept in the container's custom properties, where other engines leave it alone. */
export interface Note extends Point {
  readonly id: string;
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

export function notesIn(owner: Json | undefined): Note[] {
  const custom = isObject(owner) ? owner.customProperties : undefined;
  return list(isObject(custom) ? custom.notes : undefined).filter(isObject).map((note, index) => ({
    id: text(note, 'id') ?? `note${index + 1}`,
    text: text(note, 'text') ?? '',
    x: Number(text(note, 'x') ?? 0),
    y: Number(text(note, 'y') ?? 0),
    width: Number(text(note, 'width') ?? 220),
    height: Number(text(note, 'height') ?? 110),
  }));
}

export function addNote(doc: Json, path: Path, at: Point, words: string): { doc: Json; id: string } {
  const taken = new Set<string>();
  const added = changeNotes(doc, path, notes => {
    notes.forEach(note => taken.add(text(isObject(note) ? note : undefined, 'id') ?? ''));
    return [...notes, { id: nextId(taken), text: words, x: Math.round(at.x), y: Math.round(at.y), width: 220, height: 110 }];
  });
  return { doc: added, id: nextId(taken) };
}

export function changeNote(doc: Json, path: Path, id: string, what: Partial<Note>): Json {
  return changeNotes(doc, path, notes => notes.map(note => (isObject(note) && note.id === id ? { ...note, ...what } : note)));
}

export function removeNotes(doc: Json, path: Path, ids: ReadonlySet<string>): Json {
  return ids.size === 0 ? doc : changeNotes(doc, path, notes => notes.filter(note => !isObject(note) || !ids.has(text(note, 'id') ?? '')));
}

function changeNotes(doc: Json, path: Path, edit: (notes: readonly Json[]) => readonly Json[]): Json {
  return change(doc, [...path, 'customProperties'], custom => {
    const owner = isObject(custom) ? custom : {};
    return { ...owner, notes: edit(list(owner.notes)) };
  });
}

function nextId(taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`note${number}`)) number++;
  return `note${number}`;
}
