import { MarkerType, Position } from '@xyflow/react';
import { notesIn, type Note } from '../edit/notes.ts';
import type { ActivityOverlay, Overlays, Problem } from '../host/host.ts';
import { madeOutcomes } from '../edit/outcomes.ts';
import { allActivities, idOf, labelOf, typeOf, type Activity, type Point } from '../model/activity.ts';
import { connectionKey } from '../model/connection.ts';
import type { Catalogue } from '../model/descriptor.ts';
import { areasIn } from '../model/areas.ts';
import { canExpand, type Box } from '../model/frame.ts';
import { headHeight, portAt, portsOf, shapeOf, type CardShape } from '../model/geometry.ts';
import { key, type Path } from '../model/path.ts';
import { placesIn } from '../model/places.ts';
import { pathOf, type Scope } from '../model/scope.ts';
import type { Selection } from '../state/state.ts';
import { t } from '../text/text.ts';
import type { CardNode } from './ActivityCard.tsx';
import type { AreaNode } from './AreaFrame.tsx';
import type { ArrowEdge } from './Arrow.tsx';
import { corners, linesIn } from './lines.ts';
import type { NoteNode } from './NoteCard.tsx';

export interface Drawing {
  readonly scope: Scope;
  readonly catalogue: Catalogue;
  readonly problems: readonly Problem[];
  readonly overlays: Overlays | null;
  readonly found: ReadonlySet<string>;
  readonly canEdit: boolean;
}

export type DrawnNode = CardNode | AreaNode | NoteNode;

/** Where something stands in a frame on the canvas, or on the canvas itself. */
interface Ground {
  readonly frame: string | undefined;
  readonly shift: Point;
  /** How many frames are around it. */
  readonly depth: number;
}

/** Everything for React Flow. Sizes and ports are computed here, so that nothing has to be measured before it is shown. */
export function drawn(drawing: Drawing): DrawnNode[] {
  const problems = Map.groupBy(drawing.problems.filter(problem => problem.activityId), problem => problem.activityId!);
  const seen = new Set<string>();
  return within(drawing.scope, placesIn(drawing.scope, drawing.catalogue), { frame: undefined, shift: still, depth: 0 });

  /** A frame stands before what is inside of it, as React Flow wants it. An id that a file holds twice is drawn once. */
  function within(scope: Scope, places: ReadonlyMap<string, Point>, ground: Ground): DrawnNode[] {
    const used = Map.groupBy(scope.connections, connection => connection.source);
    const fresh = scope.activities.filter(activity => !seen.has(idOf(activity)));
    for (const activity of fresh) seen.add(idOf(activity));
    const cards = fresh.flatMap(activity => {
      const id = idOf(activity);
      const node = card(drawing, scope, activity, (used.get(id) ?? []).map(connection => connection.port), problems.get(id) ?? [], places.get(id)!, ground);
      return [node, ...node.data.shape.regions.flatMap(region => within(outside(region.scope, node.data.path), region.places, { frame: id, shift: region.shift, depth: ground.depth + 1 }))];
    });
    return [...areaNodes(drawing, scope, ground), ...noteNodes(drawing, scope, ground), ...cards];
  }
}

/** Frames cover what is around them; in each, lanes, groups and notes lie under the arrows, and these under the cards. */
export function layer(depth: number): number {
  return depth * 10;
}

/** An id of React Flow's own, for two containers may hold the same one. */
export function markNode(kind: 'note' | 'area', scope: Path, id: string): string {
  return [kind, key(scope), id].join('\u001f');
}

const still: Point = { x: 0, y: 0 };

function card({ catalogue, overlays, found, canEdit }: Drawing, scope: Scope, activity: Activity, ports: readonly string[], problems: readonly Problem[], position: Point, ground: Ground): CardNode {
  const id = idOf(activity);
  const shape = shapeOf(activity, catalogue, ports);
  const errors = problems.filter(problem => problem.isError).length;
  const overlay = overlayOf(activity, shape, overlays);
  const told = [key(scope.path), scope.kind, position.x, position.y, ground.frame, ground.shift.x, ground.shift.y, ports.join(), errors, problems.length, found.has(id), canEdit, JSON.stringify(overlay)].join('|');
  const known = lastDrawn.get(activity);
  if (known?.told === told && known.catalogue === catalogue) return known.node;
  const made = madeOutcomes(activity, catalogue);
  const [width, height] = [shape.width, shape.height];
  const node: CardNode = {
    id, type: 'activity', position, width, height, measured: { width, height }, handles: handles(shape), zIndex: layer(ground.depth),
    ...(ground.frame === undefined ? {} : { parentId: ground.frame }),
    ariaLabel: spoken(labelOf(activity), activityKind(catalogue, typeOf(activity)), shape),
    data: {
      activity, path: pathOf(scope, id), scope: scope.path, at: { x: position.x - ground.shift.x, y: position.y - ground.shift.y }, shift: ground.shift, depth: ground.depth,
      canExpand: canExpand(activity, catalogue), descriptor: catalogue.find(typeOf(activity)), shape,
      free: new Set(portsOf(shape).filter(outcome => !ports.includes(outcome))), made: new Set(made?.labels ?? []), takesOutcomes: made !== undefined,
      errors, warnings: problems.length - errors, overlay, found: found.has(id), canEdit, hasPorts: scope.kind === 'flowchart',
    },
  };
  lastDrawn.set(activity, { told, catalogue, node });
  return node;
}

