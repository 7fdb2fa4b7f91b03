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

/** Steps are kept by their ids: renaming one does not break what was kept. */
function workflowStands(key: string, state: TrialState): JsonObject[] {
  const instance = state.instances.findLast(candidate => candidate.workflow === key);
  if (!instance) return [];
  const waits = [...new Set(state.waits.filter(wait => wait.instance === instance.id).map(wait => wait.activityId))];
  const passed = [...new Set(state.path.filter(moment => moment.instance === instance.id && moment.event === 'ActivityCompleted').map(moment => moment.activityId))].filter(id => typeof id === 'string');
  return [{ expectWorkflow: { workflow: key, status: instance.status, waitsAt: waits, passed } }];
}

/** An expectation names words of a title, so a task whose title has more words counts as well. */
function tasksStand(state: TrialState): JsonObject[] {
  const named = state.tasks.flatMap(task => (task.people[0] ? [{ of: task.people[0].login, title: task.title }] : []));
  return distinct(named).map(({ of, title }) => {
    const count = state.tasks.filter(task => task.people.some(person => person.login === of) && holds(task.title, title)).length;
    return { expectTask: { of, title, ...(count === 1 ? {} : { count }) } };
  });
}

function mailsSent(state: TrialState): JsonObject[] {
  const mails = state.sent.filter(message => message.channel === 'mail').map(mail => ({ all: mail.to.split(', '), to: mail.to.split(', ')[0]!, subject: mail.subject }));
  return distinct(mails.map(({ to, subject }) => ({ to, subject }))).map(({ to, subject }) => {
    const count = mails.filter(mail => mail.all.some(one => one.toLowerCase() === to.toLowerCase()) && holds(mail.subject, subject)).length;
    return { expectMail: { to, subject, ...(count === 1 ? {} : { count }) } };
  });
}

function holds(text: string, words: string): boolean {
  return text.toLowerCase().includes(words.toLowerCase());
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}
