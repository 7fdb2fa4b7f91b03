import { MarkerType, Position } from '@xyflow/react';
import { notesIn, type Note } from '../edit/notes.ts';
import type { Overlays, Problem } from '../host/host.ts';
import { idOf, labelOf, type Point } from '../model/activity.ts';
import { connectionKey } from '../model/connection.ts';
import type { Catalogue } from '../model/descriptor.ts';
import { typeOf } from '../model/activity.ts';
import { cardWidth, headHeight, portOffset, shapeOf, type CardShape } from '../model/geometry.ts';
import { placesIn } from '../model/places.ts';
import { pathOf, type Scope } from '../model/scope.ts';
import type { Selection } from '../state/state.ts';
import { t } from '../text/text.ts';
import type { CardNode } from './ActivityCard.tsx';
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

/** Cards for React Flow. Sizes and ports are computed here, so that nothing has to be measured before it is shown. */
export function cards(drawing: Drawing): CardNode[] {
  const { scope, catalogue, overlays } = drawing;
  const places = placesIn(scope, catalogue);
  const used = Map.groupBy(scope.connections, connection => connection.source);
  const problems = Map.groupBy(drawing.problems.filter(problem => problem.activityId), problem => problem.activityId!);
  return scope.activities.map(activity => {
    const id = idOf(activity);
    const ports = (used.get(id) ?? []).map(connection => connection.port);
    const shape = shapeOf(activity, catalogue, ports);
    const found = problems.get(id) ?? [];
    return {
      id, type: 'activity', position: places.get(id)!, width: cardWidth, height: shape.height,
      measured: { width: cardWidth, height: shape.height }, handles: handles(shape), ariaLabel: spoken(labelOf(activity), activityKind(catalogue, typeOf(activity))),
      data: {
        activity, path: pathOf(scope, id), descriptor: catalogue.find(typeOf(activity)), shape,
        free: new Set(shape.outcomes.filter(outcome => !ports.includes(outcome))),
        errors: found.filter(problem => problem.isError).length, warnings: found.filter(problem => !problem.isError).length,
        overlay: overlays?.activities[id], found: drawing.found.has(id), canEdit: drawing.canEdit, hasPorts: scope.kind === 'flowchart',
      },
    };
  });
}

export function noteNodes(scope: Scope, canEdit: boolean): NoteNode[] {
  return notesIn(scope.owner).map((note: Note) => ({
    id: notePrefix + note.id, type: 'note', position: { x: note.x, y: note.y }, width: note.width, height: note.height, zIndex: -1,
    measured: { width: note.width, height: note.height }, data: { note, canEdit }, ariaLabel: t('Note: {0}', note.text),
  }));
}

export function arrows(drawing: Drawing): ArrowEdge[] {
  const { scope, overlays, canEdit } = drawing;
  if (scope.isOrdered) return order(scope);
  const names = new Map(scope.activities.map(activity => [idOf(activity), labelOf(activity)]));
  const seen = new Set<string>();
  return scope.connections.flatMap(connection => {
    const id = connectionKey(connection);
    if (seen.has(id) || !names.has(connection.source) || !names.has(connection.target)) return [];
    seen.add(id);
    const label = t('connection from {0}, {1}, to {2}', names.get(connection.source)!, connection.port, names.get(connection.target)!);
    const mark = overlays?.connections?.[`${connection.source}|${connection.port}|${connection.target}`];
    return [{
      id, type: 'arrow' as const, source: connection.source, sourceHandle: connection.port, target: connection.target, targetHandle: 'In',
      ariaLabel: label, markerEnd: marker, className: edgeClass(overlays, mark),
      data: { connection, canEdit, label, count: mark !== undefined && mark > 1 ? mark : undefined },
    }];
  });
}

export function chosen<T extends { id: string; selected?: boolean | undefined }>(items: readonly T[], ids: ReadonlySet<string>): T[] {
  return items.map(item => (ids.has(item.id) === (item.selected ?? false) ? item : { ...item, selected: ids.has(item.id) }));
}

export function selectedNodes(selection: Selection): ReadonlySet<string> {
  return new Set([...selection.activities, ...[...selection.notes].map(id => notePrefix + id)]);
}

export function moved<T extends { id: string; position: Point }>(items: readonly T[], places: ReadonlyMap<string, Point>): T[] {
  return places.size === 0 ? [...items] : items.map(item => (places.has(item.id) ? { ...item, position: places.get(item.id)! } : item));
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

function spoken(label: string, kind: string): string {
  return label === kind ? label : `${label}, ${kind}`;
}

function handles(shape: CardShape): CardNode['handles'] {
  const size = { width: 10, height: 10 };
  return [
    { id: 'In', type: 'target', position: Position.Left, x: -5, y: headHeight / 2 - 5, ...size },
    ...shape.outcomes.map(outcome => ({ id: outcome, type: 'source' as const, position: Position.Right, x: cardWidth - 5, y: portOffset(shape, outcome) - 5, ...size })),
    { id: 'top', type: 'target', position: Position.Top, x: cardWidth / 2, y: 0, width: 1, height: 1 },
    { id: 'bottom', type: 'source', position: Position.Bottom, x: cardWidth / 2, y: shape.height, width: 1, height: 1 },
  ];
}

/** The arrows of a sequence follow from its order and cannot be touched. */
function order(scope: Scope): ArrowEdge[] {
  return scope.activities.slice(1).map((activity, index) => {
    const before = idOf(scope.activities[index]!);
    return {
      id: `${before}\u001fthen`, type: 'arrow', source: before, sourceHandle: 'bottom', target: idOf(activity), targetHandle: 'top', markerEnd: marker,
      selectable: false, focusable: false, reconnectable: false, data: { connection: null, canEdit: false, label: '', count: undefined },
    };
  });
}
