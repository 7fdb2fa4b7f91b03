import './node.ts';
import { beginningsOf, carried, keepersOf, pathsIn } from '../src/model/events.ts';
import { parse } from '../src/model/json.ts';
import { typeWords } from '../src/properties/types.ts';
import { guessed, keptInput, read, valueAt, written } from '../src/trial/values.ts';

/** What a trial asks for before it begins, and what becomes of what is typed, a line of JSON each. Trasa.EndToEnd.Tests runs this. */
const { workflow, types } = given as { readonly workflow: string; readonly types: readonly string[] };
const doc = parse(workflow);
const say = (of: string, is: unknown) => console.log(JSON.stringify({ of, is: typeof is === 'string' ? is : JSON.stringify(is) }));

for (const { id, label, event } of beginningsOf(doc)) say('begins', `${id} ${label} ${event} ${keepersOf(doc, event).join(' ')}: ${pathsIn(doc, keepersOf(doc, event)).join(' ')}`);
say('carries', carried({ 'customer.name': guessed('Ana'), 'customer.age': guessed('41'), amount: guessed('007'), paid: guessed('true'), list: guessed('[1, 2]') }));
say('kept', keptInput(doc));
say('shown', [written(valueAt(keptInput(doc), 'days')!), written(['a', 'b']), written({ a: 1 }), valueAt(keptInput(doc), 'days.none') ?? 'nothing']);
say('read', [read('3', 'Decimal'), read('true', 'Boolean'), read('3', 'String'), read('1\n 2 \n', 'Int32', true), read('{"a":1}', 'Object'), read('{oops', 'Object')]);
for (const type of types) say('type', `${type}: ${typeWords({ type, isArray: false })}, ${typeWords({ type, isArray: true })}`);
