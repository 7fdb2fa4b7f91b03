import { useState } from 'react';
import { Icon, lookOf } from '../canvas/icons.tsx';
import type { ActivityDescriptor } from '../model/descriptor.ts';
import { plain } from '../model/search.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { useCarry } from './carry.ts';

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
  const carry = useCarry(descriptor);
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

/** Every record type brings the same five acts or more: they stand below, folded, and search finds them. */
function areOfRecords(descriptors: readonly ActivityDescriptor[]): boolean {
  return descriptors.every(descriptor => descriptor.type.startsWith('Trasa.') && descriptor.type.split('.').length > 2);
}
