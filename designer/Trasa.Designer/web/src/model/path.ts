import { isList, isObject, list, text, withList, type Json, type JsonObject } from './json.ts';

/** A place in a definition. Activities in lists are named by their id, so that a place outlives edits around it. */
export type Step = string | number | { readonly id: string };
export type Path = readonly Step[];

export const root: Path = ['root'];

export function key(path: Path): string {
  return path.map(step => (typeof step === 'object' ? `@${step.id}` : step)).join('/');
}

export function samePath(a: Path, b: Path): boolean {
  return key(a) === key(b);
}

export function at(json: Json | undefined, path: Path): Json | undefined {
  let value = json;
  for (const step of path) {
    if (typeof step === 'string') value = isObject(value) ? value[step] : undefined;
    else value = list(value)[indexOf(list(value), step)];
    if (value === undefined) return undefined;
  }
  return value;
}

export function objectAt(json: Json, path: Path): JsonObject | undefined {
  const value = at(json, path);
  return isObject(value) ? value : undefined;
}

/** The same definition with the value at the path replaced; `undefined` removes the member or the entry. */
export function change(json: Json, path: Path, edit: (value: Json | undefined) => Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return edit(json) ?? null;
  if (typeof step === 'string') {
    const owner = isObject(json) ? json : {};
    return put(owner, step, inner(owner[step], rest, edit));
  }
  const items = list(json);
  const index = indexOf(items, step);
  if (index < 0) return json;
  const value = inner(items[index], rest, edit);
  if (value === items[index]) return json;
  return withList(json, value === undefined ? items.toSpliced(index, 1) : items.with(index, value));
}

/** The path of a JSON pointer as validation gives it. */
export function fromPointer(json: Json, pointer: string): Path {
  const path: Step[] = [];
  let value: Json | undefined = json;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (name === '$values') {
      value = list(value);
    } else if (isList(value)) {
      const item: Json | undefined = value[Number(name)];
      path.push(isObject(item) && text(item, 'id') ? { id: text(item, 'id')! } : Number(name));
      value = item;
    } else {
      path.push(name);
      value = isObject(value) ? value[name] : undefined;
    }
  }
  return path;
}

function inner(value: Json | undefined, rest: Path, edit: (value: Json | undefined) => Json | undefined): Json | undefined {
  return rest.length === 0 ? edit(value) : change(value ?? {}, rest, edit);
}

function put(owner: JsonObject, name: string, value: Json | undefined): JsonObject {
  if (value === owner[name]) return owner;
  if (value !== undefined) return { ...owner, [name]: value };
  const { [name]: _, ...others } = owner;
  return others;
}

function indexOf(items: readonly Json[], step: number | { readonly id: string }): number {
  if (typeof step === 'number') return step;
  return items.findIndex(item => isObject(item) && text(item, 'id') === step.id);
}
