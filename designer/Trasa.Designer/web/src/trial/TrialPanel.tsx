import { useState } from 'react';
import { Icon } from '../canvas/icons.tsx';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Clock } from './Clock.tsx';
import { Beginnings, EventForm } from './EventForm.tsx';
import { Happenings, Others, Sent, Variables } from './Happenings.tsx';
import { Scenarios } from './Scenarios.tsx';
import { StartForm } from './StartForm.tsx';
import { Tasks, Waits } from './Tasks.tsx';

/** The draft on a test clock, among copies of the people and rules that are in force. */
export function TrialPanel() {
  const trying = usePart(state => state.trying);
  const problem = usePart(state => state.trialProblem);
  const busy = usePart(state => state.trialBusy);
  return (
    <div className="td-form td-trial" aria-busy={busy}>
      <h2>{t('Try it on the test clock')}</h2>
      <p className="td-hint">{t('Runs the draft on a test clock, with copies of your people and rules. Nothing leaves, nothing is kept but the scenarios.')}</p>
      {problem && <p className="td-problem is-error" role="alert">{problem}</p>}
      {trying ? <Running /> : <Opening />}
      <Scenarios />
    </div>
  );
}

function Opening() {
  const { store, trial } = useDesk();
  const busy = usePart(state => state.trialBusy);
  const start = usePart(state => state.trialStart);
  return (
    <>
      <label className="td-row"><span>{t('The clock begins at')}</span>
        <input className="td-field" value={start ?? ''} placeholder={t('now, or e.g. 2026-04-30 15:00')} onChange={event => store.set({ trialStart: event.target.value.trim() || null })} />
      </label>
      <button type="button" className="td-button is-primary" disabled={busy} onClick={() => void trial.open(start)}><Icon name="start" size={14} /> {busy ? t('Preparing …') : t('Prepare a trial')}</button>
    </>
  );
}

function Running() {
  const { trial } = useDesk();
  const trying = usePart(state => state.trying)!;
  const doc = usePart(state => state.doc);
  const busy = usePart(state => state.trialBusy);
  const [more, setMore] = useState(false);
  const started = trying.state.instances.length > 0;
  return (
    <>
      {doc !== trying.doc && <p className="td-problem">{t('The draft has changed since this trial began.')} <button type="button" className="td-link" onClick={() => void trial.again()}>{t('Do the same with the new draft')}</button></p>}
      <Clock />
      {!started && <><Beginnings /><StartForm /></>}
      <Tasks />
      <Waits />
      {started && (more ? <><Beginnings /><StartForm /><EventForm /></> : <button type="button" className="td-button is-small" onClick={() => setMore(true)}><Icon name="add" size={13} /> {t('Something else happens')}</button>)}
      {!started && <EventForm />}
      <Happenings />
      <Others />
      <Sent />
      <Variables />
      <div className="td-actions">
        <button type="button" className="td-button is-small" disabled={busy} onClick={() => void trial.again()}>{t('Do the same again')}</button>
        <button type="button" className="td-button is-small" onClick={() => void trial.close()}>{t('End the trial')}</button>
      </div>
    </>
  );
}
