import { useEffect, useState, type FormEvent } from 'react';
import type { Choice } from '../host/host.ts';
import { isObject, list, parse, text, type Json, type JsonObject } from '../model/json.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';

/** Starts the workflow with sample data. */
export function StartForm() {
  const { store, trial } = useDesk();
  const doc = usePart(state => state.doc);
  const busy = usePart(state => state.trialBusy);
  const sample = usePart(state => state.sample);
  const [people, setPeople] = useState<readonly Choice[]>(none);
  useEffect(() => {
    let wanted = true;
    store.host.choicesOf('user').then(found => wanted && setPeople(found), () => undefined);
    return () => { wanted = false; };
  }, [store]);
  const inputs = list(isObject(doc) ? doc.inputs : undefined).filter(isObject).map(input => ({ name: text(input, 'name') ?? '', type: text(input, 'type') ?? 'String', hint: text(input, 'description') ?? '' }));
  const write = (name: string, value: string) => store.set({ sample: { ...sample, [name]: value } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input: Record<string, Json> = {};
    for (const { name, type } of inputs) if (sample[name]) input[name] = read(sample[name], type);
    const as = loginOf(sample.$as ?? '', people);
    void trial.act({ start: { workflow: store.options.key, input, ...(as ? { as } : {}) } });
  };
  return (
    <form className="td-trial-form" aria-label={t('Start it')} onSubmit={submit}>
      <h3>{t('Start it')}</h3>
      {inputs.map(({ name, type, hint }) => (
        <label key={name} className="td-row"><span>{name} <small>{type}</small></span>
          <input className="td-field" value={sample[name] ?? ''} placeholder={hint} onChange={event => write(name, event.target.value)} />
        </label>
      ))}
      <Person label={t('As')} value={sample.$as ?? ''} people={people} onChange={value => write('$as', value)} />
      <button type="submit" className="td-button is-primary" disabled={busy}>{t('Start')}</button>
    </form>
  );
}

/** Something happens that the workflow waits for or begins with. */
export function EventForm() {
  const { trial } = useDesk();
  const waits = usePart(state => state.trying?.state.waits ?? none);
  const busy = usePart(state => state.trialBusy);
  const [name, setName] = useState('');
  const [payload, setPayload] = useState('');
  const [problem, setProblem] = useState('');
  const known = waits.find(wait => wait.kind === 'Event' && wait.name === name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    try {
      const value = payload.trim() ? parse(payload) : null;
      setProblem('');
      void trial.act({ event: { name, ...(known?.about ? { about: known.about } : {}), ...(value === null ? {} : { payload: value }) } });
    } catch {
      setProblem(t('This is not JSON; write e.g. {"amount": 120}.'));
    }
  };
  return (
    <form className="td-trial-form" aria-label={t('An event happens')} onSubmit={submit}>
      <h3>{t('An event happens')}</h3>
      <label className="td-row"><span>{t('Event name')}</span>
        <input className="td-field" value={name} list="td-events" required onChange={event => setName(event.target.value)} />
        <datalist id="td-events">{waits.filter(wait => wait.kind === 'Event').map(wait => <option key={wait.activityId + wait.name} value={wait.name} />)}</datalist>
      </label>
      <label className="td-row"><span>{t('What it carries (JSON)')}</span><textarea className="td-field" rows={2} value={payload} aria-invalid={problem !== ''} onChange={event => setPayload(event.target.value)} /></label>
      {problem && <p className="td-field-problem" role="alert">{problem}</p>}
      <button type="submit" className="td-button is-small" disabled={busy}>{t('Let it happen')}</button>
    </form>
  );
}

/** The people of the house as suggestions. */
function Person({ label, value, people, onChange }: { readonly label: string; readonly value: string; readonly people: readonly Choice[]; readonly onChange: (value: string) => void }) {
  return (
    <>
      <label className="td-row"><span>{label}</span><input className="td-field" value={value} list="td-people" placeholder={t('name or login, or nobody')} autoComplete="off" onChange={event => onChange(event.target.value)} /></label>
      <datalist id="td-people">{people.map(person => <option key={person.value} value={person.value}>{person.label}</option>)}</datalist>
    </>
  );
}

/** Who is meant: a full name that only one person has is as good as the login. */
function loginOf(written: string, people: readonly Choice[]): string {
  const name = written.trim();
  const [only, ...others] = people.filter(person => person.label.toLowerCase() === name.toLowerCase());
  return only && others.length === 0 && !people.some(person => person.value === name) ? only.value : name;
}

const none: readonly never[] = [];

/** A value as the input's type wants it; objects and lists are written as JSON. */
function read(value: string, type: string): Json {
  if (/^(Int|Long|Decimal|Double|Single|Number)/.test(type) && value.trim() !== '' && !Number.isNaN(Number(value))) return Number(value);
  if (type === 'Boolean') return value.trim().toLowerCase() === 'true';
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    return parse(value) as JsonObject;
  } catch {
    return value;
  }
}
