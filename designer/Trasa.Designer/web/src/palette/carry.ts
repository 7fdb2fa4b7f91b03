import { useReactFlow } from '@xyflow/react';
import { useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { groundAt, markGround } from '../canvas/regions.ts';
import type { Point } from '../model/activity.ts';
import type { ActivityDescriptor } from '../model/descriptor.ts';
import { cardWidth } from '../model/geometry.ts';
import { useDesk } from '../state/use.ts';

const farEnough = 5;
const nobody: ReadonlySet<string> = new Set();

/** Carries an activity from the palette with mouse, pen or finger; let go over a connection, it goes inside. */
export function useCarry(descriptor: ActivityDescriptor) {
  const { acts, store } = useDesk();
  const flow = useReactFlow();
  const [ghost, setGhost] = useState<Point | null>(null);
  const carried = useRef(false);

  const under = (event: PointerEvent) => groundAt(flow, store.read().scope, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }), nobody);

  const start = (event: ReactPointerEvent) => {
    if (event.button !== 0) return;
    const from = { x: event.clientX, y: event.clientY };
    carried.current = false;
    let marked: Element | null = null;
    const mark = (edge: Element | null) => {
      if (edge === marked) return;
      marked?.classList.remove('is-target');
      edge?.classList.add('is-target');
      marked = edge;
    };
    const onMove = (move: PointerEvent) => {
      if (!carried.current && Math.hypot(move.clientX - from.x, move.clientY - from.y) < farEnough) return;
      carried.current = true;
      setGhost({ x: move.clientX, y: move.clientY });
      mark(edgeUnder(move));
      markGround(store.read().scope, under(move));
    };
    const onUp = (up: PointerEvent) => {
      stop();
      if (!carried.current || !document.elementFromPoint(up.clientX, up.clientY)?.closest('.td-canvas')) return;
      const ground = under(up);
      const point = flow.screenToFlowPosition({ x: up.clientX - (cardWidth / 2) * flow.getZoom(), y: up.clientY - 31 * flow.getZoom() }, { snapToGrid: true });
      const insideKey = edgeUnder(up)?.getAttribute('data-id');
      acts.add(descriptor, { at: { x: point.x + ground.inward.x, y: point.y + ground.inward.y }, into: ground.path, ...(insideKey ? { insideKey } : {}) });
    };
    const stop = () => {
      mark(null);
      markGround(store.read().scope, null);
      setGhost(null);
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerup', onUp);
      removeEventListener('pointercancel', stop);
    };
    addEventListener('pointermove', onMove);
    addEventListener('pointerup', onUp);
    addEventListener('pointercancel', stop);
  };

  return { start, ghost, wasCarried: () => carried.current };
}

function edgeUnder(event: PointerEvent): Element | null {
  const under = document.elementsFromPoint(event.clientX, event.clientY);
  const button = under.find(element => element.closest('.td-insert'))?.closest('.td-insert');
  if (button) return document.querySelector(`.react-flow__edge[data-id="${CSS.escape(button.getAttribute('data-edge')!)}"]`);
  return under.find(element => element.closest('.react-flow__edge'))?.closest('.react-flow__edge') ?? null;
}
