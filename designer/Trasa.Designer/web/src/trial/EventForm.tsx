import { useEffect, useMemo, useState, type FormEvent } from 'react';
import type { Choice } from '../host/host.ts';
import { beginningsOf, carried, keepersOf, pathsIn } from '../model/events.ts';
import { parse } from '../model/json.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { PartRow } from './StartForm.tsx';
import { guessed, valueAt, written } from './values.ts';

/** The events that the workflow begins with, ready to happen. */
export function Beginnings() {
  const doc = usePart(state => state.doc);
  const beginnings = useMemo(() => [...new Map(beginningsOf(doc).map(beginning => [beginning.event, beginning])).values()], [doc]);
  if (beginnings.length === 0) return null;
  return (
    <section className="td-entries" aria-label={t('It begins with')}>
      <h3>{t('It begins with')}</h3>
      <ul>{beginnings.map(({ label, event }) => <li key={event}><span>{label}{label !== event && <small> {event}</small>}</span><Happening event={event} about={null} /></li>)}</ul>
    </section>
  );
}

/** Something happens that the workflow waits for or begins with. */
export function EventForm() {
  const waits = usePart(state => state.trying?.state.waits ?? none);
  const [name, setName] = useState('');
  const known = waits.find(wait => wait.kind === 'Event' && wait.name === name);
  return (
    <section className="td-trial-form" aria-label={t('An event happens')}>
      <h3>{t('An event happens')}</h3>
      <label className="td-row"><span>{t('Event name')}</span>
        <input className="td-field" value={name} list="td-events" onChange={event => setName(event.target.value)} />
        <datalist id="td-events">{waits.filter(wait => wait.kind === 'Event').map(wait => <option key={wait.activityId + wait.name} value={wait.name} />)}</datalist>
      </label>
      {name.trim() !== '' && <Happening key={name.trim()} event={name.trim()} about={known?.about ?? null} />}
    </section>
  );
}

/** One event: somebody does something to a record, which is chosen or filled in; any other carries what the workflow reads of it. */
export function Happening({ event, about }: { readonly event: string; readonly about: string | null }) {
  const { trial } = useDesk();
  const busy = usePart(state => state.trialBusy);
  const known = useHappenings()?.get(event);
  if (!known) return <Carrying event={event} about={about} />;
  return (
    <>
      <button type="button" className="td-button is-small" disabled={busy} onClick={() => void trial.happen(event, about)}>{said(known)} …</button>
      <details className="td-more"><summary>{t('Only the event')}</summary><Carrying event={event} about={about} /></details>
    </>
  );
}

function Carrying({ event, about }: { readonly event: string; readonly about: string | null }) {
  const { store, trial } = useDesk();
  const doc = usePart(state => state.doc);
  const busy = usePart(state => state.trialBusy);
  const keepers = useMemo(() => keepersOf(doc, event), [doc, event]);
  const paths = useMemo(() => pathsIn(doc, keepers), [doc, keepers]);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [json, setJson] = useState('');
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let wanted = true;
    void store.host.samples().then(lastRun => {
      const held = paths.flatMap(path => { const value = keepers.map(keeper => valueAt(lastRun, `${keeper}.${path}`)).find(found => found !== undefined); return value === undefined ? [] : [[path, written(value)]]; });
      if (wanted && held.length > 0) setValues(typed => ({ ...Object.fromEntries(held), ...typed }));
    });
    return () => { wanted = false; };
  }, [store, keepers, paths]);
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    try {
      const filled = paths.filter(path => values[path]);
      const payload = json.trim() ? parse(json) : filled.length > 0 ? carried(Object.fromEntries(filled.map(path => [path, guessed(values[path]!)]))) : null;
      setProblem('');
      void trial.act({ event: { name: event, ...(about ? { about } : {}), ...(payload === null ? {} : { payload }) } });
    } catch {
      setProblem(t('This is not JSON; write e.g. {"amount": 120}.'));
    }
  };
  return (
    <form className="td-event" aria-label={event} onSubmit={submit}>
      {paths.map(path => <PartRow key={path} label={path} value={values[path] ?? ''} onChange={value => setValues({ ...values, [path]: value })} />)}
      <details className="td-more"><summary>{t('What it carries (JSON)')}</summary><textarea className="td-field" rows={2} value={json} aria-label={t('What it carries (JSON)')} aria-invalid={problem !== ''} onChange={change => setJson(change.target.value)} /></details>
      {problem && <p className="td-field-problem" role="alert">{problem}</p>}
      <button type="submit" className="td-button is-small" disabled={busy}>{t('Let it happen')}</button>
    </form>
  );
}

/** The events that somebody raises by what they do to a record; undefined as long as they are not known. */
function useHappenings(): ReadonlyMap<string, Choice> | undefined {
  const { store } = useDesk();
  const [known, setKnown] = useState<ReadonlyMap<string, Choice>>();
  useEffect(() => {
    let wanted = true;
    store.host.choicesOf('happening').then(found => wanted && setKnown(new Map(found.map(choice => [choice.value, choice]))), () => undefined);
    return () => { wanted = false; };
  }, [store]);
  return known;
}

function said({ value, label, hint }: Choice): string {
  if (hint) return value.endsWith('.changed') ? t('{0}: {1} is changed', label, hint) : `${label}: ${hint}`;
  return value.endsWith('.created') ? t('{0} is created', label) : t('{0} is changed', label);
}

const none: readonly never[] = [];
