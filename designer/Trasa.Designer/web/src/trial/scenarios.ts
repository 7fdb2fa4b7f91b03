import { isObject, list, text, type Json, type JsonObject } from '../model/json.ts';
import { change } from '../model/path.ts';
import type { TrialState } from './types.ts';

/** Scenarios stand in the workflow itself, in the format of `cases.json`, where other engines leave them alone. */
const place = ['customProperties', 'scenarios'];

export interface Scenario {
  readonly name: string;
  readonly start: string;
  readonly steps: readonly JsonObject[];
}

export function scenariosIn(doc: Json): Scenario[] {
  const custom = isObject(doc) ? doc.customProperties : undefined;
  const file = isObject(custom) ? custom.scenarios : undefined;
  return list(isObject(file) ? file.scenarios : undefined).filter(isObject).map(item => ({
    name: text(item, 'name') ?? '', start: text(item, 'start') ?? '', steps: list(item.steps).filter(isObject),
  }));
}

/** Keeps it under its name; one with the same name is replaced. */
export function withScenario(doc: Json, zone: string, scenario: Scenario): Json {
  return change(doc, place, file => {
    const before = isObject(file) ? file : { zone };
    const kept = list(before.scenarios).filter(item => !isObject(item) || item.name !== scenario.name);
    return { ...before, scenarios: [...kept, { name: scenario.name, start: scenario.start, steps: scenario.steps }] };
  });
}

export function withoutScenario(doc: Json, name: string): Json {
  return change(doc, place, file => {
    if (!isObject(file)) return file;
    const kept = list(file.scenarios).filter(item => !isObject(item) || item.name !== name);
    return kept.length > 0 ? { ...file, scenarios: kept } : undefined;
  });
}

/** What the run showed, as expectations: the steps that were done, how it stands, who has which task, what was sent. */
export function recorded(name: string, start: string, key: string, state: TrialState): Scenario {
  return { name, start, steps: [...state.steps, ...workflowStands(key, state), ...tasksStand(state), ...mailsSent(state)] };
}

function workflowStands(key: string, state: TrialState): JsonObject[] {
  const instance = state.instances.findLast(candidate => candidate.workflow === key);
  if (!instance) return [];
  const waits = [...new Set(state.waits.filter(wait => wait.instance === instance.id).map(wait => wait.label))];
  const passed = [...new Set(state.path.filter(moment => moment.instance === instance.id && moment.event === 'ActivityCompleted' && moment.activityId).map(moment => moment.label))];
  return [{ expectWorkflow: { workflow: key, status: instance.status, waitsAt: waits, passed } }];
}

function tasksStand(state: TrialState): JsonObject[] {
  return state.tasks.flatMap(task => (task.people[0] ? [{ expectTask: { of: task.people[0].login, title: task.title } }] : []));
}

function mailsSent(state: TrialState): JsonObject[] {
  const mails = state.sent.filter(message => message.channel === 'mail');
  return [...Map.groupBy(mails, mail => JSON.stringify([mail.to, mail.subject])).values()].map(same => ({
    expectMail: { to: same[0]!.to.split(', ')[0]!, subject: same[0]!.subject, ...(same.length > 1 ? { count: same.length } : {}) },
  }));
}
