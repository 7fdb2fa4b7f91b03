import { useReactFlow, type EdgeChange, type NodeChange, type NodePositionChange, type OnEdgesChange, type OnNodeDrag, type OnNodesChange } from '@xyflow/react';
import { useRef, useState } from 'react';
import type { Point } from '../model/activity.ts';
import { samePath, type Path } from '../model/path.ts';
import { around } from '../model/scope.ts';
import { nothing, type Selection } from '../state/state.ts';
import { useDesk } from '../state/use.ts';
import type { ArrowEdge } from './Arrow.tsx';
import { markNode, selectedNodes, type DrawnNode, type Moved } from './drawing.ts';
import { groundAt, markGround, type Ground } from './regions.ts';

const still: ReadonlyMap<string, Moved> = new Map();

interface Moves {
  readonly places: ReadonlyMap<string, Moved>;
  readonly onNodesChange: OnNodesChange;
  readonly onEdgesChange: OnEdgesChange<ArrowEdge>;
  readonly onNodeDrag: OnNodeDrag;
}

/** Something that was moved, and where to; from the corner of its frame when it stands in one. */
interface Move {
  readonly node: DrawnNode;
  readonly at: Point;
}

/** Follows the mouse here and tells the model once, when the card is let go. */
export function useMoves(): Moves {
  const { store, acts, marks } = useDesk();
  const flow = useReactFlow();
  const [places, setPlaces] = useState(still);
  const pointer = useRef<Point | null>(null);

  const nodeOf = (id: string) => flow.getNode(id) as DrawnNode | undefined;

  const onNodeDrag: OnNodeDrag = (event, node, nodes) => {
    const touch = 'changedTouches' in event ? (event as unknown as TouchEvent).changedTouches[0]! : event;
    pointer.current = flow.screenToFlowPosition({ x: touch.clientX, y: touch.clientY });
    markGround(store.read().scope, node.type === 'area' ? null : groundAt(flow, store.read().scope, pointer.current, new Set(nodes.map(each => each.id))));
  };

  const onNodesChange = (changes: readonly NodeChange[]) => {
    selectNodes(changes);
    if (resize(changes)) return;
    const moves = changes.filter(change => change.type === 'position').filter(change => change.position);
    if (moves.length === 0) return;
    if (moves.some(change => change.dragging)) return setPlaces(new Map(moves.flatMap(carried)));
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

  /** A group or lane takes along what stands in it; a lane only goes up and down. */
  const carried = ({ id, position }: NodePositionChange): (readonly [string, Moved])[] => {
    const node = nodeOf(id);
    if (node?.type !== 'area') return [[id, position!]];
    const { area, scope } = node.data;
    const by = shifted(node, position!);
    const held = [...area.members, ...area.notes.map(note => markNode('note', scope, note)), ...area.groups.map(group => markNode('area', scope, group))];
    return [node, ...held.map(nodeOf)].flatMap(each => {
      const from = each && placeOf(each);
      return from ? [[each.id, { x: from.x + by.x, y: from.y + by.y }] as const] : [];
    });
  };

  const letGo = (changes: readonly NodePositionChange[], at: Point | null) => {
    const all = changes.flatMap<Move>(change => { const node = nodeOf(change.id); return node ? [{ node, at: change.position! }] : []; });
    const [first] = all;
    if (!first) return;
    const { scope } = first.node.data;
    if (first.node.type === 'area') return letGoArea(first.node, first.at);
    const here = all.filter(move => samePath(move.node.data.scope, scope));
    const ground = at ? groundAt(flow, store.read().scope, at, new Set(here.map(move => move.node.id))) : undefined;
    if (ground && !samePath(ground.path, scope)) return putInto(ground, here, scope);
    const back = (move: Move) => ({ x: move.at.x - move.node.data.shift.x, y: move.at.y - move.node.data.shift.y });
    acts.move(cardsAmong(here, back), notesAmong(here, back), scope, at ? undefined : `nudge ${changes.map(change => change.id).join()}`);
  };

  const letGoArea = (node: Extract<DrawnNode, { type?: 'area' }>, at: Point) => {
    const { area, scope } = node.data;
    const by = shifted(node, at);
    if (area.kind === 'lane') marks.dropLane(area.id, area.y + by.y, scope);
    else marks.moveGroup(area.id, by, scope);
  };

  const putInto = (ground: Ground, moves: readonly Move[], from: Path) => {
    const inside = ({ node, at }: Move) => {
      const corner = node.parentId === undefined ? { x: 0, y: 0 } : flow.getInternalNode(node.parentId)!.internals.positionAbsolute;
      return { x: corner.x + at.x + ground.inward.x, y: corner.y + at.y + ground.inward.y };
    };
    const [cards, notes] = [cardsAmong(moves, inside), notesAmong(moves, inside)];
    if (cards.size > 0) acts.transfer(from, cards, ground.path);
    if (notes.size > 0) marks.transferNotes(notes, from, ground.path);
  };

  const selectNodes = (changes: readonly NodeChange[]) => {
    const chosen = changes.filter(change => change.type === 'select');
    if (chosen.length === 0) return;
    const { selection, scope } = store.read();
    const ids = new Set(selectedNodes(selection, scope));
    for (const change of chosen) toggle(ids, change.id, change.selected);
    const place = placeAround([...ids], chosen.filter(change => change.selected).map(change => change.id));
    const together = [...ids].map(nodeOf).filter(node => node !== undefined).filter(node => samePath(node.data.scope, place));
    const activities = new Set(together.filter(node => node.type === 'activity').map(node => node.id));
    const notes = new Set(together.flatMap(node => (node.type === 'note' ? [node.data.note.id] : [])));
    const areas = activities.size + notes.size > 0 ? nothing.areas : new Set(together.flatMap(node => (node.type === 'area' ? [node.data.area.id] : [])));
    tell({ ...selection, activities, notes, areas, in: together.length > 0 ? store.frame(place) : undefined });
  };

  /** What is selected stands in one container: one click takes its own, an area the outermost that it touches. */
  const placeAround = (ids: readonly string[], added: readonly string[]): Path => {
    const wanted = added.length === 1 ? added : ids;
    const places = wanted.map(id => nodeOf(id)?.data.scope).filter(place => place !== undefined);
    return places.reduce((outer, place) => (place.length < outer.length ? place : outer), places[0] ?? store.read().scope);
  };

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

/** Where it stood before it was moved. */
function placeOf({ type, data, position }: DrawnNode): Point {
  const from = type === 'activity' ? data.at : type === 'note' ? data.note : data.area;
  return from ? { x: from.x + data.shift.x, y: from.y + data.shift.y } : position;
}

function shifted(node: Extract<DrawnNode, { type?: 'area' }>, at: Point): Point {
  const from = placeOf(node);
  return { x: node.data.area.kind === 'lane' ? 0 : at.x - from.x, y: at.y - from.y };
}

function cardsAmong(moves: readonly Move[], place: (move: Move) => Point): ReadonlyMap<string, Point> {
  return new Map(moves.filter(move => move.node.type === 'activity').map(move => [move.node.id, place(move)]));
}

function notesAmong(moves: readonly Move[], place: (move: Move) => Point): ReadonlyMap<string, Point> {
  return new Map(moves.flatMap(move => (move.node.type === 'note' ? [[move.node.data.note.id, place(move)] as const] : [])));
}

function toggle(set: Set<string>, id: string, on: boolean): void {
  if (on) set.add(id);
  else set.delete(id);
}
