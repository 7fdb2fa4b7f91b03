import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect, type RefObject } from 'react';
import type { Overlays } from '../host/host.ts';
import type { Point } from '../model/activity.ts';
import { cardWidth, headHeight } from '../model/geometry.ts';
import { placesIn } from '../model/places.ts';
import type { Scope } from '../model/scope.ts';
import { usePart } from '../state/use.ts';
import { selectedNodes } from './drawing.ts';

const smallestReadable = 0.7;
/** A diagram that is looked at may be smaller, as long as its marks tell something. */
const smallestTelling = 0.4;
/** When this canvas began; a test reads how long opening took. */
let mountedAt = 0;

export function beginOpening(): void {
  mountedAt = performance.now();
}

/** Moves the view where the state asks for, and turns points of the screen into points of the canvas. */
export function useLook(scope: Scope, place: RefObject<HTMLDivElement | null>): (point: Point) => Point {
  const flow = useReactFlow();
  const look = usePart(state => state.look);
  const selection = usePart(state => state.selection);
  const catalogue = usePart(state => state.catalogue);
  const overlays = usePart(state => state.overlays);
  const canEdit = usePart(state => state.mode === 'edit');
  const ready = useStore(state => state.width > 0);

  useEffect(() => {
    if (ready && look.count === 0) requestAnimationFrame(() => performance.measure('designer opened', { start: mountedAt }));
    if (!ready) return;
    const duration = look.count === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200;
    const places = placesIn(scope, catalogue);
    if (look.at !== 'all') {
      const [id] = selectedNodes(selection, scope.path);
      const node = id === undefined ? undefined : flow.getInternalNode(id);
      const at = node?.internals.positionAbsolute ?? places.get(id ?? '');
      const half = { x: Math.min(node?.width ?? cardWidth, 2 * cardWidth) / 2, y: Math.min(node?.height ?? headHeight, 2 * cardWidth) / 2 };
      if (at && look.at === 'added') reach(at, duration);
      else if (at) void flow.setCenter(at.x + half.x, at.y + half.y, { zoom: Math.max(flow.getZoom(), 0.8), duration });
    } else if (places.size > 0) {
      void showAll(places, duration);
    }
    // Only when it is asked for: moving a card must not move the view.
  }, [look, ready]);

  return point => flow.screenToFlowPosition(point, { snapToGrid: true });

  /** No further than needed, so that what it hangs on stays in view. */
  function reach(at: Point, duration: number) {
    const view = place.current?.getBoundingClientRect();
    if (!view) return;
    const [corner, end] = [flow.flowToScreenPosition(at), flow.flowToScreenPosition({ x: at.x + cardWidth, y: at.y + headHeight })];
    const by = { x: missing(corner.x, end.x, view.left, view.right), y: missing(corner.y, end.y, view.top, view.bottom) };
    const { x, y, zoom } = flow.getViewport();
    if (by.x !== 0 || by.y !== 0) void flow.setViewport({ x: x + by.x, y: y + by.y, zoom }, { duration });
  }

  async function showAll(places: ReadonlyMap<string, Point>, duration: number) {
    await flow.fitView({ padding: 0.08, maxZoom: 1, duration });
    if (flow.getZoom() >= (canEdit ? smallestReadable : smallestTelling) || look.count > 0 || !place.current) return;
    const { width, height } = place.current.getBoundingClientRect();
    const told = canEdit ? undefined : places.get(mostTelling(overlays) ?? '');
    const [top, bottom] = [Math.min(...[...places.values()].map(at => at.y)), Math.max(...[...places.values()].map(at => at.y)) + 120];
    const isLow = (bottom - top) * smallestReadable < height;
    const middle = told && !isLow ? told.y + 40 : (top + bottom) / 2;
    if (told) return void flow.setViewport({ x: width / 2 - (told.x + cardWidth / 2) * smallestReadable, y: height / 2 - middle * smallestReadable, zoom: smallestReadable });
    const first = [...places.values()].reduce((left, at) => (at.x < left.x ? at : left));
    const y = (first.y - top) * smallestReadable < height * 0.6 ? 40 - top * smallestReadable : height / 2 - first.y * smallestReadable;
    flow.setViewport({ x: 40 - first.x * smallestReadable, y, zoom: smallestReadable });
  }
}

/** What has to be moved so that all of it lies between the borders. */
function missing(from: number, to: number, least: number, most: number): number {
  const room = 32;
  if (from < least) return least + room - from;
  return to > most ? most - room - to : 0;
}

/** Where somebody looks first: what went wrong, else what waits, else where the most time goes. */
function mostTelling(overlays: Overlays | null): string | undefined {
  const all = Object.entries(overlays?.activities ?? {});
  const [id] = all.find(([, { state }]) => state === 'faulted') ?? all.find(([, { state }]) => state === 'waiting' || state === 'running')
    ?? all.filter(([, { heat }]) => heat).sort(([, a], [, b]) => (b.heat ?? 0) - (a.heat ?? 0))[0] ?? [];
  return id;
}
