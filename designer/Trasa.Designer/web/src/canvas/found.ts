import { useMemo } from 'react';
import { search } from '../model/search.ts';
import { usePart } from '../state/use.ts';
import { markNode } from './drawing.ts';

const none: ReadonlySet<string> = new Set();

/** What the search box finds, by its id on the canvas, where it is marked. */
export function useFound(): ReadonlySet<string> {
  const words = usePart(state => state.search);
  const doc = usePart(state => state.doc);
  const catalogue = usePart(state => state.catalogue);
  return useMemo(() => (words ? new Set(search(doc, words, catalogue).map(hit => (hit.kind === 'activity' ? hit.id : markNode(hit.kind, hit.path, hit.id)))) : none), [words, doc, catalogue]);
}
