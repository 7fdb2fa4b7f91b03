import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { openScope, type Scope } from '../model/scope.ts';
import type { TrialActs } from '../trial/TrialActs.ts';
import type { Acts } from './acts.ts';
import { activePath, type State } from './state.ts';
import type { Store } from './store.ts';

export interface Desk {
  readonly store: Store;
  readonly acts: Acts;
  readonly trial: TrialActs;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('A part of the designer stands outside of it.');
  return desk;
}

/** A part of the state; the component draws again only when that part changed. */
export function usePart<T>(select: (state: State) => T): T {
  const { store } = useDesk();
  return useSyncExternalStore(store.subscribe, () => select(store.read()));
}

/** Where what is selected stands: what the canvas shows, or a frame on it. */
export function useActiveScope(): Scope {
  const doc = usePart(state => state.doc);
  const path = usePart(activePath);
  return useMemo(() => openScope(doc, path), [doc, path]);
}

export function useScope(): Scope {
  const doc = usePart(state => state.doc);
  const path = usePart(state => state.scope);
  return useMemo(() => openScope(doc, path), [doc, path]);
}
