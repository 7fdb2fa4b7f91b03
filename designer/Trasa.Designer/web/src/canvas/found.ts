import { useMemo } from 'react';
import { search } from '../model/search.ts';
import { usePart } from '../state/use.ts';

const none: ReadonlySet<string> = new Set();

/** The activities that the search box finds, marked on the canvas. */
export function useFound(): ReadonlySet<string> {
  const words = usePart(state => state.search);
  const doc = usePart(state => state.doc);
  const catalogue = usePart(state => state.catalogue);
  return useMemo(() => (words ? new Set(search(doc, words, catalogue).map(hit => hit.id)) : none), [words, doc, catalogue]);
}
