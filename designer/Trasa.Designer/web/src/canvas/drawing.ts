import { MarkerType, Position } from '@xyflow/react';
import { notesIn, type Note } from '../edit/notes.ts';
import type { ActivityOverlay, Overlays, Problem } from '../host/host.ts';
import { madeOutcomes } from '../edit/outcomes.ts';
import { allActivities, idOf, labelOf, typeOf, type Activity, type Point } from '../model/activity.ts';
import { connectionKey } from '../model/connection.ts';
import type { Catalogue } from '../model/descriptor.ts';
import { areasIn } from '../model/areas.ts';
import { canExpand } from '../model/frame.ts';
import { headHeight, portAt, portsOf, shapeOf, type CardShape } from '../model/geometry.ts';
import type { Path } from '../model/path.ts';
import { placesIn } from '../model/places.ts';
import { pathOf, type Scope } from '../model/scope.ts';
import type { Selection } from '../state/state.ts';
import { t } from '../text/text.ts';
import type { CardNode } from './ActivityCard.tsx';
import type { AreaNode } from './AreaFrame.tsx';
import type { ArrowEdge } from './Arrow.tsx';
import type { NoteNode } from './NoteCard.tsx';

export interface Drawing {
  readonly scope: Scope;
  readonly catalogue: Catalogue;
  readonly problems: readonly Problem[];
  readonly overlays: Overlays | null;
  readonly found: ReadonlySet<string>;
  readonly canEdit: boolean;
}

export const notePrefix = 'note\u001f';
export const areaPrefix = 'area\u001f';

/** Cards for React Flow. Sizes and ports are computed here, so that nothing has to be measured before it is shown. */
export function cards(drawing: Drawing): CardNode[] {
  const problems = Map.groupBy(drawing.problems.filter(problem => problem.activityId), problem => problem.activityId!);
  const drawn = new Set<string>();
  return cardsIn(drawing.scope, placesIn(drawing.scope, drawing.catalogue), still, undefined);

  /** A frame stands before what is inside of it, as React Flow wants it. An id that a file holds twice is drawn once. */
  function cardsIn(scope: Scope, places: ReadonlyMap<string, Point>, shift: Point, frame: string | undefined): CardNode[] {
    const used = Map.groupBy(scope.connections, connection => connection.source);
    const fresh = scope.activities.filter(activity => !drawn.has(idOf(activity)));
    for (const activity of fresh) drawn.add(idOf(activity));
    return fresh.flatMap(activity => {
      const id = idOf(activity);
      const node = card(drawing, scope, activity, (used.get(id) ?? []).map(connection => connection.port), problems.get(id) ?? []);
      const position = places.get(id)!;
      const placed = { ...node, position, ...(frame === undefined ? {} : { parentId: frame }), data: { ...node.data, shift, at: { x: position.x - shift.x, y: position.y - shift.y } } };
      return [placed, ...node.data.shape.regions.flatMap(region => cardsIn(outside(region.scope, node.data.path), region.places, region.shift, id))];
    });
  }
}

const still: Point = { x: 0, y: 0 };

function card({ catalogue, overlays, found, canEdit }: Drawing, scope: Scope, activity: Activity, ports: readonly string[], problems: readonly Problem[]): CardNode {
  const id = idOf(activity);
  const shape = shapeOf(activity, catalogue, ports);
  const made = madeOutcomes(activity, catalogue);
  const [width, height] = [shape.width, shape.height];
  const errors = problems.filter(problem => problem.isError).length;
  return {
    id, type: 'activity', position: still, width, height, measured: { width, height }, handles: handles(shape),
    ariaLabel: spoken(labelOf(activity), activityKind(catalogue, typeOf(activity)), shape),
    data: {
      activity, path: pathOf(scope, id), scope: scope.path, at: still, shift: still, canExpand: canExpand(activity, catalogue), descriptor: catalogue.find(typeOf(activity)), shape,
      free: new Set(portsOf(shape).filter(outcome => !ports.includes(outcome))), made: new Set(made?.labels ?? []), takesOutcomes: made !== undefined,
      errors, warnings: problems.length - errors, overlay: overlayOf(activity, shape, overlays), found: found.has(id), canEdit, hasPorts: scope.kind === 'flowchart',
    },
  };
}

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

