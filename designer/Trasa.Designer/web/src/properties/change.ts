import type { Json, JsonObject } from '../model/json.ts';
import { isObject, memberName } from '../model/json.ts';
import { change, type Path, type Step } from '../model/path.ts';
import type { Store } from '../state/store.ts';

/** One change of one value. Typing in the same field is one step back. */
export function changeValue(store: Store, path: Path, what: string, value: Json | undefined, merge = true): void {
  const { doc } = store.read();
  store.apply(what, change(doc, path, () => value), merge ? `set ${JSON.stringify(path)}` : undefined);
}

/** The path of a member, under the name that it has in this object. */
export function memberPath(owner: JsonObject, path: Path, name: string): Path {
  return [...path, memberName(owner, name)];
}

export function nested(owner: Json | undefined, ...names: string[]): Json | undefined {
  return names.reduce<Json | undefined>((value, name) => (isObject(value) ? value[name] : undefined), owner);
}

export type { Step };
