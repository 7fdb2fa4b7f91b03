import { allActivities, canStart, idOf, labelOf, typeOf, type Activity } from './activity.ts';
import { expressionText, literal, readExpression } from './expression.ts';
import { isList, isObject, list, member, object, text, type Json, type JsonObject } from './json.ts';
import { at, root } from './path.ts';

/** An event that a workflow begins with. */
export interface Beginning {
  readonly id: string;
  readonly label: string;
  readonly event: string;
}

const type = 'Elsa.Event';
const quoted = /"(?:[^"\\]|\\.)*"/g;

export function beginningsOf(doc: Json): Beginning[] {
  return eventsIn(doc).filter(({ activity }) => canStart(activity)).map(({ activity, event }) => ({ id: idOf(activity), label: labelOf(activity), event }));
}

/** The variables that hold what comes with the event. */
export function keepersOf(doc: Json, event: string): string[] {
  return [...new Set(eventsIn(doc).filter(found => found.event === event).flatMap(({ activity }) => keeperOf(doc, activity) ?? []))];
}

/** What the workflow reads of what these variables or inputs hold: `amount`, `customer.name`, without the name of the holder. */
export function pathsIn(doc: Json, keepers: readonly string[]): string[] {
  const found = new Set<string>();
  for (const keeper of keepers) {
    const reading = new RegExp(`(?<![\\p{L}\\p{N}_.])${escaped(keeper)}((?:\\.[\\p{L}_][\\p{L}\\p{N}_]*)+)`, 'gu');
    for (const expression of expressionsIn(at(doc, root))) for (const [, path] of expression.matchAll(reading)) found.add(path!.slice(1));
  }
  return [...found].filter(path => ![...found].some(other => other.startsWith(`${path}.`))).sort();
}

/** One value under each path, as the event carries it. */
export function carried(values: Readonly<Record<string, Json>>): JsonObject {
  const whole: Record<string, Json> = {};
  for (const [path, value] of Object.entries(values)) {
    const names = path.split('.');
    let owner = whole;
    for (const name of names.slice(0, -1)) {
      const inner = owner[name];
      owner[name] = isObject(inner) ? inner : {};
      owner = owner[name] as Record<string, Json>;
    }
    owner[names[names.length - 1]!] = value;
  }
  return whole;
}

/** By the name that expressions call it. */
function keeperOf(doc: Json, activity: Activity): string | undefined {
  const id = text(object(object(activity, 'result'), 'memoryReference'), 'id');
  const variables = isObject(doc) ? list(member(doc, 'variables')).filter(isObject) : [];
  return text(variables.find(variable => text(variable, 'id') === id), 'name') ?? id;
}

function eventsIn(doc: Json): { readonly activity: Activity; readonly event: string }[] {
  return [...allActivities(at(doc, root), root)].flatMap(({ activity }) => {
    if (typeOf(activity) !== type) return [];
    const name = readExpression(member(activity, 'eventName'));
    return name?.language === literal && expressionText(name) !== '' ? [{ activity, event: expressionText(name) }] : [];
  });
}

/** The text of every expression that is no plain value, without the words that it quotes. */
function* expressionsIn(json: Json | undefined): Generator<string> {
  if (isList(json)) for (const item of json) yield* expressionsIn(item);
  if (!isObject(json)) return;
  const expression = json.expression;
  if (isObject(expression) && text(expression, 'type') !== literal && typeof expression.value === 'string') yield expression.value.replace(quoted, '""');
  for (const inner of Object.values(json)) yield* expressionsIn(inner);
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
