import './node.ts';
import { copyText, paste, shiftFor, together, type Copied } from '../src/edit/clipboard.ts';
import { notesIn } from '../src/edit/notes.ts';
import { idOf } from '../src/model/activity.ts';
import { areasIn } from '../src/model/areas.ts';
import { Catalogue } from '../src/model/descriptor.ts';
import { parse, type Json } from '../src/model/json.ts';
import { root } from '../src/model/path.ts';
import { openScope } from '../src/model/scope.ts';

/** What is copied from one workflow and comes into another, a line of JSON for each case. Trasa.EndToEnd.Tests runs this. */
const { from, to } = given as { readonly from: string; readonly to: string };
const catalogue = new Catalogue([]);
const [source, target] = [parse(from), parse(to)];
const ids = (...names: string[]) => new Set(names);
const none = ids();

const cases: Readonly<Record<string, Copied>> = {
  allMembers: { activities: ids('first', 'second'), notes: none, areas: none },
  someMembers: { activities: ids('first'), notes: none, areas: none },
  group: { activities: none, notes: none, areas: ids('group1') },
  note: { activities: none, notes: ids('note2'), areas: none },
  lane: { activities: none, notes: none, areas: ids('lane1') },
};

for (const [name, selected] of Object.entries(cases)) {
  const scope = openScope(source, root);
  const text = copyText(scope, together(scope, selected, catalogue), catalogue);
  if (text === undefined) console.log(JSON.stringify({ name, there: '', twice: '', empty: '' }));
  else {
    const there = pasted(target, text, 1);
    console.log(JSON.stringify({ name, there: shown(there), twice: shown(pasted(there, text, 2)), empty: shown(pasted({ root: null }, text, 1)) }));
  }
}

function pasted(doc: Json, text: string, times: number): Json {
  const scope = openScope(doc, root);
  return paste(doc, scope, text, shiftFor(scope, text, times, catalogue))!.doc;
}

function shown(doc: Json): string {
  const scope = openScope(doc, root);
  const groups = areasIn(scope, catalogue).filter(area => area.kind === 'group').map(area => `${area.id} (${area.title}: ${[...area.members, ...area.notes].join(' ')})`);
  return [...scope.activities.map(idOf), ...scope.connections.map(arrow => `${arrow.source}>${arrow.target}`), ...notesIn(scope.owner).map(note => `${note.id} (${note.text})`), ...groups].join(', ');
}
