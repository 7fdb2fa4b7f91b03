import { idOf, positionOf, type Activity, type Point } from './activity.ts';
import type { Catalogue } from './descriptor.ts';
import { headHeight, listGap, shapeOf } from './geometry.ts';
import { arrange } from './layout.ts';
import type { Scope } from './scope.ts';

/** Where every card stands. What the file says is kept; only cards without a place are arranged, beside the others. */
export function placesIn(scope: Scope, catalogue: Catalogue): Map<string, Point> {
  if (scope.kind === 'list') return stacked(scope, catalogue);
  const places = new Map<string, Point>();
  const unplaced: Activity[] = [];
  for (const activity of scope.activities) {
    const position = positionOf(activity);
    if (position) places.set(idOf(activity), position);
    else unplaced.push(activity);
  }
  if (unplaced.length === 0) return places;
  const below = places.size === 0 ? 0 : Math.max(...[...places.values()].map(place => place.y)) + 160;
  for (const [id, place] of arrange(unplaced, scope.connections, catalogue)) places.set(id, { x: place.x + 60, y: place.y + below + 60 });
  return places;
}

function stacked(scope: Scope, catalogue: Catalogue): Map<string, Point> {
  let y = 60;
  return new Map(scope.activities.map(activity => {
    const place = { x: 60, y };
    y += shapeOf(activity, catalogue, []).height + listGap - headHeight + 8;
    return [idOf(activity), place];
  }));
}