/** Under everything else; only the title can be taken hold of, so that the canvas below stays free. */
export function areaNodes(scope: Scope, catalogue: Catalogue, chosen: ReadonlySet<string>, canEdit: boolean): AreaNode[] {
  return areasIn(scope, catalogue).map(area => ({
    id: areaPrefix + area.id, type: 'area', position: { x: area.x, y: area.y }, width: area.width, height: area.height, zIndex: area.kind === 'lane' ? -3 : -2,
    measured: { width: area.width, height: area.height }, selectable: false, focusable: false, draggable: canEdit && area.kind === 'group', dragHandle: '.td-area-title',
    style: { pointerEvents: 'none' }, data: { area, canEdit, isChosen: chosen.has(area.id) },
  }));
}

export function noteNodes(scope: Scope, canEdit: boolean): NoteNode[] {
  return notesIn(scope.owner).map((note: Note) => ({
    id: notePrefix + note.id, type: 'note', position: { x: note.x, y: note.y }, width: note.width, height: note.height, zIndex: -1,
    measured: { width: note.width, height: note.height }, data: { note, canEdit }, ariaLabel: t('Note: {0}', note.text),
  }));
}

/** The arrows of what the canvas shows and of every frame on it. */
export function arrows(drawing: Drawing, nodes: readonly CardNode[]): ArrowEdge[] {
  const depths = new Map<string, number>();
  for (const node of nodes) depths.set(node.id, node.parentId === undefined ? 0 : depths.get(node.parentId)! + 1);
  const frames = nodes.flatMap(node => node.data.shape.regions.map(region => ({ scope: outside(region.scope, node.data.path), depth: depths.get(node.id)! + 1 })));
  const seen = new Set<string>();
  return [{ scope: drawing.scope, depth: 0 }, ...frames].flatMap(({ scope, depth }) => arrowsIn(drawing, scope, depth, seen).filter(arrow => depths.has(arrow.source) && depths.has(arrow.target)));
}

function arrowsIn({ overlays, canEdit }: Drawing, scope: Scope, depth: number, seen: Set<string>): ArrowEdge[] {
  if (scope.isOrdered) return order(scope);
  const names = new Map(scope.activities.map(activity => [idOf(activity), labelOf(activity)]));
  return scope.connections.flatMap(connection => {
    const id = connectionKey(connection);
    if (seen.has(id) || !names.has(connection.source) || !names.has(connection.target)) return [];
    seen.add(id);
    const label = t('connection from {0}, {1}, to {2}', names.get(connection.source)!, connection.port, names.get(connection.target)!);
    const mark = overlays?.connections?.[`${connection.source}|${connection.port}|${connection.target}`];
    return [{
      id, type: 'arrow' as const, source: connection.source, sourceHandle: connection.port, target: connection.target, targetHandle: 'In',
      ariaLabel: label, markerEnd: marker, className: edgeClass(overlays, mark),
      data: { connection, canEdit, label, count: mark !== undefined && mark > 1 ? mark : undefined, scope: scope.path, depth },
    }];
  });
}

export function chosen<T extends { id: string; selected?: boolean | undefined }>(items: readonly T[], ids: ReadonlySet<string>): T[] {
  return items.map(item => (ids.has(item.id) === (item.selected ?? false) ? item : { ...item, selected: ids.has(item.id) }));
}

export function selectedNodes(selection: Selection): ReadonlySet<string> {
  return new Set([...selection.activities, ...[...selection.notes].map(id => notePrefix + id)]);
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
function order(scope: Scope): ArrowEdge[] {
  return scope.activities.slice(1).map((activity, index) => {
    const before = idOf(scope.activities[index]!);
    return {
      id: `${before}\u001fthen`, type: 'arrow', source: before, sourceHandle: 'bottom', target: idOf(activity), targetHandle: 'top', markerEnd: marker,
      selectable: false, focusable: false, reconnectable: false, data: { connection: null, canEdit: false, label: '', count: undefined, scope: scope.path, depth: 0 },
    };
  });
}
