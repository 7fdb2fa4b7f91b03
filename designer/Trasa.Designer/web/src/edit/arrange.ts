import { idOf, isActivity, positionOf, type Point } from '../model/activity.ts';
import type { Catalogue } from '../model/descriptor.ts';
import { boxesIn, type Box } from '../model/frame.ts';
import type { Json } from '../model/json.ts';
import { placesIn } from '../model/places.ts';
import type { Scope } from '../model/scope.ts';
import { changeActivities, place } from './edit.ts';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'across' | 'down';

/** Moves cards; cards of the same scope that never had a place get the one that the person sees. */
export function move(doc: Json, scope: Scope, moved: ReadonlyMap<string, Point>, catalogue: Catalogue): Json {
  if (scope.kind === 'list') return reorder(doc, scope, moved, catalogue);
  const places = placesIn(scope, catalogue);
  const unplaced = scope.activities.filter(activity => !positionOf(activity));
  return place(doc, scope, new Map([...unplaced.map(activity => [idOf(activity), places.get(idOf(activity))!] as const), ...moved]));
}

export function align(doc: Json, scope: Scope, ids: readonly string[], how: Alignment, catalogue: Catalogue): Json {
  const boxes = boxesOf(scope, ids, catalogue);
  if (boxes.length < 2) return doc;
  return move(doc, scope, new Map(aligned(boxes, how).map(box => [box.id, { x: box.x, y: box.y }])), catalogue);
}

function aligned(boxes: readonly Box[], how: Alignment): Box[] {
  const [left, top] = [Math.min(...boxes.map(box => box.x)), Math.min(...boxes.map(box => box.y))];
  const [right, bottom] = [Math.max(...boxes.map(box => box.x + box.width)), Math.max(...boxes.map(box => box.y + box.height))];
  switch (how) {
    case 'left': return boxes.map(box => ({ ...box, x: left }));
    case 'right': return boxes.map(box => ({ ...box, x: right - box.width }));
    case 'centre': return boxes.map(box => ({ ...box, x: (left + right - box.width) / 2 }));
    case 'top': return boxes.map(box => ({ ...box, y: top }));
    case 'bottom': return boxes.map(box => ({ ...box, y: bottom - box.height }));
    case 'middle': return boxes.map(box => ({ ...box, y: (top + bottom - box.height) / 2 }));
    case 'across': return spread(boxes, 'x', 'width');
    case 'down': return spread(boxes, 'y', 'height');
  }
}

function spread(boxes: readonly Box[], axis: 'x' | 'y', size: 'width' | 'height'): Box[] {
  const sorted = [...boxes].sort((a, b) => a[axis] - b[axis]);
  const [first, last] = [sorted[0]!, sorted[sorted.length - 1]!];
  const free = last[axis] + last[size] - first[axis] - sorted.reduce((sum, box) => sum + box[size], 0);
  const gap = free / (sorted.length - 1);
  let next = first[axis];
  return sorted.map(box => {
    const placed = { ...box, [axis]: next };
    next += box[size] + gap;
    return placed;
  });
}

function boxesOf(scope: Scope, ids: readonly string[], catalogue: Catalogue): Box[] {
  return boxesIn(scope, catalogue).filter(box => ids.includes(box.id));
}

function reorder(doc: Json, scope: Scope, moved: ReadonlyMap<string, Point>, catalogue: Catalogue): Json {
  const places = new Map([...placesIn(scope, catalogue), ...moved]);
  const height = (item: Json) => (isActivity(item) ? (places.get(idOf(item))?.y ?? 0) : Number.MAX_VALUE);
  return changeActivities(doc, scope, activities => {
    const sorted = [...activities].sort((a, b) => height(a) - height(b));
    return sorted.every((item, index) => item === activities[index]) ? activities : sorted;
  });
}
