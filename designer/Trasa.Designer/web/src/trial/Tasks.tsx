import { useState } from 'react';
import { Icon } from '../canvas/icons.tsx';
import { isObject, parse, type JsonObject } from '../model/json.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { shownDay } from './Clock.tsx';
import { Happening } from './EventForm.tsx';
import type { TrialTask } from './types.ts';

/** The tasks that wait for somebody; they can be answered as anyone who may. */
export function Tasks() {
  const tasks = usePart(state => state.trying!.state.tasks);
  if (tasks.length === 0) return null;
  return (
    <section className="td-entries" aria-label={t('Tasks')}>
      <h3>{t('Tasks')}</h3>
      <ul>{tasks.map((task, index) => <li key={`${task.title} ${index}`}><Task task={task} /></li>)}</ul>
    </section>
  );
}

function Task({ task }: { readonly task: TrialTask }) {
  const { trial } = useDesk();
  const busy = usePart(state => state.trialBusy);
  const [chosen, setChosen] = useState('');
  const by = task.people.find(person => person.login === chosen) ?? task.people[0];
  return (
    <div className="td-task">
      <b>{task.title}</b>
      {task.description && <p className="td-hint">{task.description}</p>}
      {task.due && <p className="td-hint"><Icon name="clock" size={12} /> {t('until {0}', shownDay(task.due))}</p>}
      {!by && <p className="td-problem">{t('Nobody can answer this task.')} {task.reasons.join(' ')}</p>}
      {by && (
        <label className="td-row"><span>{t('Answer as')}</span>
          <select className="td-field" value={by.login} onChange={event => setChosen(event.target.value)}>{task.people.map(person => <option key={person.login} value={person.login}>{person.name}</option>)}</select>
        </label>
      )}
      {by && <p className="td-hint">{by.because}</p>}
      {by && task.hasForm && <button type="button" className="td-button is-primary" disabled={busy} onClick={() => void trial.fill(task, by)}>{t('Fill in the form')}</button>}
      {task.hasForm ? <details className="td-more"><summary>{t('Answer with JSON')}</summary><PlainAnswer task={task} by={by?.login ?? ''} /></details> : <PlainAnswer task={task} by={by?.login ?? ''} />}
    </div>
  );
}

/** A comment, the buttons, and values as JSON. */
function PlainAnswer({ task, by }: { readonly task: TrialTask; readonly by: string }) {
  const { trial } = useDesk();
  const busy = usePart(state => state.trialBusy);
  const [comment, setComment] = useState('');
  const [written, setWritten] = useState('');
  const [problem, setProblem] = useState('');
  const answer = (outcome: string) => {
    const values = written.trim() === '' ? {} : objectIn(written);
    setProblem(values ? '' : t('This is not JSON; write e.g. {"days": 3}.'));
    if (values) void trial.answer(task, by, { outcome, comment, values });
  };
  const field = <textarea className="td-field" rows={2} value={written} aria-label={t('Filled in (JSON)')} placeholder={'{"days": 3}'} onChange={event => setWritten(event.target.value)} />;
  return (
    <>
      <input className="td-field" value={comment} aria-label={t('Comment')} placeholder={t('Comment')} onChange={event => setComment(event.target.value)} />
      {task.hasForm ? field : <details className="td-more"><summary>{t('Filled in')}</summary>{field}</details>}
      {problem && <p className="td-field-problem" role="alert">{problem}</p>}
      <div className="td-actions">{task.outcomes.map(outcome => <button key={outcome} type="button" className="td-button is-small" disabled={busy || by === ''} onClick={() => answer(outcome)}>{outcome}</button>)}</div>
    </>
  );
}

/** What else is waited for: timers and events. */
export function Waits() {
  const { store } = useDesk();
  const waits = usePart(state => state.trying!.state.waits);
  const others = waits.filter(wait => wait.kind !== 'UserTask');
  if (others.length === 0) return null;
  return (
    <section className="td-entries" aria-label={t('Waits for')}>
      <h3>{t('Waits for')}</h3>
      <ul>
        {others.map((wait, index) => (
          <li key={index}>
            <button type="button" className="td-link" onClick={() => store.select({ activities: new Set([wait.activityId]) }, true)}>{wait.label}</button>
            <small>{[t(wait.said, wait.name), wait.due ? t('until {0}', shownDay(wait.due)) : ''].filter(Boolean).join(' · ')}</small>
            {wait.kind === 'Event' && <Happening event={wait.name} about={wait.about ?? null} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value = parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
