import { idOf, withPosition, type Point } from '../model/activity.ts';
import type { Catalogue } from '../model/descriptor.ts';
import { boxesIn, withExpanded, type Box } from '../model/frame.ts';
import type { Json } from '../model/json.ts';
import { key, type Path } from '../model/path.ts';
import { openScope, pathOf, scopeOf, type Scope } from '../model/scope.ts';
import { removeActivities } from './activities.ts';
import { move } from './arrange.ts';
import { changeActivity, place, type Edited } from './edit.ts';
import { insertAll } from './insert.ts';

export function expand(doc: Json, scope: Scope, id: string, expanded: boolean): Json {
  return changeActivity(doc, scope, id, activity => withExpanded(activity, expanded));
}

/** Takes activities out of one scope and puts them into another, with the arrows among them; arrows to others are left behind. */
export function transfer(doc: Json, from: Scope, to: Path, places: ReadonlyMap<string, Point>, catalogue: Catalogue): Edited {
  const moving = from.activities.filter(activity => places.has(idOf(activity)));
  const arrows = from.connections.filter(connection => places.has(connection.source) && places.has(connection.target)).map(connection => connection.json);
  const taken = removeActivities(doc, from, new Set(places.keys())).doc;
  const target = openScope(taken, to);
  const placed = moving.map(activity => withPosition(activity, places.get(idOf(activity))!));
  const put = insertAll(taken, target, placed, arrows);
  const inside = openScope(put.doc, to);
  return { ...put, doc: inside.kind === 'list' ? move(put.doc, inside, places, catalogue) : put.doc, in: inside.path };
}

/** Whether a place lies inside one of these activities, where they cannot be put. */
export function isInside(scope: Scope, ids: Iterable<string>, place: Path): boolean {
  return [...ids].some(id => isWithin(pathOf(scope, id), place) && !(scope.kind === 'single' && key(scope.path) === key(place)));
}

type Push = (boxes: readonly Box[], old: Box, now: Box) => ReadonlyMap<string, Point>;

/** A frame that opens takes its room, and gives it back when it closes: what stands right of it and below keeps its distance. */
export function keepDistances(before: Json, after: Json, toggled: Path, catalogue: Catalogue): Json {
  return outwards(before, after, toggled, catalogue, (boxes, old, now) => shifted(boxes, old, now, now.width - old.width, now.height - old.height));
}

/** A frame that grows by an edit pushes what it would touch, and what stands behind it; one that shrinks moves nothing. */
export function makeRoom(before: Json, after: Json, edited: Path, catalogue: Catalogue): Json {
  return outwards(before, after, edited, catalogue, (boxes, old, now) => {
    const beside = boxes.filter(box => isRight(box, old, now) && box.y < now.y + now.height && box.y + box.height > now.y);
    const under = boxes.filter(box => isBelow(box, old, now));
    const across = Math.max(0, ...beside.map(box => Math.min(now.width - old.width, now.x + now.width + distance - box.x)));
    const down = Math.max(0, ...under.map(box => Math.min(now.height - old.height, now.y + now.height + distance - box.y)));
    return shifted(boxes, old, now, across, down);
  });
}

const distance = 60;

function outwards(before: Json, after: Json, edited: Path, catalogue: Catalogue, push: Push): Json {
  let doc = after;
  for (let length = edited.length; length > 1; length--) {
    const path = edited.slice(0, length);
    const around = scopeOf(doc, path);
    if (!around || around.id === '' || key(around.scope) === key(path)) continue;
    const scope = openScope(doc, around.scope);
    if (scope.kind !== 'flowchart') continue;
    const boxes = boxesIn(scope, catalogue);
    const now = boxes.find(box => box.id === around.id);
    const old = boxesIn(openScope(before, around.scope), catalogue).find(box => box.id === around.id);
    if (now && old && (old.width !== now.width || old.height !== now.height)) doc = place(doc, scope, push(boxes.filter(box => box !== now), old, now));
  }
  return doc;
}

function shifted(boxes: readonly Box[], old: Box, now: Box, across: number, down: number): ReadonlyMap<string, Point> {
  const right = boxes.filter(box => across !== 0 && isRight(box, old, now)).map(box => [box.id, { x: box.x + across, y: box.y }] as const);
  const below = boxes.filter(box => down !== 0 && isBelow(box, old, now)).map(box => [box.id, { x: box.x, y: box.y + down }] as const);
  return new Map([...right, ...below]);
}

function isRight(box: Box, old: Box, now: Box): boolean {
  return box.x >= now.x + old.width;
}

function isBelow(box: Box, old: Box, now: Box): boolean {
  return !isRight(box, old, now) && box.y >= now.y + old.height && box.x < now.x + Math.max(old.width, now.width) && box.x + box.width > now.x;
}

function isWithin(outer: Path, inner: Path): boolean {
  return inner.length >= outer.length && key(inner.slice(0, outer.length)) === key(outer);
}
