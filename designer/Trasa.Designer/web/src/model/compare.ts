import { allActivities, descriptionOf, idOf, isActivity, labelOf, positionOf, typeOf, type Activity } from './activity.ts';
import { connectionKey, connectionsOf } from './connection.ts';
import type { Catalogue } from './descriptor.ts';
import { customDifferences, difference, differences } from './differences.ts';
import { isObject, list, object, sameJson, text, type Json } from './json.ts';
import { at, root, type Path } from './path.ts';
import { t } from '../text/text.ts';

export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved';

/** One difference between two versions, in words that a process owner reads. */
export interface Change {
  readonly kind: ChangeKind;
  readonly what: string;
  readonly details: readonly string[];
  /** The activity that it is about, where it stands in the version in which it stands. */
  readonly path?: Path;
  readonly id?: string;
}

export function compare(older: Json, newer: Json, catalogue: Catalogue): Change[] {
  const [before, after] = [index(older), index(newer)];
  const changes: Change[] = [...members(older, newer)];
  for (const [id, { activity, path }] of after) {
    const old = before.get(id)?.activity;
    if (!old) changes.push({ kind: 'added', what: named(activity, catalogue), details: [], path, id });
    else changes.push(...within(old, activity, path, catalogue));
  }
  for (const [id, { activity, path }] of before) {
    if (!after.has(id)) changes.push({ kind: 'removed', what: named(activity, catalogue), details: [], path, id });
  }
  return [...changes, ...arrows(before, after)];
}

export function index(doc: Json): Map<string, { activity: Activity; path: Path }> {
  return new Map([...allActivities(at(doc, root), root)].map(found => [idOf(found.activity), found]));
}

/** What is compared in another way, or is only drawing. */
const hidden = ['activities', 'connections', 'metadata', 'customProperties', 'nodeId', 'id'];
const heads = ['$schema', 'id', 'definitionId', 'version', 'root', 'variables', 'inputs', 'outputs', 'customProperties', 'options', 'createdAt', 'isLatest', 'isPublished', 'toolVersion'];

function within(old: Activity, activity: Activity, path: Path, catalogue: Catalogue): Change[] {
  const descriptor = catalogue.find(typeOf(activity));
  const inner = [...new Set([...Object.keys(old), ...Object.keys(activity)])].filter(name => holdsActivity(old[name]) || holdsActivity(activity[name]));
  const details = [...differences(old, activity, [...hidden, ...inner]), ...customDifferences(old.customProperties, activity.customProperties)];
  if (descriptionOf(old) !== descriptionOf(activity)) details.unshift(difference(t('Description'), descriptionOf(old) || null, descriptionOf(activity) || null));
  if (labelOf(old) !== labelOf(activity)) details.unshift(t('called “{0}”, before “{1}”', labelOf(activity), labelOf(old)));
  const id = idOf(activity);
  const what = `${labelOf(activity)}${descriptor ? ` (${descriptor.displayName})` : ''}`;
  if (details.length > 0) return [{ kind: 'changed', what, details, path, id }];
  const [a, b] = [positionOf(old), positionOf(activity)];
  return a && b && (a.x !== b.x || a.y !== b.y) ? [{ kind: 'moved', what, details: [], path, id }] : [];
}

function members(older: Json, newer: Json): Change[] {
  if (!isObject(older) || !isObject(newer)) return [];
  const options = differences(object(older, 'options') ?? {}, object(newer, 'options') ?? {});
  const own = [...differences(older, newer, heads), ...options, ...customDifferences(older.customProperties, newer.customProperties)];
  const simple: Change[] = own.length > 0 ? [{ kind: 'changed', what: t('Workflow'), details: own }] : [];
  const kinds = [['variables', t('Variable')], ['inputs', t('Input')], ['outputs', t('Output')]] as const;
  const lists = kinds.flatMap(([name, kind]) => namedItems(kind, list(older[name]), list(newer[name])));
  return [...simple, ...lists];
}

function namedItems(kind: string, older: readonly Json[], newer: readonly Json[]): Change[] {
  const byName = (items: readonly Json[]) => new Map(items.filter(isObject).map(item => [text(item, 'name') ?? text(item, 'id') ?? '', item]));
  const [before, after] = [byName(older), byName(newer)];
  const changes: Change[] = [];
  for (const [name, item] of after) {
    const old = before.get(name);
    if (!old) changes.push({ kind: 'added', what: `${kind} ${name}`, details: [] });
    else if (!sameJson(old, item)) changes.push({ kind: 'changed', what: `${kind} ${name}`, details: differences(old, item) });
  }
  for (const name of before.keys()) if (!after.has(name)) changes.push({ kind: 'removed', what: `${kind} ${name}`, details: [] });
  return changes;
}

type Index = ReturnType<typeof index>;

function arrows(before: Index, after: Index): Change[] {
  const [old, now] = [allArrows(before), allArrows(after)];
  const sentence = (kind: ChangeKind, arrow: { from: string; port: string; to: string; path: Path }): Change =>
    ({ kind, what: t('Connection {0} · {1} → {2}', arrow.from, arrow.port, arrow.to), details: [], path: arrow.path });
  return [
    ...[...now].filter(([id]) => !old.has(id)).map(([, arrow]) => sentence('added', arrow)),
    ...[...old].filter(([id]) => !now.has(id)).map(([, arrow]) => sentence('removed', arrow)),
  ];
}

function allArrows(activities: Index) {
  const name = (id: string) => (activities.get(id) ? labelOf(activities.get(id)!.activity) : id);
  return new Map([...activities.values()].flatMap(({ activity, path }) => connectionsOf(activity).map(connection => [
    `${idOf(activity)} ${connectionKey(connection)}`,
    { from: name(connection.source), port: connection.port, to: name(connection.target), path: [...path, 'activities', { id: connection.source }] as Path },
  ])));
}

function named(activity: Activity, catalogue: Catalogue): string {
  const kind = catalogue.find(typeOf(activity))?.displayName ?? typeOf(activity);
  return kind === labelOf(activity) ? kind : `${labelOf(activity)} (${kind})`;
}

function holdsActivity(value: Json | undefined): boolean {
  return isActivity(value) || list(value).some(item => isActivity(item) || (isObject(item) && isActivity(item.activity)));
}

