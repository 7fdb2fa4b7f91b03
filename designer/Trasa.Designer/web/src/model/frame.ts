import { notesIn } from '../edit/notes.ts';
import { embeddedIn, idOf, isActivity, labelOf, typeOf, type Activity, type Point } from './activity.ts';
import { areasIn } from './areas.ts';
import type { ActivityDescriptor, Catalogue } from './descriptor.ts';
import { cardWidth, shapeOf } from './geometry.ts';
import { object, type Json } from './json.ts';
import { at, samePath, type Path } from './path.ts';
import { placesIn } from './places.ts';
import { isContainer, openScope, type Scope } from './scope.ts';

const padding = 18;
const titleHeight = 26;
const least = { width: 200, height: 92 };

/** A part of a frame in which activities stand, with their notes, groups and lanes: the list of a container, or one slot. */
export interface Region {
  /** From the activity that is drawn as the frame. */
  readonly inside: Path;
  readonly label: string;
  /** Its path begins at the activity. */
  readonly scope: Scope;
  readonly places: ReadonlyMap<string, Point>;
  /** What leads from a place in the scope to the place on the frame. */
  readonly shift: Point;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Kept in the file, where other tools leave it alone: everybody sees the same drawing. */
export function isExpanded(activity: Activity): boolean {
  return object(object(activity, 'metadata'), 'designer')?.expanded === true;
}

export function withExpanded(activity: Activity, expanded: boolean): Activity {
  const metadata = object(activity, 'metadata');
  const { expanded: _, ...designer } = object(metadata, 'designer') ?? {};
  return { ...activity, metadata: { ...metadata, designer: expanded ? { ...designer, expanded } : designer } };
}

export function canExpand(activity: Activity, catalogue: Catalogue): boolean {
  return isContainer(activity) || embeddedIn(activity, catalogue.find(typeOf(activity))).length > 0;
}

/** Whether a container or slot is on the canvas that shows `view`: every activity between them is drawn as a frame. */
export function isDrawn(doc: Json, view: Path, inner: Path): boolean {
  if (inner.length < view.length || !samePath(inner.slice(0, view.length), view)) return false;
  for (let length = view.length; length <= inner.length; length++) {
    const path = inner.slice(0, length);
    const around = at(doc, path);
    if (!isActivity(around)) continue;
    const hasCard = !isContainer(around) || (length > view.length && path[length - 2] === 'activities');
    if (hasCard && (length < inner.length || isContainer(around)) && !isExpanded(around)) return false;
  }
  return true;
}

/** What only makes sense with something inside is drawn as a frame from the beginning. */
export function opensAsFrame(descriptor: ActivityDescriptor): boolean {
  return descriptor.isContainer || descriptor.slots.some(slot => ['body', 'then'].includes(slot));
}

/** Its own list, and each slot; the path leads from the activity. */
export function partsOf(activity: Activity, catalogue: Catalogue): { readonly inside: Path; readonly label: string }[] {
  const own = isContainer(activity) ? [{ inside: [], label: '' }] : [];
  return [...own, ...embeddedIn(activity, catalogue.find(typeOf(activity))).map(slot => ({ inside: slot.path, label: slot.label }))];
}

/** Under each other, each as large as what stands in it. */
export function regionsOf(activity: Activity, catalogue: Catalogue, from: Point): Region[] {
  let y = from.y;
  return partsOf(activity, catalogue).map(({ inside, label }) => {
    const region = drawn(activity, inside, label, { x: from.x, y }, catalogue);
    y += region.height + 8;
    return region;
  });
}

function drawn(activity: Activity, inside: Path, label: string, corner: Point, catalogue: Catalogue): Region {
  const scope = openScope(activity, inside);
  const boxes = boxesIn(scope, catalogue);
  const all = [...boxes, ...areasIn(scope, catalogue), ...notesIn(scope.owner)];
  const top = titleHeight + 6;
  const first = { x: Math.min(...all.map(box => box.x)), y: Math.min(...all.map(box => box.y)) };
  const shift = all.length === 0 ? { x: corner.x + padding, y: corner.y + top } : { x: corner.x + padding - first.x, y: corner.y + top - first.y };
  const width = all.length === 0 ? least.width : Math.max(...all.map(box => box.x + box.width)) - first.x + 2 * padding;
  const height = all.length === 0 ? least.height : Math.max(...all.map(box => box.y + box.height)) - first.y + top + padding;
  const places = new Map(boxes.map(box => [box.id, { x: box.x + shift.x, y: box.y + shift.y }]));
  return { inside, label: titled(activity, inside, label, catalogue), scope, places, shift, ...corner, width: Math.max(width, least.width), height: Math.max(height, least.height) };
}

export interface Box extends Point {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** Every card of a scope with its place and size. */
export function boxesIn(scope: Scope, catalogue: Catalogue): Box[] {
  const places = placesIn(scope, catalogue);
  const leaving = Map.groupBy(scope.connections, connection => connection.source);
  return scope.activities.map(activity => {
    const { width, height } = shapeOf(activity, catalogue, (leaving.get(idOf(activity)) ?? []).map(connection => connection.port));
    return { id: idOf(activity), ...places.get(idOf(activity))!, width, height };
  });
}

/** The first place at or below the wanted one where a card covers none of the boxes. */
export function freeOf(wanted: Point, boxes: readonly Box[]): Point {
  const isTaken = (at: Point) => boxes.some(box => at.x < box.x + box.width + 16 && box.x < at.x + cardWidth + 16 && at.y < box.y + box.height + 16 && box.y < at.y + 80);
  let at = wanted;
  while (isTaken(at)) at = { x: at.x, y: at.y + 30 };
  return at;
}

/** A container that fills a slot is named beside the slot, for it has no card of its own. */
function titled(activity: Activity, inside: Path, label: string, catalogue: Catalogue): string {
  const filling = inside.length > 0 ? at(activity, inside) : undefined;
  if (!isActivity(filling) || !isContainer(filling)) return label;
  const kind = catalogue.find(typeOf(filling))?.displayName ?? typeOf(filling);
  const name = labelOf(filling);
  return `${label} · ${name === typeOf(filling) || name === idOf(filling) ? kind : name}`;
}
