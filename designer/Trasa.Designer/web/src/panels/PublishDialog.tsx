import { useEffect, useState, type FormEvent } from 'react';
import type { SharedStart } from '../host/host.ts';
import { print } from '../model/json.ts';
import { useDesk, usePart } from '../state/use.ts';
import { shortTime, t } from '../text/text.ts';
import { scenariosIn } from '../trial/scenarios.ts';
import { Dialog } from './Dialog.tsx';

export function PublishDialog() {
  const { store, acts, trial } = useDesk();
  useEffect(() => {
    store.set({ verdicts: [] });
    if (scenariosIn(store.read().doc).length > 0) void trial.runAll();
  }, [store, trial]);
  useEffect(() => void store.host.underWay().then(setUnderWay, () => undefined), [store]);
  useEffect(() => void store.host.alsoStarted(print(store.read().doc)).then(setOthers, () => undefined), [store]);
  const problems = usePart(state => state.problems);
  const version = usePart(state => (state.isDraft ? state.version : state.version + 1));
  const doc = usePart(state => state.doc);
  const verdicts = usePart(state => state.verdicts);
  const testing = usePart(state => state.trialBusy);
  const [notes, setNotes] = useState('');
  const [validFrom, setValidFrom] = useState('');
  const [despite, setDespite] = useState(false);
  const [busy, setBusy] = useState(false);
  const [underWay, setUnderWay] = useState(0);
  const [others, setOthers] = useState<readonly SharedStart[]>([]);
  const [moves, setMoves] = useState(false);
  const [refusal, setRefusal] = useState('');
  const errors = problems.filter(problem => problem.isError).length;
  const close = () => store.set({ dialog: null });

  const scenarios = scenariosIn(doc);
  const failed = verdicts.filter(verdict => verdict.failure);

  const publish = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal('');
    try {
      await acts.saver.now();
      const { doc, revision, saving } = store.read();
      if (saving.is === 'conflict' || saving.is === 'failed') return setRefusal(t('The draft could not be saved, so it was not published.'));
      const answer = await store.host.publish(print(doc), revision, notes, validFrom || null, despite);
      if (answer.outcome === 'published') {
        store.set({ saved: doc, isDraft: false, version: answer.version, revision: 0, saving: { is: 'clean' }, dialog: null });
        store.say(t('Version {0} is published.', answer.version));
        if (moves) location.assign(`/workflows/${encodeURIComponent(store.options.key)}/migrate`);
        return;
      }
      if (answer.outcome === 'scheduled') {
        store.set({ dialog: null });
        return store.say(t('Version {0} comes into force at {1}. Until then it can be taken back.', answer.version, shortTime(answer.at ?? '')));
      }
      if (answer.outcome === 'invalid') store.set({ problems: answer.problems });
      setRefusal(answer.message ?? (answer.outcome === 'conflict' ? t('{0} saved this draft in the meantime. Load it, compare, and publish again.', answer.by ?? '') : t('There are errors. They stand in the list of problems.')));
    } catch {
      setRefusal(t('The connection was lost. Nothing was published.'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('Publish version {0}', version)} onClose={close}>
      <form className="td-form" onSubmit={event => void publish(event)}>
        {errors > 0 && <p className="td-problem is-error">{t('Errors keep this draft from being published: {0}.', errors)} <button type="button" className="td-link" onClick={() => store.set({ dialog: null, showsPanel: true, panel: 'problems' })}>{t('Show them')}</button></p>}
        {scenarios.length > 0 && (
          <div className={failed.length > 0 ? 'td-problem is-error' : 'td-problem is-ok'} role="status">
            {verdicts.length === 0 ? (testing ? t('The scenarios of this workflow are running …') : t('The scenarios could not be run.')) : t('Scenarios: {0} passed, {1} failed.', verdicts.length - failed.length, failed.length)}
            {failed.map(verdict => <p key={verdict.scenario}><b>{verdict.scenario}</b>: {verdict.failure}</p>)}
            {failed.length > 0 && <label className="td-check"><input type="checkbox" checked={despite} onChange={event => setDespite(event.target.checked)} /><span>{t('Publish all the same: the scenario is what is out of date. Say why below.')}</span></label>}
          </div>
        )}
        {others.map(other => (
          <p key={`${other.name} ${other.event}`} className="td-problem">{t('“{0}” begins with the same event ({1}). Both will run.', other.name, other.event)} <a href={other.href} target="_blank" rel="noreferrer">{t('Open')}</a></p>
        ))}
        {refusal && <p className="td-problem is-error" role="alert">{refusal}</p>}
        <label className="td-row"><span>{t('What changed, for those who read the history')}</span><textarea className="td-field" rows={4} data-first value={notes} onChange={event => setNotes(event.target.value)} /></label>
        <label className="td-row"><span>{t('Valid from')}</span><input className="td-field" type="datetime-local" value={validFrom} onChange={event => setValidFrom(event.target.value)} /><small className="td-hint">{t('Empty: at once. What waits for its day is replaced.')}</small></label>
        <Running count={underWay} isLater={validFrom !== ''} moves={moves} onChange={setMoves} />
        <div className="td-actions is-end">
          <button type="button" className="td-button" onClick={close}>{t('Cancel')}</button>
          <button type="submit" className="td-button is-primary" disabled={busy || errors > 0 || testing || (failed.length > 0 && !(despite && notes.trim()))}>{busy ? t('Publishing …') : validFrom ? t('Publish on that day') : t('Publish')}</button>
        </div>
      </form>
    </Dialog>
  );
}

/** What becomes of those that run: they stay, or their plan is looked at once the version is there. */
function Running({ count, isLater, moves, onChange }: { readonly count: number; readonly isLater: boolean; readonly moves: boolean; readonly onChange: (moves: boolean) => void }) {
  if (count === 0) return <p className="td-hint">{t('New instances start on this version. None is under way.')}</p>;
  if (isLater) return <p className="td-hint">{t('Instances under way: {0}. They stay on their version, and can be moved when this one is in force.', count)}</p>;
  return (
    <fieldset>
      <legend>{t('Instances under way: {0}', count)}</legend>
      <label className="td-check"><input type="radio" name="running" checked={!moves} onChange={() => onChange(false)} /><span>{t('They stay on the version that they run on.')}</span></label>
      <label className="td-check"><input type="radio" name="running" checked={moves} onChange={() => onChange(true)} /><span>{t('Look at what moving them would do.')}<small>{t('Opens the plan after publishing; nothing moves before you say so.')}</small></span></label>
    </fieldset>
  );
}
