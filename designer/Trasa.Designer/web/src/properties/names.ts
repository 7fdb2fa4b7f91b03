import { useEffect, useMemo, useState } from 'react';
import type { Choice } from '../host/host.ts';
import { asText, isList, isObject, print, type Json, type JsonObject } from '../model/json.ts';
import { setBefore } from '../model/upstream.ts';
import { activePath } from '../state/state.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { useInputs, useVariables, type Named } from './variables.ts';

/** A name that an expression may use here, with the value that it had in the trial or in the newest run. */
export interface Name {
  readonly name: string;
  readonly sample: string;
}

const deepest = 3;
const nothingKnown: JsonObject = {};

/** What is really there: variables, inputs, what is inside of them in the trial or the newest run, and the fields of records of that name. What nothing has set before comes last and says so. */
export function useNames(): readonly Name[] {
  const { store } = useDesk();
  const variables = useVariables();
  const inputs = useInputs();
  const tried = usePart(state => state.trying?.state.variables ?? null);
  const unset = useUnset(variables);
  const [fields, setFields] = useState<readonly Choice[]>([]);
  const [lastRun, setLastRun] = useState(nothingKnown);
  useEffect(() => {
    let wanted = true;
    store.host.choicesOf('recordField').then(found => wanted && setFields(found), () => undefined);
    void store.host.samples().then(found => wanted && setLastRun(found));
    return () => { wanted = false; };
  }, [store]);
  return useMemo(() => {
    const samples: JsonObject = { ...lastRun, ...tried };
    const own = [...new Set([...variables.map(variable => variable.name), ...inputs])].sort((a, b) => Number(unset.has(a)) - Number(unset.has(b)));
    const names = new Map(own.map(name => [name, { name, sample: shortly(samples[name]) || (unset.has(name) ? t('nothing sets it before this step') : '') }]));
    for (const name of own) inside(name, samples[name], names, 1);
    for (const field of fields) if (own.includes(field.value.split('.')[0]!) && !names.has(field.value)) names.set(field.value, { name: field.value, sample: '' });
    return [...names.values()];
  }, [variables, inputs, tried, lastRun, unset, fields]);
}

/** Variables without a value of their own that no step before the selected one gives one. */
function useUnset(variables: readonly Named[]): ReadonlySet<string> {
  const doc = usePart(state => state.doc);
  const scope = usePart(activePath);
  const catalogue = usePart(state => state.catalogue);
  const [id, another] = usePart(state => state.selection).activities;
  return useMemo(() => {
    if (id === undefined || another !== undefined) return new Set();
    const set = setBefore(doc, scope, id, catalogue);
    return new Set(variables.filter(variable => !variable.hasValue && !set.has(variable.id) && !set.has(variable.name)).map(variable => variable.name));
  }, [doc, scope, id, another, catalogue, variables]);
}

function inside(path: string, value: Json | undefined, names: Map<string, Name>, depth: number): void {
  if (!isObject(value) || depth > deepest) return;
  for (const [member, inner] of Object.entries(value)) {
    const name = `${path}.${member}`;
    names.set(name, { name, sample: shortly(inner) });
    inside(name, inner, names, depth + 1);
  }
}

function shortly(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  const text = isObject(value) || isList(value) ? print(value).replace(/\s+/g, ' ') : (asText(value) ?? '');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
