import { useState } from 'react';
import { Icon } from '../canvas/icons.tsx';
import { isObject, parse, type JsonObject } from '../model/json.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { shownDay } from './Clock.tsx';
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
  const [comment, setComment] = useState('');
  const [values, setValues] = useState('');
  const [problem, setProblem] = useState('');
  const by = task.people.some(person => person.login === chosen) ? chosen : (task.people[0]?.login ?? '');
  const because = task.people.find(person => person.login === by)?.because;
  const answer = (outcome: string) => {
    const filled = values.trim() === '' ? {} : objectIn(values);
    if (!filled) return setProblem(t('This is not JSON; write e.g. {"days": 3}.'));
    setProblem('');
    void trial.act({ task: { by, title: task.title, outcome, ...(comment ? { comment } : {}), ...(Object.keys(filled).length > 0 ? { values: filled } : {}) } });
  };
  return (
    <div className="td-task">
      <b>{task.title}</b>
      {task.description && <p className="td-hint">{task.description}</p>}
      {task.due && <p className="td-hint"><Icon name="clock" size={12} /> {t('until {0}', shownDay(task.due))}</p>}
      {task.people.length === 0 && <p className="td-problem">{t('Nobody can answer this task.')} {task.reasons.join(' ')}</p>}
      {task.people.length > 0 && (
        <label className="td-row"><span>{t('Answer as')}</span>
          <select className="td-field" value={by} onChange={event => setChosen(event.target.value)}>{task.people.map(person => <option key={person.login} value={person.login}>{person.name}</option>)}</select>
        </label>
      )}
      {because && <p className="td-hint">{because}</p>}
      <input className="td-field" value={comment} aria-label={t('Comment')} placeholder={t('Comment')} onChange={event => setComment(event.target.value)} />
      <details className="td-more"><summary>{t('Filled in')}</summary><textarea className="td-field" rows={2} value={values} aria-label={t('Filled in (JSON)')} placeholder={'{"days": 3}'} onChange={event => setValues(event.target.value)} /></details>
      {problem && <p className="td-field-problem" role="alert">{problem}</p>}
      <div className="td-actions">{task.outcomes.map(outcome => <button key={outcome} type="button" className="td-button is-small" disabled={busy || by === ''} onClick={() => answer(outcome)}>{outcome}</button>)}</div>
    </div>
  );
}

/** What else is waited for: timers and events. */
export function Waits() {
  const { store, trial } = useDesk();
  const waits = usePart(state => state.trying!.state.waits);
  const busy = usePart(state => state.trialBusy);
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
            {wait.kind === 'Event' && <button type="button" className="td-button is-small" disabled={busy} onClick={() => void trial.act({ event: { name: wait.name, ...(wait.about ? { about: wait.about } : {}) } })}>{t('Let it happen')}</button>}
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
