import { Handle, Position } from '@xyflow/react';
import { useLayoutEffect, useRef } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { idOf, labelOf } from '../model/activity.ts';
import { edgeOffset, portAt, type Edge } from '../model/geometry.ts';
import { cardUnder, idOfCard, useCarry } from '../palette/carry.ts';
import { useDesk, usePart } from '../state/use.ts';
import { focusAfter, focusCard } from '../state/focus.ts';
import { t } from '../text/text.ts';
import type { CardData } from './ActivityCard.tsx';
import { Icon } from './icons.tsx';

/** Outcomes at the right side; those that a person made are renamed where they stand. */
export function Outcomes({ data }: { readonly data: CardData }) {
  const { shape, activity, canEdit, free } = data;
  const { acts, store } = useDesk();
  const renaming = usePart(state => (state.renaming?.id === idOf(activity) ? state.renaming.outcome : null));
  return (
    <>
      {shape.outcomes.map(outcome => (
        <div key={outcome} className="td-outcome" style={{ top: portAt(shape, outcome).y }}>
          {renaming === outcome
            ? <OutcomeName data={data} outcome={outcome} />
            : shape.outcomes.length > 1 && <span className={data.made.has(outcome) ? 'td-outcome-name is-made' : 'td-outcome-name'} onDoubleClick={event => { if (!canEdit || !data.made.has(outcome)) return; event.stopPropagation(); store.set({ renaming: { id: idOf(activity), outcome } }); }}>{outcome}</span>}
          <Handle type="source" position={Position.Right} id={outcome} className="td-port" isConnectable={canEdit} role="img" aria-label={t('{0} of {1}', outcome, labelOf(activity))} />
          {canEdit && free.has(outcome) && <QuickAdd data={data} port={outcome} />}
        </div>
      ))}
      {canEdit && data.takesOutcomes && (
        <button type="button" tabIndex={-1} className="td-add-outcome nodrag nopan" aria-label={t('Add an outcome to {0}', labelOf(activity))} title={t('Add an outcome')} onClick={event => { event.stopPropagation(); acts.addOutcome(idOf(activity)); }}>
          <Icon name="add" size={11} />
        </button>
      )}
    </>
  );
}

function OutcomeName({ data, outcome }: { readonly data: CardData; readonly outcome: string }) {
  const { acts, store } = useDesk();
  const field = useRef<HTMLInputElement>(null);
  const id = idOf(data.activity);
  useLayoutEffect(() => { field.current?.focus(); field.current?.select(); }, []);
  const leave = (name: string | null) => {
    if (store.read().renaming === null) return;
    store.set({ renaming: null });
    if (name !== null) acts.renameOutcome(id, outcome, name);
  };
  const leaveByKey = (name: string | null) => { flushSync(() => leave(name)); focusCard(id); };
  return (
    <input
      ref={field} className="td-outcome-field nodrag nopan" defaultValue={outcome} aria-label={t('Name of the outcome; empty deletes it')}
      onBlur={event => leave(event.target.value.trim())}
      onKeyDown={event => {
        event.stopPropagation();
        if (event.key === 'Enter') leaveByKey(event.currentTarget.value.trim());
        else if (event.key === 'Escape') leaveByKey(null);
      }}
    />
  );
}

/** Timers and events on the lower border: what happens when it takes too long, or when something comes first. */
export function Edges({ data }: { readonly data: CardData }) {
  return data.shape.edges.map((edge, index) => <OnEdge key={edge.outcome} data={data} edge={edge} left={edgeOffset(data.shape, index)} />);
}

/** Its name is taken hold of to carry it to another activity; a click opens its properties. */
function OnEdge({ data, edge, left }: { readonly data: CardData; readonly edge: Edge; readonly left: number }) {
  const { activity, canEdit, free, hasPorts } = data;
  const { store, acts } = useDesk();
  const id = idOf(activity);
  const carry = useCarry({ target: cardUnder, drop: (_, card) => { const to = idOfCard(card); if (to) acts.moveBoundary(id, to, edge.outcome); } });
  const icon = <Icon name={edge.kind === 'timer' ? 'clock' : 'event'} size={14} />;
  const open = () => {
    store.select({ activities: new Set([id]), in: data.scope });
    focusAfter(() => store.set({ showsPanel: true, panel: 'properties' }), `.td-panel [data-edge="${CSS.escape(edge.outcome)}"] select`);
  };
  return (
    <div className={edge.interrupts ? 'td-edge' : 'td-edge is-quiet'} style={{ left }}>
      <button
        type="button" tabIndex={-1} className="td-edge-name nodrag nopan" title={edge.outcome} aria-label={t('{0} of {1}', edge.outcome, labelOf(activity))}
        onPointerDown={event => canEdit && carry.start(event)}
        onClick={event => { event.stopPropagation(); if (!carry.wasCarried()) open(); }}
      >{edge.outcome}</button>
      {hasPorts
        ? <Handle type="source" position={Position.Bottom} id={edge.outcome} className="td-port td-edge-port" isConnectable={canEdit} role="img" aria-label={t('{0} of {1}', edge.outcome, labelOf(activity))}>{icon}</Handle>
        : <span className="td-edge-port is-alone">{icon}</span>}
      {canEdit && hasPorts && free.has(edge.outcome) && <QuickAdd data={data} port={edge.outcome} />}
      {carry.ghost && createPortal(<div className="td-ghost" style={{ left: carry.ghost.x, top: carry.ghost.y }}>{edge.outcome}</div>, document.querySelector('.td-workspace')!)}
    </div>
  );
}

function QuickAdd({ data, port }: { readonly data: CardData; readonly port: string }) {
  const { store } = useDesk();
  return (
    <button
      type="button"
      tabIndex={-1}
      className="td-quick nodrag nopan"
      aria-label={t('Add after {0}, {1}', labelOf(data.activity), port)}
      onClick={event => {
        event.stopPropagation();
        store.set({ dialog: { is: 'add', how: { after: { id: idOf(data.activity), port }, into: data.scope } } });
      }}
    >
      <Icon name="add" size={13} />
    </button>
  );
}
