import { useMemo } from 'react';
import { isObject, list, member, text, type Json } from '../model/json.ts';
import { at } from '../model/path.ts';
import { activePath } from '../state/state.ts';
import { usePart } from '../state/use.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly typeName: string;
  readonly isArray: boolean;
  /** It begins with a value. */
  readonly hasValue: boolean;
}

/** The variables that can be seen from here: the workflow's and those of every container on the way. */
export function useVariables(): readonly Named[] {
  const doc = usePart(state => state.doc);
  const scope = usePart(activePath);
  return useMemo(() => {
    const owners: (Json | undefined)[] = [doc, ...scope.map((_, index) => at(doc, scope.slice(0, index + 1)))];
    const found = owners.flatMap(owner => (isObject(owner) ? list(member(owner, 'variables')).filter(isObject) : []));
    return [...new Map(found.map(json => read(json)).map(variable => [variable.id, variable])).values()];
  }, [doc, scope]);
}

export function useInputs(): readonly string[] {
  const doc = usePart(state => state.doc);
  return useMemo(() => (isObject(doc) ? list(doc.inputs).filter(isObject).map(input => text(input, 'name') ?? '') : []), [doc]);
}

export function useOutputs(): readonly string[] {
  const doc = usePart(state => state.doc);
  return useMemo(() => (isObject(doc) ? list(doc.outputs).filter(isObject).map(output => text(output, 'name') ?? '') : []), [doc]);
}


function read(json: Parameters<typeof text>[0]): Named {
  const name = text(json, 'name') ?? text(json, 'id') ?? '';
  return { id: text(json, 'id') || name, name, typeName: text(json, 'typeName') ?? 'Object', isArray: member(json, 'isArray') === true, hasValue: (member(json, 'value') ?? null) !== null };
}