/** A card about which nothing is new stays the same object, so that an edit draws one card again and not all. */
const lastDrawn = new WeakMap<Activity, { readonly told: string; readonly catalogue: Catalogue; readonly node: CardNode }>();

const urgency: Partial<Record<ActivityOverlay['state'], number>> = { running: 1, waiting: 2, faulted: 3 };

/** A card that hides what is inside of it tells the most urgent of it. */
function overlayOf(activity: Activity, shape: CardShape, overlays: Overlays | null): ActivityOverlay | undefined {
  const own = overlays?.activities[idOf(activity)];
  if (!overlays || shape.regions.length > 0 || (shape.inside === null && shape.slots === 0)) return own;
  const hidden = [...allActivities(activity, [])].slice(1).map(inner => overlays.activities[idOf(inner.activity)]);
  return [own, ...hidden].reduce((most, each) => ((each && urgency[each.state]) ?? 0) > ((most && urgency[most.state]) ?? 0) ? each : most, own);
}

/** The same scope by its path in the definition. */
function outside(scope: Scope, owner: Path): Scope {
  return { ...scope, path: [...owner, ...scope.path] };
}

/** Only the title can be taken hold of, so that the canvas below stays free. */
function areaNodes({ catalogue, found, canEdit }: Drawing, scope: Scope, ground: Ground): AreaNode[] {
  return areasIn(scope, catalogue).map(area => ({
    ...placed(area, ground), id: markNode('area', scope.path, area.id), type: 'area', zIndex: layer(ground.depth) - (area.kind === 'lane' ? 3 : 2),
    selectable: false, focusable: false, draggable: canEdit, dragHandle: '.td-area-title', style: { pointerEvents: 'none' },
    data: { area, scope: scope.path, shift: ground.shift, found: found.has(markNode('area', scope.path, area.id)), canEdit },
  }));
}

function noteNodes({ found, canEdit }: Drawing, scope: Scope, ground: Ground): NoteNode[] {
  return notesIn(scope.owner).map((note: Note) => ({
    ...placed(note, ground), id: markNode('note', scope.path, note.id), type: 'note', zIndex: layer(ground.depth) - 1,
    data: { note, scope: scope.path, shift: ground.shift, found: found.has(markNode('note', scope.path, note.id)), canEdit }, ariaLabel: t('Note: {0}', note.text),
  }));
}

function placed({ x, y, width, height }: Omit<Box, 'id'>, { frame, shift }: Ground) {
  return { position: { x: x + shift.x, y: y + shift.y }, width, height, measured: { width, height }, ...(frame === undefined ? {} : { parentId: frame }) };
}

/** The arrows of what the canvas shows and of every frame on it. */
export function arrows(drawing: Drawing, nodes: readonly DrawnNode[]): ArrowEdge[] {
  const cards = nodes.filter(node => node.type === 'activity');
  const byId = new Map(cards.map(node => [node.id, node]));
  const places = corners(cards);
  const frames = cards.flatMap(node => node.data.shape.regions.map(region => ({ scope: outside(region.scope, node.data.path), depth: node.data.depth + 1 })));
  const seen = new Set<string>();
  return [{ scope: drawing.scope, depth: 0 }, ...frames].flatMap(({ scope, depth }) => arrowsIn(drawing, scope, linesIn(scope, byId, places), layer(depth), seen).filter(arrow => byId.has(arrow.source) && byId.has(arrow.target)));
}

