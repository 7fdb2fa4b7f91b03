import { NodeResizeControl, NodeResizer, type Node, type NodeProps } from '@xyflow/react';
import { memo, type KeyboardEvent } from 'react';
import type { Point } from '../model/activity.ts';
import type { Area } from '../model/areas.ts';
import type { Path } from '../model/path.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';

export type AreaNode = Node<{ readonly area: Area; readonly scope: Path; readonly shift: Point; readonly found: boolean; readonly canEdit: boolean } & Record<string, unknown>, 'area'>;

const step = 10;

/** A group or a lane: drawn under the activities, taken by its title. */
export const AreaFrame = memo(function AreaFrame({ data, selected: isChosen }: NodeProps<AreaNode>) {
  const { store, marks } = useDesk();
  const { area, scope, shift, found, canEdit } = data;
  const isLane = area.kind === 'lane';
  const name = area.title || area.who || (isLane ? t('Lane') : t('Group'));
  const choose = () => store.select({ areas: new Set([area.id]), in: scope });
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowLeft: { x: -step, y: 0 }, ArrowRight: { x: step, y: 0 }, ArrowUp: { x: 0, y: -step }, ArrowDown: { x: 0, y: step } }[event.key];
    if (!by || !canEdit) return;
    event.preventDefault();
    event.stopPropagation();
    if (!isLane) marks.moveGroup(area.id, by, scope, `nudge ${area.id}`);
    else if (by.y !== 0) marks.shiftLane(area.id, by.y > 0 ? 1 : -1, scope);
  };
  const resized = (_: unknown, size: { x: number; y: number; width: number; height: number }) => marks.change(area.id, isLane ? { height: size.height } : { x: size.x - shift.x, y: size.y - shift.y, width: size.width, height: size.height }, scope);
  return (
    <div className={`td-area is-${area.kind}${found ? ' is-found' : ''}${isChosen ? ' is-selected' : ''}`}>
      {canEdit && isChosen && !isLane && <NodeResizer minWidth={160} minHeight={100} onResizeEnd={resized} />}
      {canEdit && isChosen && isLane && <NodeResizeControl position="bottom" minHeight={60} className="td-lane-edge" onResizeEnd={resized} />}
      {canEdit
        ? <button type="button" className="td-area-title" data-area={area.id} aria-label={isLane ? t('Lane {0}, activities inside: {1}', name, area.members.length) : t('Group {0}, activities inside: {1}', name, area.members.length)} aria-pressed={isChosen} onClick={choose} onFocus={() => isChosen || choose()} onKeyDown={onKey}><span>{name}</span></button>
        : <p className="td-area-title"><span>{name}</span></p>}
    </div>
  );
});
