import { useEffect, useMemo, useState } from 'react';
import type { Choice } from '../host/host.ts';
import { asText, isList, isObject, print, type Json } from '../model/json.ts';
import { useDesk, usePart } from '../state/use.ts';
import { useInputs, useVariables } from './variables.ts';

/** A name that an expression may use here, with the value that it had in the last trial. */
export interface Name {
  readonly name: string;
  readonly sample: string;
}

const deepest = 3;

/** What is really there: variables, inputs, what is inside of them in the trial, and the fields of records of that name. */
export function useNames(): readonly Name[] {
  const { store } = useDesk();
  const variables = useVariables();
  const inputs = useInputs();
  const samples = usePart(state => state.trying?.state.variables ?? null);
  const [fields, setFields] = useState<readonly Choice[]>([]);
  useEffect(() => {
    let wanted = true;
    store.host.choicesOf('recordField').then(found => wanted && setFields(found), () => undefined);
    return () => { wanted = false; };
  }, [store]);
  return useMemo(() => {
    const own = [...new Set([...variables.map(variable => variable.name), ...inputs])];
    const names = new Map(own.map(name => [name, { name, sample: shortly(samples?.[name]) }]));
    for (const name of own) inside(name, samples?.[name], names, 1);
    for (const field of fields) if (own.includes(field.value.split('.')[0]!) && !names.has(field.value)) names.set(field.value, { name: field.value, sample: '' });
    return [...names.values()];
  }, [variables, inputs, samples, fields]);
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
