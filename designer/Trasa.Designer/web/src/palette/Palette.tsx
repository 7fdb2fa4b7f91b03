import { useState } from 'react';
import { Icon, lookOf } from '../canvas/icons.tsx';
import type { ActivityDescriptor } from '../model/descriptor.ts';
import { plain } from '../model/search.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import type { BoundaryKind } from '../edit/boundaries.ts';
import { idOf } from '../model/activity.ts';
import { pathOf } from '../model/scope.ts';
import { cardUnder, idOfCard, useCarry, useCarryActivity } from './carry.ts';

export function Palette() {
  const catalogue = usePart(state => state.catalogue);
  const [words, setWords] = useState('');
  const wanted = plain(words);
  const shown = catalogue.all.filter(descriptor => plain(`${descriptor.displayName} ${descriptor.category} ${descriptor.description}`).includes(wanted));
  const groups = [...Map.groupBy(shown, descriptor => descriptor.category)].sort(([, a], [, b]) => Number(areOfRecords(a)) - Number(areOfRecords(b)));
  return (
    <section className="td-palette" aria-label={t('Palette')}>
      <div className="td-palette-search">
        <Icon name="search" size={14} />
        <input className="td-field" type="search" value={words} placeholder={t('Search activities')} aria-label={t('Search activities')} onChange={event => setWords(event.target.value)} />
      </div>
      <div className="td-palette-list">
        {plain(`${t('Timer on its border')} ${t('Event on its border')} ${t('On an activity')}`).includes(wanted) && (
          <details open>
            <summary>{t('On an activity')} <span>2</span></summary>
            <ul><li><EdgeItem kind="timer" /></li><li><EdgeItem kind="event" /></li></ul>
          </details>
        )}
        {groups.map(([category, descriptors]) => (
          <details key={`${category} ${words !== ''}`} open={words !== '' || !areOfRecords(descriptors)}>
            <summary>{category} <span>{descriptors.length}</span></summary>
            <ul>{descriptors.map(descriptor => <li key={descriptor.type}><Item descriptor={descriptor} /></li>)}</ul>
          </details>
        ))}
        {shown.length === 0 && <p className="td-none">{t('No activity is called that. Try another word.')}</p>}
      </div>
    </section>
  );
}

function Item({ descriptor }: { readonly descriptor: ActivityDescriptor }) {
  const { acts } = useDesk();
  const carry = useCarryActivity(descriptor);
  const look = lookOf(descriptor.type, descriptor);
  return (
    <>
      <button type="button" className="td-item" title={descriptor.description} onPointerDown={carry.start} onClick={() => !carry.wasCarried() && acts.add(descriptor, acts.addHow())}>
        <span className={`td-card-icon td-family-${look.family}`}><Icon name={look.icon} size={15} /></span>
        <span>{descriptor.displayName}</span>
      </button>
      {carry.ghost && <div className="td-ghost" style={{ left: carry.ghost.x, top: carry.ghost.y }}>{descriptor.displayName}</div>}
    </>
  );
}

/** A timer or event that is put on the border of an activity. */
function EdgeItem({ kind }: { readonly kind: BoundaryKind }) {
  const { store, acts } = useDesk();
  const name = kind === 'timer' ? t('Timer on its border') : t('Event on its border');
  const carry = useCarry({
    target: cardUnder,
    drop: (_, card) => { const id = idOfCard(card); if (id) acts.addBoundaryTo(id, kind); else store.say(t('Let it go on an activity.')); },
  });
  const add = () => {
    const [only, another] = acts.selectedActivities;
    if (only && !another) acts.addBoundary(pathOf(store.scope, idOf(only)), kind);
    else store.say(t('Select one activity first.'));
  };
  return (
    <>
      <button type="button" className="td-item" title={t('What happens when an activity takes too long, or something comes first')} onPointerDown={carry.start} onClick={() => !carry.wasCarried() && add()}>
        <span className="td-card-icon td-family-time"><Icon name={kind === 'timer' ? 'clock' : 'event'} size={15} /></span>
        <span>{name}</span>
      </button>
      {carry.ghost && <div className="td-ghost" style={{ left: carry.ghost.x, top: carry.ghost.y }}>{name}</div>}
    </>
  );
}

/** Every record type brings the same five acts or more: they stand below, folded, and search finds them. */
function areOfRecords(descriptors: readonly ActivityDescriptor[]): boolean {
  return descriptors.every(descriptor => descriptor.type.startsWith('Trasa.') && descriptor.type.split('.').length > 2);
}
