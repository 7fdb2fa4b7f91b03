import { BaseEdge, getSmoothStepPath, useStore, type Edge, type EdgeProps } from '@xyflow/react';
import { memo, useMemo, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { Point } from '../model/activity.ts';
import type { Connection } from '../model/connection.ts';
import type { Path } from '../model/path.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Icon } from './icons.tsx';
import { bend } from './lines.ts';
import { fitted, rounded, through } from './polyline.ts';

export type ArrowEdge = Edge<{ readonly connection: Connection | null; readonly canEdit: boolean; readonly count: number | undefined; readonly label: string; readonly scope: Path; readonly layer: number; readonly line: readonly Point[] | undefined } & Record<string, unknown>, 'arrow'>;

export const Arrow = memo(function Arrow(props: EdgeProps<ArrowEdge>) {
  const { store } = useDesk();
  const { id, data, selected } = props;
  const vertices = data?.connection?.vertices ?? [];
  const line = fitted(props, data?.line);
  const [path, x, y] = vertices.length > 0 ? through(props, vertices) : line ? rounded(line, bend.borderRadius) : getSmoothStepPath({ ...props, ...bend });
  return (
    <>
      <BaseEdge id={id} path={path} interactionWidth={22} {...(props.markerEnd ? { markerEnd: props.markerEnd } : {})} />
      <Labels>
        {data?.count !== undefined && <span className="td-edge-count" style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`, zIndex: data?.layer }}>{data.count}</span>}
        {data?.canEdit && data.connection && (
          <button
            type="button"
            tabIndex={selected ? 0 : -1}
            className={selected ? 'td-insert nodrag nopan is-shown' : 'td-insert nodrag nopan'}
            data-edge={id}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`, zIndex: data?.layer }}
            aria-label={t('Insert into {0}', data.label)}
            title={t('Insert an activity here')}
            onClick={() => store.set({ dialog: { is: 'add', how: { insideKey: id, into: data.scope } } })}
          >
            <Icon name="add" size={12} />
          </button>
        )}
      </Labels>
    </>
  );
});

/** As React Flow's own, which looks for its place again for every arrow at every move of the mouse. */
function Labels({ children }: { readonly children: ReactNode }) {
  const canvas = useStore(state => state.domNode);
  const place = useMemo(() => canvas?.querySelector('.react-flow__edgelabel-renderer') ?? null, [canvas]);
  return place && createPortal(children, place);
}
