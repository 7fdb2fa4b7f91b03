import { getSmoothStepPath, Position } from '@xyflow/react';
import { idOf, type Point } from '../model/activity.ts';
import type { Box } from '../model/frame.ts';
import { headHeight, portAt } from '../model/geometry.ts';
import { key } from '../model/path.ts';
import { routes, type Way } from '../model/route.ts';
import type { Scope } from '../model/scope.ts';
import type { CardNode } from './ActivityCard.tsx';

/** How React Flow draws an arrow that nothing stands in the way of. */
export const bend = { borderRadius: 12, offset: 22 };

/** Where each card stands on the canvas, whatever frames are around it. */
export function corners(cards: readonly CardNode[]): ReadonlyMap<string, Point> {
  const found = new Map<string, Point>();
  for (const { id, parentId, position } of cards) {
    const frame = parentId === undefined ? { x: 0, y: 0 } : (found.get(parentId) ?? { x: 0, y: 0 });
    found.set(id, { x: frame.x + position.x, y: frame.y + position.y });
  }
  return found;
}

/** For each connection of a flowchart the line around the cards, when the plain one would run behind one of them. */
export function linesIn(scope: Scope, cards: ReadonlyMap<string, CardNode>, places: ReadonlyMap<string, Point>): readonly (readonly Point[] | undefined)[] {
  const [ways, boxes] = [waysIn(scope, cards, places), boxesOf(scope, cards, places)];
  const told = [...ways.map(way => (way ? [way.source, way.target, way.from.x, way.from.y, way.to.x, way.to.y, way.isDown].join() : '')), ...boxes.map(box => [box.id, box.x, box.y, box.width, box.height].join())].join(';');
  const known = lastLines.get(key(scope.path));
  if (known?.told === told) return known.lines;
  const found = routes(ways.filter(way => way !== undefined), boxes).values();
  const lines = ways.map(way => (way ? found.next().value : undefined));
  lastLines.set(key(scope.path), { told, lines });
  return lines;
}

/** Only what moves a card or an arrow's end asks for new lines. */
const lastLines = new Map<string, { readonly told: string; readonly lines: readonly (readonly Point[] | undefined)[] }>();

/** Those that take the way that a file gives them are none of ours. */
export function waysIn(scope: Scope, cards: ReadonlyMap<string, CardNode>, places: ReadonlyMap<string, Point>): (Way | undefined)[] {
  return scope.connections.map(connection => {
    const [source, target] = [cards.get(connection.source), cards.get(connection.target)];
    return source && target && connection.vertices.length === 0 ? wayOf(source, connection.port, target, places) : undefined;
  });
}

export function boxesOf(scope: Scope, cards: ReadonlyMap<string, CardNode>, places: ReadonlyMap<string, Point>): Box[] {
  return scope.activities.flatMap(activity => {
    const card = cards.get(idOf(activity));
    return card ? [{ id: card.id, ...places.get(card.id)!, width: card.data.shape.width, height: card.data.shape.height }] : [];
  });
}

/** Handles stick out of the card by half their size. */
function wayOf(source: CardNode, port: string, target: CardNode, places: ReadonlyMap<string, Point>): Way {
  const [corner, end] = [places.get(source.id)!, places.get(target.id)!];
  const { x, y, isEdge } = portAt(source.data.shape, port);
  const from = { x: corner.x + x + (isEdge ? 0 : 5), y: corner.y + y + (isEdge ? 11 : 0) };
  const to = { x: end.x - 5, y: end.y + headHeight / 2 };
  const plain = () => {
    const [path] = getSmoothStepPath({ sourceX: from.x, sourceY: from.y, sourcePosition: isEdge ? Position.Bottom : Position.Right, targetX: to.x, targetY: to.y, targetPosition: Position.Left, ...bend, borderRadius: 0 });
    return pointsOf(path);
  };
  return { source: source.id, target: target.id, from, isDown: isEdge, to, plain };
}

function pointsOf(path: string): Point[] {
  const numbers = (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
  return numbers.flatMap((x, index) => (index % 2 === 0 && index + 1 < numbers.length ? [{ x, y: numbers[index + 1]! }] : []));
}
