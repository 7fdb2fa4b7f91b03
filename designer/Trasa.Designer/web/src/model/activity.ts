import { Catalogue, type ActivityDescriptor } from './descriptor.ts';
import { isList, isObject, list, member, object, parse, text, type Json, type JsonObject } from './json.ts';
import type { Path, Step } from './path.ts';

export type Activity = JsonObject;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The same answer as Trasa.Model gives: a type and an id, and not a wrapped value or a variable. */
export function isActivity(json: Json | undefined): json is Activity {
  return isObject(json) && typeof json.type === 'string' && json.id !== undefined && !('typeName' in json) && !('expression' in json);
}

export function idOf(activity: Activity): string {
  return text(activity, 'id') ?? '';
}

export function typeOf(activity: Activity): string {
  return text(activity, 'type') ?? '';
}

export function labelOf(activity: Activity): string {
  return text(object(activity, 'metadata'), 'displayText') || text(activity, 'name') || typeOf(activity);
}

export function descriptionOf(activity: Activity): string {
  return text(object(activity, 'metadata'), 'description') ?? '';
}

export function canStart(activity: Activity): boolean {
  return (member(object(activity, 'customProperties'), 'canStartWorkflow') ?? member(activity, 'canStartWorkflow')) === true;
}

export function positionOf(activity: Activity): Point | undefined {
  const position = object(object(object(activity, 'metadata'), 'designer'), 'position');
  const [x, y] = [Number(text(position, 'x')), Number(text(position, 'y'))];
  return position && Number.isFinite(x) && Number.isFinite(y) ? { x, y } : undefined;
}

export function withPosition(activity: Activity, position: Point): Activity {
  const metadata = object(activity, 'metadata');
  const designer = object(metadata, 'designer');
  const rounded = { x: Math.round(position.x), y: Math.round(position.y) };
  const old = positionOf(activity);
  if (old && Math.round(old.x) === rounded.x && Math.round(old.y) === rounded.y) return activity;
  return { ...activity, metadata: { ...metadata, designer: { ...designer, position: rounded } } };
}

/** Outcomes that a connection may leave from: of the type, of the property that makes outcomes, of its boundaries. */
export function outcomesOf(activity: Activity, descriptor: ActivityDescriptor | undefined): string[] {
  const made = descriptor?.outcomesFrom ? entryLabels(member(activity, descriptor.outcomesFrom)) : [];
  const fixed = descriptor ? (descriptor.isTerminal ? [] : descriptor.outcomes) : [];
  return [...new Set([...made, ...fixed, ...boundariesOf(activity).map(boundaryOutcome)])];
}

export function boundariesOf(activity: Activity): readonly JsonObject[] {
  return list(member(object(activity, 'customProperties'), 'boundaries')).filter(isObject);
}

export function boundaryOutcome(boundary: JsonObject): string {
  if (text(boundary, 'outcome')) return text(boundary, 'outcome')!;
  return text(boundary, 'kind') === 'event' ? 'Event' : 'Timeout';
}

/** Labels of cases, branches or buttons, also when they are written as an expression that holds a JSON list. */
export function entryLabels(json: Json | undefined): string[] {
  return entries(json).map(entry => (isObject(entry) ? (text(entry, 'label') ?? text(entry, 'name')) : asLabel(entry))).filter(label => !!label) as string[];
}

export function entries(json: Json | undefined): readonly Json[] {
  if (!isObject(json) || !isObject(json.expression)) return list(json);
  const value = json.expression.value;
  if (isList(value)) return value;
  try {
    const parsed = typeof value === 'string' ? parse(value) : null;
    return isList(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

export interface Embedded {
  /** Where it stands inside the activity. */
  readonly path: Path;
  readonly label: string;
  /** Null for an empty slot. */
  readonly activity: Activity | null;
}

/** Activities in the slots, cases and branches of an activity; those of a container's `activities` are not among them. */
export function embeddedIn(activity: Activity, descriptor: ActivityDescriptor | undefined): Embedded[] {
  const found: Embedded[] = [];
  for (const [name, value] of Object.entries(activity)) {
    if (['customProperties', 'metadata', 'originalActivityJson', 'activities'].includes(name)) continue;
    if (isActivity(value)) found.push({ path: [name], label: name, activity: value });
    else list(value).forEach((item, index) => found.push(...inListItem(name, item, index)));
  }
  const filled = new Set(found.map(slot => slot.path[0]));
  const empty = (descriptor?.slots ?? []).filter(slot => !filled.has(slot));
  return [...found, ...empty.map(slot => ({ path: [slot] as Path, label: slot, activity: null }))];
}

/** Every activity with its place, outermost first. */
export function* allActivities(json: Json | undefined, path: Path, catalogue = nothingKnown): Generator<{ activity: Activity; path: Path }> {
  if (!isObject(json)) return;
  if (isActivity(json)) yield { activity: json, path };
  for (const inner of list(json.activities)) {
    if (isActivity(inner)) yield* allActivities(inner, [...path, 'activities', { id: idOf(inner) }], catalogue);
  }
  for (const slot of embeddedIn(json, undefined)) yield* allActivities(slot.activity ?? undefined, [...path, ...slot.path], catalogue);
}

const nothingKnown = new Catalogue([]);

function inListItem(name: string, item: Json, index: number): Embedded[] {
  const place = (...rest: Step[]): Path => [name, index, ...rest];
  if (isActivity(item)) return [{ path: place(), label: `${name} ${index + 1}`, activity: item }];
  if (!isObject(item) || !isActivity(item.activity)) return [];
  return [{ path: place('activity'), label: text(item, 'label') ?? `${name} ${index + 1}`, activity: item.activity }];
}

function asLabel(json: Json): string | undefined {
  return typeof json === 'string' ? json : undefined;
}
