import { Icon } from '../canvas/icons.tsx';
import { isObject, print, type Json } from '../model/json.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { shownDay } from './Clock.tsx';
import type { TrialMoment } from './types.ts';

/** What happened, step by step; the diagram shows the same moment. */
export function Happenings() {
  const { trial } = useDesk();
  const { state, shown } = usePart(all => all.trying)!;
  if (state.path.length === 0) return null;
  return (
    <section className="td-entries" aria-label={t('What happened')}>
      <div className="td-row-head">
        <h3>{t('What happened')}</h3>
        <span className="td-actions" role="group" aria-label={t('Step through it')}>
          <button type="button" className="td-icon-button is-small" aria-label={t('From the beginning')} title={t('From the beginning')} onClick={() => trial.reveal(1)}><Icon name="history" size={14} /></button>
          <button type="button" className="td-icon-button is-small" aria-label={t('One step back')} title={t('One step back')} disabled={shown <= 1} onClick={() => trial.reveal(shown - 1)}><Icon name="back" size={14} /></button>
          <button type="button" className="td-icon-button is-small" aria-label={t('One step on')} title={t('One step on')} disabled={shown >= state.path.length} onClick={() => trial.reveal(shown + 1)}><Icon name="enter" size={14} /></button>
          <button type="button" className="td-icon-button is-small" aria-label={t('To the end')} title={t('To the end')} disabled={shown >= state.path.length} onClick={() => trial.reveal(state.path.length)}><Icon name="check" size={14} /></button>
        </span>
      </div>
      <ol className="td-moments">
        {state.path.slice(0, shown).map((moment, index) => (isTold(moment) || index === shown - 1) && <Moment key={index} moment={moment} isLast={index === shown - 1} onChoose={() => trial.reveal(index + 1)} />).reverse()}
      </ol>
    </section>
  );
}

/** The house has other workflows; those that hear of the same events go on as well. */
export function Others() {
  const others = usePart(state => state.trying!.state.others);
  const told = others.filter(isTold);
  if (told.length === 0) return null;
  return (
    <details className="td-more">
      <summary>{t('What other workflows did ({0})', told.length)}</summary>
      <ol className="td-moments">{told.map((moment, index) => <Moment key={index} moment={moment} isLast={false} />).reverse()}</ol>
    </details>
  );
}

function Moment({ moment, isLast, onChoose }: { readonly moment: TrialMoment; readonly isLast: boolean; readonly onChoose?: () => void }) {
  const isBad = /Fault|Diagnostic/.test(moment.event);
  return (
    <li className={isBad ? 'is-bad' : ''} aria-current={isLast ? 'step' : undefined}>
      <p>{onChoose ? <button type="button" className="td-link" onClick={onChoose}>{moment.label}</button> : <b>{moment.label}</b>} <span>{t(moment.said)}{moment.outcome && moment.outcome !== 'Done' ? `: ${moment.outcome}` : ''}</span></p>
      <small>{shownDay(moment.at)}{moment.actor ? ` · ${moment.actor}` : ''}</small>
      {typeof moment.data === 'string' ? <p className={isBad ? 'td-field-problem' : 'td-hint'}>{moment.data}</p> : hasValues(moment.data) && <Values data={moment.data} />}
    </li>
  );
}

function Values({ data }: { readonly data: Json }) {
  return <details className="td-more"><summary>{t('Values')}</summary><pre>{print(data)}</pre></details>;
}

export function Sent() {
  const sent = usePart(state => state.trying!.state.sent);
  if (sent.length === 0) return null;
  return (
    <section className="td-entries" aria-label={t('Would have been sent')}>
      <h3>{t('Would have been sent')}</h3>
      <ul>
        {sent.map((message, index) => (
          <li key={index}>
            <details className="td-more"><summary><Icon name={message.channel === 'notice' ? 'note' : 'mail'} size={12} /> {message.to}: {message.subject || message.text.slice(0, 60)} <small>{shownDay(message.at)}</small></summary><pre>{message.text}</pre></details>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Variables() {
  const variables = usePart(state => state.trying!.state.variables);
  if (!variables || Object.keys(variables).length === 0) return null;
  return <details className="td-more"><summary>{t('Variables')}</summary><pre>{print(variables)}</pre></details>;
}

function hasValues(data: Json | undefined): data is Json {
  return isObject(data) && Object.keys(data).length > 0;
}

/** That a step begins is told by its end or its wait; the list is for reading. */
function isTold(moment: TrialMoment): boolean {
  return !['ActivityStarted', 'ActivityResumed', 'Suspended', 'Resumed'].includes(moment.event) && moment.event !== 'UserTask';
}
