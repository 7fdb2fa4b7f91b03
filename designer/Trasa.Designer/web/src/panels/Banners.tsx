import { useEffect, useState } from 'react';
import { Icon } from '../canvas/icons.tsx';
import { parse, print } from '../model/json.ts';
import { download } from '../state/files.ts';
import { forget, rescued } from '../state/saver.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';

export function Banners() {
  return <><Conflict /><Rescue /><Failure /></>;
}

/** Somebody else saved first. Nothing is thrown away: not theirs, not ours. */
function Conflict() {
  const { store, acts } = useDesk();
  const saving = usePart(state => state.saving);
  if (saving.is !== 'conflict') return null;
  const takeTheirs = async () => {
    const content = await store.host.content(null);
    if (content === null) return;
    const theirs = parse(content);
    store.apply(t('Took the draft of {0}', saving.by), theirs);
    store.set({ saved: theirs, revision: saving.revision, saving: { is: 'clean' } });
  };
  return (
    <div className="td-banner is-bad" role="alert">
      <Icon name="alert" />
      <p>{t('{0} saved this draft while you were editing. Your work is kept here and is not saved yet.', saving.by)}</p>
      <button type="button" className="td-button is-small" onClick={() => store.set({ dialog: { is: 'compare', older: null, newer: 0 } })}>{t('Compare')}</button>
      <button type="button" className="td-button is-small" onClick={() => void takeTheirs()}>{t('Take theirs (undo brings mine back)')}</button>
      <button type="button" className="td-button is-small" onClick={() => void acts.saver.overwrite()}>{t('Keep mine')}</button>
      <button type="button" className="td-button is-small" onClick={() => download(`${store.options.key}-mine.json`, print(store.read().doc))}>{t('Download mine')}</button>
    </div>
  );
}

/** The page went away before the last change was saved. */
function Rescue() {
  const { store } = useDesk();
  const [kept, setKept] = useState<string>();
  useEffect(() => setKept(store.canEdit ? rescued(store) : undefined), [store]);
  if (kept === undefined) return null;
  const drop = () => { forget(store); setKept(undefined); };
  const take = () => { store.apply(t('Unsaved work brought back'), parse(kept)); setKept(undefined); };
  return (
    <div className="td-banner" role="status">
      <Icon name="history" />
      <p>{t('There is work in this browser that was not saved when the page was left.')}</p>
      <button type="button" className="td-button is-small" onClick={take}>{t('Bring it back')}</button>
      <button type="button" className="td-button is-small" onClick={drop}>{t('Forget it')}</button>
    </div>
  );
}

function Failure() {
  const saving = usePart(state => state.saving);
  if (saving.is !== 'failed' || !saving.message) return null;
  return <div className="td-banner is-bad" role="alert"><Icon name="alert" /><p>{saving.message}</p></div>;
}
