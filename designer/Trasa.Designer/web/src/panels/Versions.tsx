import { useEffect, useState } from 'react';
import type { DueVersion, Version } from '../host/host.ts';
import { parse } from '../model/json.ts';
import { useDesk, usePart } from '../state/use.ts';
import { shortTime, t } from '../text/text.ts';

export function Versions() {
  const { store, files } = useDesk();
  const revision = usePart(state => `${state.revision} ${state.version} ${state.isDraft}`);
  const [versions, setVersions] = useState<readonly Version[] | null>(null);
  const dialog = usePart(state => state.dialog);
  const [due, setDue] = useState<DueVersion | null>(null);
  useEffect(() => {
    let wanted = true;
    store.host.due().then(found => wanted && setDue(found), () => undefined);
    return () => { wanted = false; };
  }, [store, revision, dialog]);
  useEffect(() => {
    let wanted = true;
    store.host.versions().then(found => wanted && setVersions(found), () => wanted && setVersions([]));
    return () => { wanted = false; };
  }, [store, revision]);

  const restore = async (version: Version) => {
    const content = await store.host.content(version.isDraft ? null : version.version);
    if (content !== null) store.apply(t('Version {0} restored', version.version), parse(content));
  };
  const takeBack = async (version: DueVersion) => {
    const done = await store.host.takeBack(version.publication);
    setDue(done ? null : await store.host.due());
    store.say(done ? t('Taken back. It does not come into force.') : t('It has come into force already, or somebody took it back.'));
  };
  const published = versions?.filter(version => !version.isDraft) ?? [];
  const discard = () => store.set({ dialog: { is: 'discard', published: published[0]?.version ?? null, due } });
  const compareWith = (version: Version) => store.set({ dialog: { is: 'compare', older: version.version, newer: 0 } });
  return (
    <div className="td-form">
      <div className="td-actions">
        <button type="button" className="td-button is-small" onClick={() => void files.import()}>{t('Import a file')}</button>
        <button type="button" className="td-button is-small" onClick={() => files.export()}>{t('Export')}</button>
        <button type="button" className="td-button is-small" onClick={() => void files.exportBpmn()}>{t('Export BPMN')}</button>
        <button type="button" className="td-button is-small" onClick={() => store.set({ dialog: { is: 'json' } })}>JSON</button>
      </div>
      {published.length > 1 && store.options.key && <p><a href={`/workflows/${encodeURIComponent(store.options.key)}/migrate`}>{t('Move running instances to another version')}</a></p>}
      {due && (
        <div className="td-problem is-ok">
          <p><b>{t('Comes into force at {0}', shortTime(due.at))}</b> <small>{due.by}</small></p>
          {due.notes && <p className="td-version-notes">{due.notes}</p>}
          <button type="button" className="td-button is-small" onClick={() => void takeBack(due)}>{t('Take it back')}</button>
        </div>
      )}
      {versions === null && <p className="td-none">{t('Loading')}</p>}
      {versions !== null && published.length === 0 && <p className="td-none">{t('Nothing was published yet. Publish when the draft is right; it becomes version 1.')}</p>}
      <ol className="td-versions">
        {versions?.map(version => (
          <li key={`${version.version} ${version.isDraft}`}>
            <p><b>{version.isDraft ? t('Draft of version {0}', version.version) : t('Version {0}', version.version)}</b> <small>{shortTime(version.at)} · {version.by}</small></p>
            {version.notes && <p className="td-version-notes">{version.notes}</p>}
            {version.isDraft && <div className="td-actions"><button type="button" className="td-button is-small" onClick={discard}>{published.length > 0 ? t('Discard the draft') : t('Delete the workflow')}</button></div>}
            {!version.isDraft && (
              <div className="td-actions">
                <button type="button" className="td-button is-small" onClick={() => compareWith(version)}>{t('Compare with what is here')}</button>
                <button type="button" className="td-button is-small" onClick={() => void restore(version)}>{t('Restore')}</button>
              </div>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
