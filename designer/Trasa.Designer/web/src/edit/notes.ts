import type { Point } from '../model/activity.ts';
import { text, type Json } from '../model/json.ts';
import { at as valueAt, type Path } from '../model/path.ts';
import { changeMark, changeMarks, freshMarkId, marksIn, numberAt, putMarks, removeMarks } from './marks.ts';

/** A note on the canvas. */
export interface Note extends Point {
  readonly id: string;
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

export function notesIn(owner: Json | undefined): Note[] {
  return marksIn(owner, 'notes').map((note, index) => ({
    id: text(note, 'id') ?? `note${index + 1}`,
    text: text(note, 'text') ?? '',
    x: numberAt(note, 'x', 0),
    y: numberAt(note, 'y', 0),
    width: numberAt(note, 'width', 220),
    height: numberAt(note, 'height', 110),
  }));
}

export function addNote(doc: Json, path: Path, at: Point, words: string): { doc: Json; id: string } {
  const id = freshMarkId('note', marksIn(valueAt(doc, path), 'notes'));
  const note = { id, text: words, x: Math.round(at.x), y: Math.round(at.y), width: 220, height: 110 };
  return { doc: changeMarks(doc, path, 'notes', notes => [...notes, note]), id };
}

export function changeNote(doc: Json, path: Path, id: string, what: Partial<Note>): Json {
  return changeMark(doc, path, 'notes', id, what as Readonly<Record<string, Json>>);
}

/** Into another container, under ids that are free there. */
export function transferNotes(doc: Json, from: Path, to: Path, places: ReadonlyMap<string, Point>): { readonly doc: Json; readonly ids: readonly string[] } {
  const moving = marksIn(valueAt(doc, from), 'notes').flatMap(note => {
    const place = places.get(text(note, 'id') ?? '');
    return place ? [{ ...note, x: Math.round(place.x), y: Math.round(place.y) }] : [];
  });
  return putMarks(removeNotes(doc, from, new Set(places.keys())), to, 'notes', moving);
}

export function removeNotes(doc: Json, path: Path, ids: ReadonlySet<string>): Json {
  return removeMarks(doc, path, 'notes', ids);
}
