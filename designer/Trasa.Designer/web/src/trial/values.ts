import { asText, isList, isObject, parse, print, type Json, type JsonObject } from '../model/json.ts';
import { scenariosIn } from './scenarios.ts';

/** A value as the type wants it; what is no text, number or yes/no is written as JSON, a list also one to a line. */
export function read(value: string, type: string, isArray = false): Json {
  if (isArray && !/^\s*\[/.test(value)) return value.split('\n').map(line => line.trim()).filter(line => line !== '').map(line => read(line, type));
  if (isNumber(type) && value.trim() !== '' && !Number.isNaN(Number(value))) return Number(value);
  if (type === 'Boolean') return value.trim().toLowerCase() === 'true';
  return inJson(value);
}

/** A value of which no type is known: a number and yes or no are what they look like. */
export function guessed(value: string): Json {
  const text = value.trim();
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && String(Number(text)) === text ? Number(text) : inJson(value);
}

/** As it stands in a field. */
export function written(value: Json): string {
  if (isList(value) && value.every(item => asText(item) !== undefined)) return value.map(item => asText(item)).join('\n');
  return asText(value) ?? (value === null ? '' : print(value));
}

export function isNumber(type: string): boolean {
  return /^(Int|Long|Decimal|Double|Single|Number)/.test(type);
}

/** What `customer.name` is there, or undefined. */
export function valueAt(values: Json | undefined, path: string): Json | undefined {
  let value: Json | undefined = values;
  for (const name of path.split('.')) value = isObject(value) ? value[name] : undefined;
  return value ?? undefined;
}

/** What the first scenario that is kept begins with. */
export function keptInput(doc: Json): JsonObject {
  for (const scenario of scenariosIn(doc)) {
    for (const step of scenario.steps) if (isObject(step.start) && isObject(step.start.input)) return step.start.input;
  }
  return {};
}

function inJson(value: string): Json {
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    return parse(value);
  } catch {
    return value;
  }
}
