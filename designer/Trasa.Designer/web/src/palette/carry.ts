import { useReactFlow } from '@xyflow/react';
import { useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { groundAt, markGround } from '../canvas/regions.ts';
import type { Point } from '../model/activity.ts';
import type { ActivityDescriptor } from '../model/descriptor.ts';
import { cardWidth } from '../model/geometry.ts';
import { useDesk } from '../state/use.ts';

const farEnough = 5;
const nobody: ReadonlySet<string> = new Set();

interface Carrying {
  /** What lies under the pointer and would take it; it is marked. */
  readonly target: (event: PointerEvent) => Element | null;
  readonly over?: (event: PointerEvent | null) => void;
  readonly drop: (event: PointerEvent, target: Element | null) => void;
}

/** Carries something with mouse, pen or finger and lets it go over the canvas. */
export function useCarry({ target, over, drop }: Carrying) {
  const [ghost, setGhost] = useState<Point | null>(null);
  const carried = useRef(false);

  const start = (event: ReactPointerEvent) => {
    if (event.button !== 0) return;
    const from = { x: event.clientX, y: event.clientY };
    carried.current = false;
    let marked: Element | null = null;
    const mark = (wanted: Element | null) => {
      if (wanted === marked) return;
      marked?.classList.remove('is-target');
      wanted?.classList.add('is-target');
      marked = wanted;
    };
    const onMove = (move: PointerEvent) => {
      if (!carried.current && Math.hypot(move.clientX - from.x, move.clientY - from.y) < farEnough) return;
      carried.current = true;
      setGhost({ x: move.clientX, y: move.clientY });
      mark(target(move));
      over?.(move);
    };
    const onUp = (up: PointerEvent) => {
      stop();
      if (carried.current && document.elementFromPoint(up.clientX, up.clientY)?.closest('.td-canvas')) drop(up, target(up));
    };
    const stop = () => {
      mark(null);
      over?.(null);
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

/** An activity from the palette; let go over a connection, it goes inside, over a frame, it stands there. */
export function useCarryActivity(descriptor: ActivityDescriptor) {
  const { acts, store } = useDesk();
  const flow = useReactFlow();
  const under = (event: PointerEvent) => groundAt(flow, store.read().scope, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }), nobody);
  return useCarry({
    target: edgeUnder,
    over: event => markGround(store.read().scope, event && under(event)),
    drop: (event, edge) => {
      const ground = under(event);
      const point = flow.screenToFlowPosition({ x: event.clientX - (cardWidth / 2) * flow.getZoom(), y: event.clientY - 31 * flow.getZoom() }, { snapToGrid: true });
      const insideKey = edge?.getAttribute('data-id');
      acts.add(descriptor, { at: { x: point.x + ground.inward.x, y: point.y + ground.inward.y }, into: ground.path, ...(insideKey ? { insideKey } : {}) });
    },
  });
}

/** The card under the pointer, and its id. */
export function cardUnder(event: PointerEvent): Element | null {
  return document.elementFromPoint(event.clientX, event.clientY)?.closest('.react-flow__node-activity .td-card') ?? null;
}

export function idOfCard(card: Element | null): string | undefined {
  return card?.closest('.react-flow__node')?.getAttribute('data-id') ?? undefined;
}

function edgeUnder(event: PointerEvent): Element | null {
  const under = document.elementsFromPoint(event.clientX, event.clientY);
  const button = under.find(element => element.closest('.td-insert'))?.closest('.td-insert');
  if (button) return document.querySelector(`.react-flow__edge[data-id="${CSS.escape(button.getAttribute('data-edge')!)}"]`);
  return under.find(element => element.closest('.react-flow__edge'))?.closest('.react-flow__edge') ?? null;
}
