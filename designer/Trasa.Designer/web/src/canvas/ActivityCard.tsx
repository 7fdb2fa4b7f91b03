import { Handle, Position, type NodeProps, type Node } from '@xyflow/react';
import { memo, type CSSProperties } from 'react';
import type { ActivityOverlay } from '../host/host.ts';
import { canStart, descriptionOf, embeddedIn, idOf, labelOf, typeOf, type Activity } from '../model/activity.ts';
import type { ActivityDescriptor } from '../model/descriptor.ts';
import { portOffset, type CardShape } from '../model/geometry.ts';
import type { Path } from '../model/path.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Icon, lookOf } from './icons.tsx';
import { Overlay } from './Overlay.tsx';

export interface CardData extends Record<string, unknown> {
  readonly activity: Activity;
  readonly path: Path;
  readonly descriptor: ActivityDescriptor | undefined;
  readonly shape: CardShape;
  readonly free: ReadonlySet<string>;
  readonly errors: number;
  readonly warnings: number;
  readonly overlay: ActivityOverlay | undefined;
  readonly found: boolean;
  readonly canEdit: boolean;
  readonly hasPorts: boolean;
}

export type CardNode = Node<CardData, 'activity'>;

export const ActivityCard = memo(function ActivityCard({ data, selected }: NodeProps<CardNode>) {
  const { activity, descriptor, overlay } = data;
  const look = lookOf(typeOf(activity), descriptor);
  const classes = ['td-card', `td-family-${look.family}`, selected && 'is-selected', data.found && 'is-found', !descriptor && 'is-unknown', canStart(activity) && 'is-start', overlay && `is-${overlay.state}`];
  return (
    <div className={classes.filter(Boolean).join(' ')} title={descriptionOf(activity) || undefined} style={warmth(overlay)}>
      {data.hasPorts && <Handle type="target" position={Position.Left} id="In" className="td-port" style={{ top: 31 }} isConnectable={data.canEdit} aria-label={t('Into {0}', labelOf(activity))} role="img" />}
      {!data.hasPorts && <Handle type="target" position={Position.Top} id="top" className="td-port is-hidden" isConnectable={false} />}
      {!data.hasPorts && <Handle type="source" position={Position.Bottom} id="bottom" className="td-port is-hidden" isConnectable={false} />}
      <div className="td-card-head">
        <span className="td-card-icon"><Icon name={look.icon} size={18} /></span>
        <span className="td-card-text">
          <span className="td-card-title">{labelOf(activity)}</span>
          <span className="td-card-type">{descriptor?.displayName ?? t('Unknown: {0}', typeOf(activity))}</span>
        </span>
        <Badge errors={data.errors} warnings={data.warnings} />
      </div>
      {data.hasPorts && <Ports data={data} />}
      <Inside data={data} />
      <Overlay overlay={overlay} />
    </div>
  );
});

function warmth(overlay: ActivityOverlay | undefined): CSSProperties | undefined {
  return overlay?.heat ? { background: `color-mix(in srgb, var(--td-warm) ${Math.round(overlay.heat * 55)}%, var(--td-surface))` } : undefined;
}

function Ports({ data }: { readonly data: CardData }) {
  const { shape, activity, canEdit, free } = data;
  return shape.outcomes.map(outcome => {
    const top = portOffset(shape, outcome);
    return (
      <div key={outcome} className={shape.boundaries.has(outcome) ? 'td-outcome is-boundary' : 'td-outcome'} style={{ top }}>
        {shape.outcomes.length > 1 && <span className="td-outcome-name">{shape.boundaries.has(outcome) && <Icon name="clock" size={11} />}{outcome}</span>}
        <Handle type="source" position={Position.Right} id={outcome} className="td-port" isConnectable={canEdit} role="img" aria-label={t('{0} of {1}', outcome, labelOf(activity))} />
        {canEdit && free.has(outcome) && <QuickAdd id={idOf(activity)} port={outcome} label={labelOf(activity)} />}
      </div>
    );
  });
}

function QuickAdd({ id, port, label }: { readonly id: string; readonly port: string; readonly label: string }) {
  const { store } = useDesk();
  return (
    <button
      type="button"
      tabIndex={-1}
      className="td-quick nodrag nopan"
      aria-label={t('Add after {0}, {1}', label, port)}
      onClick={event => {
        event.stopPropagation();
        store.set({ dialog: { is: 'add', how: { after: { id, port } } } });
      }}
    >
      <Icon name="add" size={13} />
    </button>
  );
}

function Inside({ data }: { readonly data: CardData }) {
  const { store } = useDesk();
  const { activity, shape, path, descriptor } = data;
  const enter = (place: Path) => () => store.enter(place);
  return (
    <>
      {shape.inside !== null && (
        <button type="button" className="td-slot nodrag" tabIndex={-1} onClick={enter(path)}>
          <Icon name="enter" size={13} /> {t('Activities inside: {0}', shape.inside)}
        </button>
      )}
      {embeddedIn(activity, descriptor).map(slot => (
        <button key={slot.path.join('/')} type="button" className="td-slot nodrag" tabIndex={-1} onClick={enter([...path, ...slot.path])}>
          <Icon name={slot.activity ? 'enter' : 'add'} size={13} /> <b>{slot.label}</b> {slot.activity ? labelOf(slot.activity) : t('empty')}
        </button>
      ))}
    </>
  );
}

function Badge({ errors, warnings }: { readonly errors: number; readonly warnings: number }) {
  if (errors + warnings === 0) return null;
  const text = errors > 0 ? t('Errors: {0}', errors) : t('Warnings: {0}', warnings);
  return <span className={errors > 0 ? 'td-badge is-error' : 'td-badge'} title={text} role="img" aria-label={text}>!</span>;
}
