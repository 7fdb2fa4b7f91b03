import { useState, type FormEvent } from 'react';
import { Icon } from '../canvas/icons.tsx';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { scenariosIn } from './scenarios.ts';

/** The runs that were kept; they run before publishing and on the command line. */
export function Scenarios() {
  const { trial } = useDesk();
  const doc = usePart(state => state.doc);
  const busy = usePart(state => state.trialBusy);
  const trying = usePart(state => state.trying);
  const verdicts = usePart(state => state.verdicts);
  const [name, setName] = useState('');
  const kept = scenariosIn(doc);
  const keep = (event: FormEvent) => {
    event.preventDefault();
    trial.keep(name.trim());
    setName('');
  };
  return (
    <section className="td-entries" aria-label={t('Scenarios')}>
      <h3>{t('Scenarios')}</h3>
      {trying && trying.state.steps.length > 0 && (
        <form className="td-clock-move" onSubmit={keep}>
          <input className="td-field" value={name} required aria-label={t('What this run shows')} placeholder={t('What this run shows')} onChange={event => setName(event.target.value)} />
          <button type="submit" className="td-button is-small">{t('Keep')}</button>
        </form>
      )}
      {kept.length === 0 && <p className="td-hint">{t('None yet. Try the draft, then keep the run under a name.')}</p>}
      <ul>
        {kept.map(scenario => {
          const verdict = verdicts.find(candidate => candidate.scenario === scenario.name);
          return (
            <li key={scenario.name}>
              <span className="td-verdict">{verdict && <Icon name={verdict.failure ? 'alert' : 'check'} size={13} />} {scenario.name} {verdict && <small>{verdict.failure ? t('has failed') : t('passed')}</small>}</span>
              {verdict?.failure && <p className="td-field-problem">{verdict.failure}</p>}
              <span className="td-actions">
                <button type="button" className="td-button is-small" disabled={busy} onClick={() => void trial.replay(scenario)}>{t('Replay')}</button>
                <button type="button" className="td-icon-button is-small" aria-label={t('Delete {0}', scenario.name)} title={t('Delete {0}', scenario.name)} onClick={() => trial.forget(scenario.name)}><Icon name="trash" size={14} /></button>
              </span>
            </li>
          );
        })}
      </ul>
      {kept.length > 0 && <button type="button" className="td-button is-small" disabled={busy} onClick={() => void trial.runAll()}>{busy ? t('Running …') : t('Run all scenarios')}</button>}
    </section>
  );
}
