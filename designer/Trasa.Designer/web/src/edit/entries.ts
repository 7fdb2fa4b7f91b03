import { entryLabels, isActivity } from '../model/activity.ts';
import { asText, isObject, text, withList, type Json, type JsonObject } from '../model/json.ts';
import { t } from '../text/text.ts';

export function labelAt(item: Json | undefined): string {
  return isObject(item) ? (text(item, 'label') ?? text(item, 'name') ?? '') : (asText(item) ?? '');
}

export function withLabel(item: Json, label: string): Json {
  return isObject(item) ? { ...item, ['label' in item || !('name' in item) ? 'label' : 'name']: label } : label;
}

export function withText(value: JsonObject, written: string): Json {
  if (isObject(value.expression)) return { ...value, expression: { ...value.expression, value: written } };
  return { ...value, type: value.type === 'Literal' ? 'Feel' : (value.type ?? 'Feel'), value: written };
}

/** A new entry looks like the last one, emptied. */
export function blank(name: string, items: readonly Json[], value: Json | undefined): Json {
  const label = freshLabel(name, items, value);
  const last = items[items.length - 1];
  if (name === 'cases') return { label, condition: { type: 'Feel', value: '' } };
  if (isObject(last)) return Object.fromEntries(Object.entries(last).filter(([, kept]) => !isActivity(kept)).map(([key, kept]) => [key, key === 'label' || key === 'name' ? label : isObject(kept) ? withText(kept, '') : '']));
  return name === 'waitFor' ? { label, event: '' } : label;
}

function freshLabel(name: string, items: readonly Json[], value: Json | undefined): string {
  const taken = new Set(entryLabels(value));
  for (let number = items.length + 1; ; number++) {
    const label = numbered(name, number);
    if (!taken.has(label)) return label;
  }
}

function numbered(name: string, number: number): string {
  switch (name) {
    case 'branches': return t('Branch {0}', number);
    case 'outcomes': return t('Outcome {0}', number);
    default: return t('Case {0}', number);
  }
}

/** The list goes back into the wrapping that it had: plain, `$values`, or a JSON text inside an expression. */
export function rewrapped(old: Json | undefined, items: readonly Json[]): Json {
  if (!isObject(old) || !isObject(old.expression)) return withList(old, items);
  const isText = typeof old.expression.value === 'string';
  return { ...old, expression: { ...old.expression, value: isText ? JSON.stringify(items) : items } };
}
