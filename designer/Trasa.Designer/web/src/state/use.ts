import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { openScope, type Scope } from '../model/scope.ts';
import { TrialActs } from '../trial/TrialActs.ts';
import { Acts } from './acts.ts';
import { Changes } from './changes.ts';
import { CopyActs } from './copyActs.ts';
import { FileActs } from './fileActs.ts';
import { MarkActs } from './markActs.ts';
import type { Saver } from './saver.ts';
import { activePath, type State } from './state.ts';
import type { Store } from './store.ts';

export interface Desk {
  readonly store: Store;
  readonly acts: Acts;
  readonly copies: CopyActs;
  readonly marks: MarkActs;
  readonly files: FileActs;
  readonly trial: TrialActs;
}

export function deskOf(store: Store, saver: Saver): Desk {
  const changes = new Changes(store);
  const acts = new Acts(store, saver, changes);
  return { store, acts, copies: new CopyActs(store, changes, acts), marks: new MarkActs(store, changes), files: new FileActs(store), trial: new TrialActs(store) };
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
