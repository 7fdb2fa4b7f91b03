import { isObject, type Json } from './json.ts';

/** A file that is brought in becomes a draft of this workflow, whatever it was called before. */
export function underKey(doc: Json, key: string): Json | undefined {
  if (!isObject(doc) || !isObject(doc.root)) return undefined;
  return key && doc.definitionId !== key ? { ...doc, definitionId: key } : doc;
}
