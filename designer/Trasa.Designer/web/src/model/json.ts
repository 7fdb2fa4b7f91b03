/** JSON as immutable values: an edit makes a new object and shares everything that did not change. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

interface RawJson {
  rawJSON?: (text: string) => unknown;
  isRawJSON?: (value: unknown) => boolean;
}

const raw = JSON as unknown as RawJson;
const longestExactNumber = 15;

/** Numbers that a double cannot hold keep their digits, so that opening and saving changes nothing. */
export function parse(text: string): Json {
  const revive = (_: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && context?.source && raw.rawJSON && losesDigits(value, context.source)
      ? raw.rawJSON(context.source)
      : value;
  return JSON.parse(text.replace(/^\uFEFF/, ''), revive as never) as Json;
}

export function print(json: Json): string {
  return JSON.stringify(json, null, 2);
}

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json) && !raw.isRawJSON?.(json);
}

export function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

/** The member by its camelCase name or, in old files, by its PascalCase name. */
export function member(json: JsonObject | undefined, name: string): Json | undefined {
  if (!json) return undefined;
  return json[memberName(json, name)];
}

/** The name under which the member stands in this object. */
export function memberName(json: JsonObject, name: string): string {
  if (name in json) return name;
  const pascal = name.charAt(0).toUpperCase() + name.slice(1);
  return pascal in json ? pascal : name;
}

export function text(json: JsonObject | undefined, name: string): string | undefined {
  return asText(member(json, name));
}

export function asText(json: Json | undefined): string | undefined {
  if (typeof json === 'string') return json;
  return typeof json === 'number' || typeof json === 'boolean' ? String(json) : undefined;
}

export function object(json: JsonObject | undefined, name: string): JsonObject | undefined {
  const value = member(json, name);
  return isObject(value) ? value : undefined;
}

/** A list written as an array, as `{"$values": [...]}` or as a lone object. */
export function list(json: Json | undefined): readonly Json[] {
  if (isList(json)) return json;
  if (!isObject(json)) return [];
  if (isList(json.$values)) return json.$values;
  return Object.keys(json).length === 0 ? [] : [json];
}

/** Writes a list back in the shape that it had. */
export function withList(json: Json | undefined, items: readonly Json[]): Json {
  return isObject(json) && isList(json.$values) ? { ...json, $values: items } : items;
}

export function without(json: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = json;
  return rest;
}

export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  if (!isObject(a) || !isObject(b)) return print(a ?? null) === print(b ?? null);
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every(name => name in b && sameJson(a[name], b[name]));
}

function losesDigits(value: number, source: string): boolean {
  return source.replace(/[^0-9]/g, '').length > longestExactNumber && String(value) !== source;
}
