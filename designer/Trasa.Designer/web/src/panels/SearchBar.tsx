import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { Icon } from '../canvas/icons.tsx';
import { search } from '../model/search.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';

export function SearchBar() {
  const { store } = useDesk();
  const words = usePart(state => state.search) ?? '';
  const doc = usePart(state => state.doc);
  const catalogue = usePart(state => state.catalogue);
  const hits = useMemo(() => search(doc, words, catalogue), [doc, words, catalogue]);
  const [at, setAt] = useState(-1);
  useEffect(() => setAt(-1), [words]);
  const go = (by: number) => {
    if (hits.length === 0) return;
    const next = at < 0 ? (by > 0 ? 0 : hits.length - 1) : (at + by + hits.length) % hits.length;
    setAt(next);
    const hit = hits[next]!;
    if (hit.kind === 'activity') store.show(hit.path);
    else store.showMark(hit.kind === 'note' ? { notes: new Set([hit.id]) } : { areas: new Set([hit.id]) }, hit.path);
    store.say(t('{0}, {1} of {2}', hit.label, next + 1, hits.length));
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'F3') return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  };
  return (
    <div className="td-search" role="search">
      <input autoFocus className="td-field" type="search" value={words} placeholder={t('Find by name, type or text')} aria-label={t('Find in this workflow')} onChange={event => store.set({ search: event.target.value })} onKeyDown={onKey} />
      <span className="td-hint" role="status">{words === '' ? '' : hits.length === 0 ? t('Not found') : at < 0 ? t('{0} found', hits.length) : t('{0} of {1}', at + 1, hits.length)}</span>
      <button type="button" className="td-icon-button is-small" aria-label={t('Previous')} disabled={hits.length === 0} onClick={() => go(-1)}><Icon name="up" size={15} /></button>
      <button type="button" className="td-icon-button is-small" aria-label={t('Next')} disabled={hits.length === 0} onClick={() => go(1)}><Icon name="down" size={15} /></button>
      <button type="button" className="td-icon-button is-small" aria-label={t('Close')} onClick={() => store.set({ search: null })}><Icon name="close" size={15} /></button>
    </div>
  );
}
