import { boundaryOutcome } from './activity.ts';
import { expressionText, readExpression } from './expression.ts';
import { asText, isObject, list, print, sameJson, text, type Json, type JsonObject } from './json.ts';
import { t } from '../text/text.ts';

/** One member that is another now. */
export function difference(name: string, before: Json | undefined, after: Json | undefined): string {
  if (before === undefined || before === null) return t('{0} is now {1}', name, brief(after));
  if (after === undefined || after === null) return t('{0} is no longer {1}', name, brief(before));
  return t('{0} is now {1}, before {2}', name, brief(after), brief(before));
}

/** The members that are not the same, a sentence each. */
export function differences(before: JsonObject, after: JsonObject, ignored: readonly string[] = []): string[] {
  return namesOf(before, after).filter(name => !ignored.includes(name) && !sameJson(before[name], after[name])).map(name => difference(name, before[name], after[name]));
}

/** What stands in the custom properties: timers and events on the border, notes, groups, lanes, scenarios. */
export function customDifferences(before: Json | undefined, after: Json | undefined): string[] {
  const [old, now] = [isObject(before) ? before : {}, isObject(after) ? after : {}];
  return namesOf(old, now).filter(name => !sameJson(old[name], now[name])).flatMap(name => {
    switch (name) {
      case 'boundaries': return listed(list(old[name]), list(now[name]), boundaryOutcome, boundaryOutcome);
      case 'notes': return listed(list(old[name]), list(now[name]), idOf, note => `${t('Note')} ${brief(text(note, 'text'))}`);
      case 'groups': return listed(list(old[name]), list(now[name]), idOf, group => `${t('Group')} ${brief(text(group, 'title'))}`);
      case 'lanes': return listed(list(old[name]), list(now[name]), idOf, lane => `${t('Lane')} ${brief(text(lane, 'title') || text(lane, 'who'))}`);
      case 'scenarios': return listed(scenarios(old[name]), scenarios(now[name]), nameOf, scenario => `${t('Scenario')} ${brief(nameOf(scenario))}`);
      default: return [difference(name, old[name], now[name])];
    }
  });
}

const place = ['x', 'y', 'width', 'height'];

function listed(before: readonly Json[], after: readonly Json[], keyOf: (item: JsonObject) => string, called: (item: JsonObject) => string): string[] {
  const index = (items: readonly Json[]) => new Map(items.filter(isObject).map(item => [keyOf(item), item]));
  const [old, now] = [index(before), index(after)];
  const changed = [...now].flatMap(([key, item]) => {
    const was = old.get(key);
    if (!was) return [t('{0} added', called(item))];
    const details = differences(was, item, [...place, 'steps']).map(detail => `${called(item)}: ${detail}`);
    if (details.length > 0 || sameJson(was, item)) return details;
    return [sameJson(was.steps, item.steps) ? t('{0} moved', called(item)) : t('{0} changed', called(item))];
  });
  return [...changed, ...[...old].filter(([key]) => !now.has(key)).map(([, item]) => t('{0} deleted', called(item)))];
}

function brief(value: Json | undefined): string {
  const reference = isObject(value) && isObject(value.memoryReference) && !value.expression ? text(value.memoryReference, 'id') : undefined;
  if (reference) return `→ ${reference}`;
  const expression = isObject(value) && ('expression' in value || 'typeName' in value) ? readExpression(value) : undefined;
  const written = expression ? expressionText(expression) : (asText(value) ?? print(value ?? null).replace(/\s+/g, ' '));
  return `“${written.length > 140 ? `${written.slice(0, 139)}…` : written}”`;
}

function scenarios(file: Json | undefined): readonly Json[] {
  return list(isObject(file) ? file.scenarios : undefined);
}

function idOf(mark: JsonObject): string {
  return text(mark, 'id') ?? '';
}

function nameOf(item: JsonObject): string {
  return text(item, 'name') ?? '';
}

function namesOf(before: JsonObject, after: JsonObject): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}
