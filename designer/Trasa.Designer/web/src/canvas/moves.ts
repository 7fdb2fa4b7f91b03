import type { EdgeChange, NodeChange, OnEdgesChange, OnNodesChange } from '@xyflow/react';
import { useState } from 'react';
import type { Point } from '../model/activity.ts';
import type { Selection } from '../state/state.ts';
import { useDesk } from '../state/use.ts';
import { notePrefix } from './drawing.ts';

const still: ReadonlyMap<string, Point> = new Map();

/** Follows the mouse here and tells the model once, when the card is let go. */
export function useMoves(): { places: ReadonlyMap<string, Point>; onNodesChange: OnNodesChange; onEdgesChange: OnEdgesChange } {
  const { store, acts } = useDesk();
  const [places, setPlaces] = useState(still);

  const onNodesChange = (changes: readonly NodeChange[]) => {
    selectNodes(changes);
    const moves = changes.filter(change => change.type === 'position').filter(change => change.position);
    if (moves.length === 0) return;
    const next = new Map(moves.map(change => [change.id, change.position!]));
    if (moves.some(change => change.dragging)) return setPlaces(next);
    const byMouse = places.size > 0;
    setPlaces(still);
    const isNote = (id: string) => id.startsWith(notePrefix);
    acts.move(
      new Map([...next].filter(([id]) => !isNote(id))),
      new Map([...next].filter(([id]) => isNote(id)).map(([id, at]) => [id.slice(notePrefix.length), at])),
      byMouse ? undefined : `nudge ${[...next.keys()].join()}`,
    );
  };

  const selectNodes = (changes: readonly NodeChange[]) => {
    const chosen = changes.filter(change => change.type === 'select');
    if (chosen.length === 0) return;
    const { selection } = store.read();
    const [activities, notes] = [new Set(selection.activities), new Set(selection.notes)];
    for (const change of chosen) {
      const isNote = change.id.startsWith(notePrefix);
      toggle(isNote ? notes : activities, isNote ? change.id.slice(notePrefix.length) : change.id, change.selected);
    }
    tell({ ...selection, activities, notes });
  };

  const onEdgesChange = (changes: readonly EdgeChange[]) => {
    const chosen = changes.filter(change => change.type === 'select');
    if (chosen.length === 0) return;
    const { selection } = store.read();
    const connections = new Set(selection.connections);
    for (const change of chosen) toggle(connections, change.id, change.selected);
    tell({ ...selection, connections });
  };

  const tell = (selection: Selection) => {
    store.set({ selection });
    if (!store.canEdit) store.host.selected([...selection.activities][0] ?? null);
  };

  return { places, onNodesChange, onEdgesChange };
}

function toggle(set: Set<string>, id: string, on: boolean): void {
  if (on) set.add(id);
  else set.delete(id);
}
