import { entries, idOf, typeOf, type Activity } from '../model/activity.ts';
import type { Catalogue } from '../model/descriptor.ts';
import { member, memberName, type Json } from '../model/json.ts';
import { change } from '../model/path.ts';
import { pathOf, type Scope } from '../model/scope.ts';
import { disconnect, renamePort } from './connections.ts';
import { connectionKey } from '../model/connection.ts';
import { blank, labelAt, rewrapped, withLabel } from './entries.ts';

/** The outcomes of an activity that a person made and may rename, by the property that holds them. */
export function madeOutcomes(activity: Activity, catalogue: Catalogue): { readonly property: string; readonly labels: readonly string[] } | undefined {
  const property = catalogue.find(typeOf(activity))?.outcomesFrom;
  return property ? { property, labels: entries(member(activity, property)).map(labelAt) } : undefined;
}

/** Another name for an outcome; its arrow stays with it. */
export function renameOutcome(doc: Json, scope: Scope, activity: Activity, from: string, to: string, catalogue: Catalogue): Json {
  const renamed = changed(doc, scope, activity, catalogue, items => items.map(item => (labelAt(item) === from ? withLabel(item, to) : item)));
  return renamePort(renamed, scope, idOf(activity), from, to);
}

export function addOutcome(doc: Json, scope: Scope, activity: Activity, catalogue: Catalogue): { doc: Json; outcome: string } | undefined {
  const made = madeOutcomes(activity, catalogue);
  if (!made) return undefined;
  const value = member(activity, made.property);
  const added = blank(made.property, entries(value), value);
  return { doc: changed(doc, scope, activity, catalogue, items => [...items, added]), outcome: labelAt(added) };
}

/** An outcome goes with the arrows that left from it. */
export function removeOutcome(doc: Json, scope: Scope, activity: Activity, outcome: string, catalogue: Catalogue): Json {
  const id = idOf(activity);
  const arrows = scope.connections.filter(connection => connection.source === id && connection.port === outcome).map(connectionKey);
  return disconnect(changed(doc, scope, activity, catalogue, items => items.filter(item => labelAt(item) !== outcome)), scope, new Set(arrows));
}

function changed(doc: Json, scope: Scope, activity: Activity, catalogue: Catalogue, edit: (items: readonly Json[]) => readonly Json[]): Json {
  const made = madeOutcomes(activity, catalogue);
  if (!made) return doc;
  const place = [...pathOf(scope, idOf(activity)), memberName(activity, made.property)];
  return change(doc, place, old => rewrapped(old, edit(entries(old))));
}
