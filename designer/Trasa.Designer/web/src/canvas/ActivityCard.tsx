import { Handle, Position, type NodeProps, type Node } from '@xyflow/react';
import { memo, type CSSProperties } from 'react';
import type { ActivityOverlay } from '../host/host.ts';
import { canStart, descriptionOf, embeddedIn, labelOf, typeOf, type Activity, type Point } from '../model/activity.ts';
import type { ActivityDescriptor } from '../model/descriptor.ts';
import { outcomesHeight, type CardShape } from '../model/geometry.ts';
import type { Path } from '../model/path.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Frame } from './Frame.tsx';
import { Icon, lookOf } from './icons.tsx';
import { Overlay } from './Overlay.tsx';
import { Edges, Outcomes } from './Ports.tsx';

export interface CardData extends Record<string, unknown> {
  readonly activity: Activity;
  readonly path: Path;
  /** The container or slot that it stands in, and what leads from its place there to its place on the frame. */
  readonly scope: Path;
  readonly at: Point;
  readonly shift: Point;
  /** How many frames are around it. */
  readonly depth: number;
  readonly canExpand: boolean;
  readonly descriptor: ActivityDescriptor | undefined;
  readonly shape: CardShape;
  readonly free: ReadonlySet<string>;
  /** Outcomes that a person named. */
  readonly made: ReadonlySet<string>;
  readonly takesOutcomes: boolean;
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
  const classes = ['td-card', `td-family-${look.family}`, selected && 'is-selected', data.found && 'is-found', !descriptor && 'is-unknown', data.shape.regions.length > 0 && 'is-frame', canStart(activity) && 'is-start', overlay && `is-${overlay.state}`];
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
        {data.canExpand && <Toggle data={data} />}
      </div>
      {data.hasPorts && <Outcomes data={data} />}
      {data.shape.regions.length > 0 ? <Frame data={data} /> : <Inside data={data} />}
      <Edges data={data} />
      <Overlay overlay={overlay} />
    </div>
  );
});

function warmth(overlay: ActivityOverlay | undefined): CSSProperties | undefined {
  return overlay?.heat ? { background: `color-mix(in srgb, var(--td-warm) ${Math.round(overlay.heat * 55)}%, var(--td-surface))` } : undefined;
}

function Toggle({ data }: { readonly data: CardData }) {
  const { acts } = useDesk();
  const isOpen = data.shape.regions.length > 0;
  const label = isOpen ? t('Collapse {0}', labelOf(data.activity)) : t('Expand {0}', labelOf(data.activity));
  return (
    <button type="button" tabIndex={-1} className="td-toggle nodrag nopan" aria-expanded={isOpen} aria-label={label} title={label} onClick={event => { event.stopPropagation(); acts.expand(data.path, !isOpen); }} onDoubleClick={event => event.stopPropagation()}>
      <Icon name={isOpen ? 'up' : 'down'} size={14} />
    </button>
  );
}

function Inside({ data }: { readonly data: CardData }) {
  const { store } = useDesk();
  const { activity, shape, path, descriptor } = data;
  const enter = (place: Path) => () => store.enter(place);
  return (
    <div style={{ paddingTop: outcomesHeight(shape) }}>
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
    </div>
  );
}

function Badge({ errors, warnings }: { readonly errors: number; readonly warnings: number }) {
  if (errors + warnings === 0) return null;
  const text = errors > 0 ? t('Errors: {0}', errors) : t('Warnings: {0}', warnings);
  return <span className={errors > 0 ? 'td-badge is-error' : 'td-badge'} title={text} role="img" aria-label={text}>!</span>;
}
