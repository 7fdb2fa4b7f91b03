import { useReactFlow, type EdgeChange, type Node, type NodeChange, type NodePositionChange, type OnEdgesChange, type OnNodeDrag, type OnNodesChange } from '@xyflow/react';
import { useRef, useState } from 'react';
import type { Point } from '../model/activity.ts';
import { samePath, type Path } from '../model/path.ts';
import { around } from '../model/scope.ts';
import { nothing, type Selection } from '../state/state.ts';
import { useDesk } from '../state/use.ts';
import type { CardData } from './ActivityCard.tsx';
import type { AreaNode } from './AreaFrame.tsx';
import type { ArrowEdge } from './Arrow.tsx';
import type { NoteNode } from './NoteCard.tsx';
import { areaPrefix, notePrefix, type Moved } from './drawing.ts';
import { groundAt, markGround } from './regions.ts';

const still: ReadonlyMap<string, Moved> = new Map();

interface Moves {
  readonly places: ReadonlyMap<string, Moved>;
  readonly onNodesChange: OnNodesChange;
  readonly onEdgesChange: OnEdgesChange<ArrowEdge>;
  readonly onNodeDrag: OnNodeDrag;
}

/** Follows the mouse here and tells the model once, when the card is let go. */
export function useMoves(): Moves {
  const { store, acts } = useDesk();
  const flow = useReactFlow();
  const [places, setPlaces] = useState(still);
  const pointer = useRef<Point | null>(null);

  const onNodeDrag: OnNodeDrag = (event, node, nodes) => {
    const touch = 'changedTouches' in event ? (event as unknown as TouchEvent).changedTouches[0]! : event;
    pointer.current = flow.screenToFlowPosition({ x: touch.clientX, y: touch.clientY });
    markGround(store.read().scope, isCard(node) ? groundAt(flow, store.read().scope, pointer.current, new Set(nodes.map(each => each.id))) : null);
  };

  const onNodesChange = (changes: readonly NodeChange[]) => {
    selectNodes(changes);
    if (resize(changes)) return;
    const moves = changes.filter(change => change.type === 'position').filter(change => change.position);
    if (moves.length === 0) return;
    if (moves.some(change => change.dragging)) return setPlaces(new Map([...moves.flatMap(carried), ...moves.map(change => [change.id, change.position!] as const)]));
    const at = places.size > 0 ? pointer.current : null;
    setPlaces(still);
    markGround(store.read().scope, null);
    letGo(moves, at);
  };

  /** Shows the new size; the note or group itself tells the model when it is let go. */
  const resize = (changes: readonly NodeChange[]): boolean => {
    const sizes = changes.filter(change => change.type === 'dimensions').filter(change => change.resizing !== undefined);
    if (sizes.length === 0) return false;
    const corners = new Map(changes.filter(change => change.type === 'position').map(change => [change.id, change.position]));
    setPlaces(new Map(sizes.filter(change => change.resizing).map(({ id, dimensions }) => [id, { ...(corners.get(id) ?? flow.getNode(id)!.position), ...dimensions }])));
    return true;
  };

  /** A group takes along what stands in it. */
  const carried = (move: NodePositionChange): (readonly [string, Point])[] => {
    const area = flow.getNode(move.id)?.type === 'area' ? (flow.getNode(move.id)!.data as AreaNode['data']).area : undefined;
    if (!area) return [];
    const by = { x: move.position!.x - area.x, y: move.position!.y - area.y };
    return [...area.members, ...area.notes.map(id => notePrefix + id)].flatMap(id => {
      const data = flow.getNode(id)?.data as (Partial<CardData> & Partial<NoteNode['data']>) | undefined;
      const from = data?.at ?? data?.note;
      return from ? [[id, { x: from.x + by.x, y: from.y + by.y }] as const] : [];
    });
  };

  const letGo = (moves: readonly NodePositionChange[], at: Point | null) => {
    const notes = new Map(moves.filter(move => move.id.startsWith(notePrefix)).map(move => [move.id.slice(notePrefix.length), move.position!]));
    const group = moves.find(move => move.id.startsWith(areaPrefix));
    const area = group && (flow.getNode(group.id)?.data as AreaNode['data'] | undefined)?.area;
    if (group && area) return acts.moveGroup(area.id, { x: group.position!.x - area.x, y: group.position!.y - area.y });
    const cards = moves.flatMap(move => {
      const node = flow.getNode(move.id);
      return node && isCard(node) ? [{ node, data: node.data as CardData, at: move.position! }] : [];
    });
    const from = cards[0]?.data.scope ?? store.read().scope;
    const here = cards.filter(card => samePath(card.data.scope, from));
    const ground = at && here.length > 0 ? groundAt(flow, store.read().scope, at, new Set(here.map(card => card.node.id))) : undefined;
    if (ground && !samePath(ground.path, from)) {
      const inside = ({ node, at: moved }: (typeof here)[number]) => {
        const corner = node.parentId === undefined ? { x: 0, y: 0 } : flow.getInternalNode(node.parentId)!.internals.positionAbsolute;
        return { x: corner.x + moved.x + ground.inward.x, y: corner.y + moved.y + ground.inward.y };
      };
      return acts.transfer(from, new Map(here.map(card => [card.node.id, inside(card)])), ground.path);
    }
    const moved = new Map(here.map(card => [card.node.id, { x: card.at.x - card.data.shift.x, y: card.at.y - card.data.shift.y }]));
    acts.move(moved, notes, from, at ? undefined : `nudge ${moves.map(move => move.id).join()}`);
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
    const place = placeOf([...activities], chosen.filter(change => change.selected).map(change => change.id));
    const together = new Set([...activities].filter(id => samePath(scopeOfCard(id) ?? place, place)));
    tell({ ...selection, areas: nothing.areas, activities: together, notes, in: together.size > 0 ? store.frame(place) : undefined });
  };

  /** What is selected stands in one container: one click takes its own, an area the outermost that it touches. */
  const placeOf = (ids: readonly string[], added: readonly string[]): Path => {
    const [only, another] = added;
    const wanted = only !== undefined && another === undefined ? [only] : ids;
    const places = wanted.map(scopeOfCard).filter(place => place !== undefined);
    return places.reduce((outer, place) => (place.length < outer.length ? place : outer), places[0] ?? store.read().scope);
  };

  const scopeOfCard = (id: string): Path | undefined => (flow.getNode(id)?.data as Partial<CardData> | undefined)?.scope;

  const onEdgesChange = (changes: readonly EdgeChange<ArrowEdge>[]) => {
    const chosen = changes.filter(change => change.type === 'select');
    if (chosen.length === 0) return;
    const { selection, doc } = store.read();
    const connections = new Set(selection.connections);
    for (const change of chosen) toggle(connections, change.id, change.selected);
    const [only] = connections;
    const place = only === undefined ? undefined : around(doc, only.split('\u001f')[0]!);
    tell({ ...selection, areas: nothing.areas, connections, in: selection.activities.size > 0 ? selection.in : store.frame(place) });
  };

  const tell = (selection: Selection) => {
    store.set({ selection });
    if (!store.canEdit) store.host.selected([...selection.activities][0] ?? null);
  };

  return { places, onNodesChange, onEdgesChange, onNodeDrag };
}

function isCard(node: Node): boolean {
  return node.type === 'activity';
}

function toggle(set: Set<string>, id: string, on: boolean): void {
  if (on) set.add(id);
  else set.delete(id);
}