function arrowsIn({ overlays, canEdit }: Drawing, scope: Scope, lines: readonly (readonly Point[] | undefined)[], zIndex: number, seen: Set<string>): ArrowEdge[] {
  if (scope.isOrdered) return order(scope, zIndex);
  const names = new Map(scope.activities.map(activity => [idOf(activity), labelOf(activity)]));
  return scope.connections.flatMap((connection, index) => {
    const id = connectionKey(connection);
    if (seen.has(id) || !names.has(connection.source) || !names.has(connection.target)) return [];
    seen.add(id);
    const label = t('connection from {0}, {1}, to {2}', names.get(connection.source)!, connection.port, names.get(connection.target)!);
    const mark = overlays?.connections?.[`${connection.source}|${connection.port}|${connection.target}`];
    const told = [key(scope.path), label, edgeClass(overlays, mark), mark, zIndex, canEdit, lines[index]?.map(point => `${point.x},${point.y}`).join(' ')].join('|');
    const known = lastArrows.get(connection.json);
    if (known?.told === told) return [known.arrow];
    const arrow: ArrowEdge = {
      id, type: 'arrow', source: connection.source, sourceHandle: connection.port, target: connection.target, targetHandle: 'In',
      ariaLabel: label, markerEnd: marker, className: edgeClass(overlays, mark), zIndex,
      data: { connection, canEdit, label, count: mark !== undefined && mark > 1 ? mark : undefined, scope: scope.path, layer: zIndex, line: lines[index] },
    };
    lastArrows.set(connection.json, { told, arrow });
    return [arrow];
  });
}

const lastArrows = new WeakMap<object, { readonly told: string; readonly arrow: ArrowEdge }>();

export function chosen<T extends { id: string; selected?: boolean | undefined }>(items: readonly T[], ids: ReadonlySet<string>): T[] {
  return items.map(item => (ids.has(item.id) === (item.selected ?? false) ? item : { ...item, selected: ids.has(item.id) }));
}

/** A connection that is chosen lies over the cards, so that its ends can be taken hold of. */
export function raised(lines: readonly ArrowEdge[]): ArrowEdge[] {
  return lines.map(line => (line.selected ? { ...line, zIndex: (line.zIndex ?? 0) + 1000 } : line));
}

export function selectedNodes(selection: Selection, view: Path): ReadonlySet<string> {
  const scope = selection.in ?? view;
  return new Set([...selection.activities, ...[...selection.notes].map(id => markNode('note', scope, id)), ...[...selection.areas].map(id => markNode('area', scope, id))]);
}

/** Where something is while it is carried, and how large while it is resized. */
export interface Moved extends Point {
  readonly width?: number;
  readonly height?: number;
}

export function moved<T extends { id: string; position: Point }>(items: readonly T[], places: ReadonlyMap<string, Moved>): T[] {
  if (places.size === 0) return [...items];
  return items.map(item => {
    const place = places.get(item.id);
    if (!place) return item;
    const { x, y, width, height } = place;
    return { ...item, position: { x, y }, ...(width && height ? { width, height, measured: { width, height } } : {}) };
  });
}

const marker = { type: MarkerType.ArrowClosed, width: 18, height: 18, markerUnits: 'userSpaceOnUse' };

/** -1 marks a connection that is gone, -2 one that is new: comparison uses the same drawing as counting. */
function edgeClass(overlays: Overlays | null, mark: number | undefined): string {
  if (!overlays?.connections) return '';
  if (mark === -1) return 'is-removed';
  if (mark === -2) return 'is-added';
  return mark ? 'is-taken' : 'is-quiet';
}

function activityKind(catalogue: Catalogue, type: string): string {
  return catalogue.find(type)?.displayName ?? type;
}

function spoken(label: string, kind: string, shape: CardShape): string {
  const named = label === kind ? label : `${label}, ${kind}`;
  const inside = shape.regions.reduce((sum, region) => sum + region.scope.activities.length, 0);
  return shape.regions.length > 0 ? t('{0}, expanded, activities inside: {1}', named, inside) : named;
}

function handles(shape: CardShape): CardNode['handles'] {
  const size = { width: 10, height: 10 };
  return [
    { id: 'In', type: 'target', position: Position.Left, x: -5, y: headHeight / 2 - 5, ...size },
    ...portsOf(shape).map(outcome => {
      const { x, y, isEdge } = portAt(shape, outcome);
      const half = isEdge ? 11 : 5;
      return { id: outcome, type: 'source' as const, position: isEdge ? Position.Bottom : Position.Right, x: x - half, y: y - half, width: 2 * half, height: 2 * half };
    }),
    { id: 'top', type: 'target', position: Position.Top, x: shape.width / 2, y: 0, width: 1, height: 1 },
    { id: 'bottom', type: 'source', position: Position.Bottom, x: shape.width / 2, y: shape.height, width: 1, height: 1 },
  ];
}

/** The arrows of a sequence follow from its order and cannot be touched. */
function order(scope: Scope, zIndex: number): ArrowEdge[] {
  return scope.activities.slice(1).map((activity, index) => {
    const before = idOf(scope.activities[index]!);
    return {
      id: `${before}\u001fthen`, type: 'arrow', source: before, sourceHandle: 'bottom', target: idOf(activity), targetHandle: 'top', markerEnd: marker, zIndex,
      selectable: false, focusable: false, reconnectable: false, data: { connection: null, canEdit: false, label: '', count: undefined, scope: scope.path, layer: zIndex, line: undefined },
    };
  });
}
