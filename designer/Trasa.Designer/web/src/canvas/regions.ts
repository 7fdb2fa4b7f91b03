import type { ReactFlowInstance } from '@xyflow/react';
import type { Point } from '../model/activity.ts';
import type { Region } from '../model/frame.ts';
import { key, type Path } from '../model/path.ts';
import type { CardData } from './ActivityCard.tsx';

/** A place on the canvas where activities can be let go. */
export interface Ground {
  readonly path: Path;
  /** What leads from a point of the canvas to a place in this container or slot. */
  readonly inward: Point;
}

/** The innermost part of a frame under a point of the canvas; without one, what the canvas shows. Frames that are carried themselves do not count. */
export function groundAt(flow: ReactFlowInstance, view: Path, point: Point, carried: ReadonlySet<string>): Ground {
  let ground: Ground = { path: view, inward: { x: 0, y: 0 } };
  const left = new Set(carried);
  for (const node of flow.getNodes()) {
    if (node.parentId !== undefined && left.has(node.parentId)) left.add(node.id);
    const data = node.data as Partial<CardData>;
    const corner = flow.getInternalNode(node.id)?.internals.positionAbsolute;
    if (left.has(node.id) || !corner || !data.path) continue;
    const region = data.shape?.regions.find(candidate => holds(candidate, { x: point.x - corner.x, y: point.y - corner.y }));
    if (region) ground = { path: [...data.path, ...region.inside], inward: { x: -corner.x - region.shift.x, y: -corner.y - region.shift.y } };
  }
  return ground;
}

let marked: Element | null = null;

/** Shows where it would go. */
export function markGround(view: Path, ground: Ground | null): void {
  const region = ground && key(ground.path) !== key(view) ? document.querySelector(`.td-region[data-region="${CSS.escape(key(ground.path))}"]`) : null;
  if (region === marked) return;
  marked?.classList.remove('is-target');
  region?.classList.add('is-target');
  marked = region;
}

function holds(region: Region, at: Point): boolean {
  return at.x >= region.x && at.x <= region.x + region.width && at.y >= region.y && at.y <= region.y + region.height;
}
