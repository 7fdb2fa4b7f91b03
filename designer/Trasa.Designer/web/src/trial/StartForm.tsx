import { useEffect, useMemo, useState, type FormEvent } from 'react';
import type { Choice } from '../host/host.ts';
import { beginningsOf, carried, pathsIn } from '../model/events.ts';
import { isObject, list, member, text, type Json } from '../model/json.ts';
import { typeWords } from '../properties/types.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { guessed, isNumber, keptInput, read, valueAt, written } from './values.ts';

/** An input of the workflow; of one that holds more than one value, the parts that the workflow reads. */
interface Input {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly isArray: boolean;
  readonly hint: string;
  readonly parts: readonly string[];
}

/** Starts the workflow with sample data: what the newest run or a scenario began with, until something else is typed. */
export function StartForm() {
  const { store, trial } = useDesk();
  const doc = usePart(state => state.doc);
  const busy = usePart(state => state.trialBusy);
  const sample = usePart(state => state.sample);
  const people = usePeople();
  const inputs = useMemo(() => inputsOf(doc), [doc]);
  const begins = useMemo(() => beginningsOf(doc).length > 0, [doc]);
  useSamples(inputs);
  const write = (name: string, value: string) => store.set({ sample: { ...store.read().sample, [name]: value } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const as = loginOf(sample.$as ?? '', people);
    void trial.act({ start: { workflow: store.options.key, input: given(inputs, sample), ...(as ? { as } : {}) } });
  };
  const form = (
    <form className="td-trial-form" aria-label={t('Start it')} onSubmit={submit}>
      <h3>{t('Start it')}</h3>
      {inputs.map(input => (input.parts.length === 0
        ? <InputRow key={input.name} input={input} value={sample[input.name] ?? ''} onChange={value => write(input.name, value)} />
        : input.parts.map(part => <PartRow key={`${input.name}.${part}`} label={`${input.label}: ${part}`} value={sample[`${input.name}.${part}`] ?? ''} onChange={value => write(`${input.name}.${part}`, value)} />)))}
      <Person label={t('As')} value={sample.$as ?? ''} people={people} onChange={value => write('$as', value)} />
      <button type="submit" className="td-button is-primary" disabled={busy}>{t('Start')}</button>
    </form>
  );
  return begins && inputs.length === 0 ? <details className="td-more"><summary>{t('Start it without an event')}</summary>{form}</details> : form;
}

function InputRow({ input, value, onChange }: { readonly input: Input; readonly value: string; readonly onChange: (value: string) => void }) {
  const { label, type, isArray, hint } = input;
  const common = { className: 'td-field', value, placeholder: hint };
  return (
    <label className="td-row"><span>{label} <small>{typeWords(input)}</small></span>
      {type === 'Boolean' && !isArray
        ? <select className="td-field" value={value.toLowerCase()} onChange={event => onChange(event.target.value)}><option value="">{t('Not set')}</option><option value="true">{t('Yes')}</option><option value="false">{t('No')}</option></select>
        : isArray || type === 'Object' ? <textarea {...common} rows={2} placeholder={hint || (isArray ? t('One in each line') : '')} onChange={event => onChange(event.target.value)} />
        : <input {...common} type={isNumber(type) ? 'number' : 'text'} step="any" onChange={event => onChange(event.target.value)} />}
    </label>
  );
}

/** A part of what is given, by the name that the workflow reads it under. */
export function PartRow({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  return <label className="td-row"><span>{label}</span><input className="td-field" value={value} onChange={event => onChange(event.target.value)} /></label>;
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

function usePeople(): readonly Choice[] {
  const { store } = useDesk();
  const [people, setPeople] = useState<readonly Choice[]>([]);
  useEffect(() => {
    let wanted = true;
    store.host.choicesOf('user').then(found => wanted && setPeople(found), () => undefined);
    return () => { wanted = false; };
  }, [store]);
  return people;
}

/** Fills in what nobody has typed yet. */
function useSamples(inputs: readonly Input[]): void {
  const { store } = useDesk();
  useEffect(() => {
    let wanted = true;
    void store.host.samples().then(lastRun => {
      if (!wanted) return;
      const { doc, sample } = store.read();
      const known = { ...lastRun, ...keptInput(doc) };
      const keys = inputs.flatMap(({ name, parts }) => (parts.length === 0 ? [name] : parts.map(part => `${name}.${part}`)));
      const added = keys.filter(key => !(key in sample)).flatMap(key => { const value = valueAt(known, key); return value === undefined ? [] : [[key, written(value)]]; });
      if (added.length > 0) store.set({ sample: { ...Object.fromEntries(added), ...store.read().sample } });
    });
    return () => { wanted = false; };
  }, [store, inputs]);
}

function inputsOf(doc: Json): Input[] {
  return list(isObject(doc) ? doc.inputs : undefined).filter(isObject).map(input => {
    const [name, type, isArray] = [text(input, 'name') ?? '', text(input, 'type') ?? 'String', member(input, 'isArray') === true];
    return { name, label: text(input, 'displayName') || name, type, isArray, hint: text(input, 'description') ?? '', parts: type === 'Object' && !isArray ? pathsIn(doc, [name]) : [] };
  });
}

function given(inputs: readonly Input[], sample: Readonly<Record<string, string>>): Record<string, Json> {
  const input: Record<string, Json> = {};
  for (const { name, type, isArray, parts } of inputs) {
    const filled = parts.filter(part => sample[`${name}.${part}`]);
    if (filled.length > 0) input[name] = carried(Object.fromEntries(filled.map(part => [part, guessed(sample[`${name}.${part}`]!)])));
    else if (parts.length === 0 && sample[name]) input[name] = read(sample[name], type, isArray);
  }
  return input;
}

/** Who is meant: a full name that only one person has is as good as the login. */
function loginOf(wanted: string, people: readonly Choice[]): string {
  const name = wanted.trim();
  const [only, ...others] = people.filter(person => person.label.toLowerCase() === name.toLowerCase());
  return only && others.length === 0 && !people.some(person => person.value === name) ? only.value : name;
}
