import { align, move, tidy, type Alignment } from '../edit/arrange.ts';
import { addActivity, removeActivities, type Anchor } from '../edit/activities.ts';
import { canPaste, copyText, paste } from '../edit/clipboard.ts';
import { connect, disconnect, reconnect, refusal, type Ends } from '../edit/connections.ts';
import { addNote, changeNote, removeNotes, type Note } from '../edit/notes.ts';
import { idOf, labelOf, outcomesOf, typeOf, type Point } from '../model/activity.ts';
import { connectionKey, type Connection } from '../model/connection.ts';
import type { ActivityDescriptor } from '../model/descriptor.ts';
import { cardWidth, shapeOf } from '../model/geometry.ts';
import { parse, print } from '../model/json.ts';
import { underKey } from '../model/key.ts';
import { placesIn } from '../model/places.ts';
import { t } from '../text/text.ts';
import { download } from './files.ts';
import type { Saver } from './saver.ts';
import type { AddHow } from './state.ts';
import type { Store } from './store.ts';

const clipboardPlace = 'trasa.clipboard';

/** What a person does, by mouse, key or command palette: always the same act, always said, always undoable. */
export class Acts {
  private pastes = 0;

  constructor(private readonly store: Store, readonly saver: Saver) {}

  add(descriptor: ActivityDescriptor, how: AddHow): void {
    const { store } = this;
    const inside = store.scope.connections.find(connection => connectionKey(connection) === how.insideKey);
    const anchor: Anchor = { ...(how.after ? { after: how.after } : {}), ...(inside ? { inside } : {}) };
    const { catalogue, doc } = store.read();
    const edited = addActivity(doc, store.scope, descriptor, how.at ?? this.freePlace(anchor), anchor, catalogue);
    store.apply(t('{0} added', descriptor.displayName), edited);
  }

  /** Adds after what is selected, when exactly one activity is. */
  addHow(): AddHow {
    const [only, another] = this.selectedActivities;
    if (!only || another || this.store.scope.kind === 'empty') return {};
    const free = this.freePorts(idOf(only))[0];
    return free ? { after: { id: idOf(only), port: free } } : {};
  }

  freePorts(id: string): string[] {
    const { scope } = this.store;
    const activity = scope.activities.find(candidate => idOf(candidate) === id);
    if (!activity) return [];
    const used = new Set(scope.connections.filter(connection => connection.source === id).map(connection => connection.port));
    const all = outcomesOf(activity, this.store.read().catalogue.find(typeOf(activity)));
    const outcomes = all.length > 0 || this.store.read().catalogue.find(typeOf(activity)) ? all : ['Done'];
    return [...outcomes.filter(port => !used.has(port)), ...outcomes.filter(port => used.has(port))];
  }

  get selectedActivities() {
    const { selection } = this.store.read();
    return this.store.scope.activities.filter(activity => selection.activities.has(idOf(activity)));
  }

  connect(ends: Ends): void {
    const { store } = this;
    const why = refusal(store.scope, ends);
    if (why) return store.say(t(why));
    store.apply(t('{0} connected to {1}', `${this.name(ends.source)} · ${ends.port}`, this.name(ends.target)), connect(store.read().doc, store.scope, ends));
  }

  reconnect(old: Connection, ends: Ends): void {
    const { store } = this;
    if (connectionKey(old) === connectionKey(ends)) return;
    const why = refusal(store.scope, ends);
    if (why) return store.say(t(why));
    store.apply(t('Connection moved to {0}', this.name(ends.target)), reconnect(store.read().doc, store.scope, old, ends));
  }

  move(moved: ReadonlyMap<string, Point>, notes: ReadonlyMap<string, Point>, merge?: string): void {
    const { store } = this;
    let doc = moved.size > 0 ? move(store.read().doc, store.scope, moved, store.read().catalogue) : store.read().doc;
    for (const [id, at] of notes) doc = changeNote(doc, store.read().scope, id, { x: Math.round(at.x), y: Math.round(at.y) });
    store.apply(t('{0} moved', this.count(moved.size + notes.size)), doc, merge);
  }

  remove(): void {
    const { store } = this;
    const { selection, doc, scope } = store.read();
    const count = selection.activities.size + selection.connections.size + selection.notes.size;
    if (count === 0) return store.say(t('Nothing is selected.'));
    let next = disconnect(doc, store.scope, selection.connections);
    next = removeNotes(next, scope, selection.notes);
    if (selection.activities.size > 0) {
      next = removeActivities(next, store.scope, selection.activities).doc;
    }
    store.apply(t('{0} deleted', this.count(count)), { doc: next, select: [] });
  }

  copy(): string | undefined {
    const { store } = this;
    const copied = copyText(store.scope, store.read().selection.activities, store.read().catalogue);
    if (!copied) return undefined;
    this.pastes = 0;
    try {
      localStorage.setItem(clipboardPlace, copied);
    } catch {
      // The browser's own clipboard still has it.
    }
    store.say(t('{0} copied', this.count(store.read().selection.activities.size)));
    return copied;
  }

  cut(): string | undefined {
    const copied = this.copy();
    if (copied) this.remove();
    return copied;
  }

  paste(given?: string): void {
    const { store } = this;
    const copied = given && canPaste(given) ? given : given === undefined ? (localStorage.getItem(clipboardPlace) ?? '') : '';
    if (!canPaste(copied)) return store.say(t('There are no activities on the clipboard.'));
    const shift = 40 * ++this.pastes;
    const edited = paste(store.read().doc, store.scope, copied, { x: shift, y: shift });
    if (edited && store.apply(t('{0} pasted', this.count(edited.select?.length ?? 0)), edited)) store.select({ activities: new Set(edited.select) }, true);
  }

  duplicate(): void {
    const { store } = this;
    const copied = copyText(store.scope, store.read().selection.activities, store.read().catalogue);
    const edited = copied ? paste(store.read().doc, store.scope, copied, { x: 40, y: 40 }) : undefined;
    if (edited) store.apply(t('{0} duplicated', this.count(edited.select?.length ?? 0)), edited);
  }

  selectAll(): void {
    this.store.select({ activities: new Set(this.store.scope.activities.map(idOf)) });
    this.store.say(t('{0} selected', this.count(this.store.scope.activities.length)));
  }

  align(how: Alignment): void {
    const { store } = this;
    const { doc, selection, catalogue } = store.read();
    if (selection.activities.size < 2) return store.say(t('Select two activities or more first.'));
    store.apply(t('Aligned'), align(doc, store.scope, [...selection.activities], how, catalogue));
  }

  tidy(): void {
    const { store } = this;
    if (store.scope.kind !== 'flowchart') return store.say(t('Only a flowchart can be tidied up.'));
    if (store.apply(t('Tidied up'), tidy(store.read().doc, store.scope, store.read().catalogue))) store.lookAtAll();
  }

  addNote(at?: Point): void {
    const { store } = this;
    const { doc, scope } = store.read();
    if (store.scope.kind === 'empty') return store.say(t('Add an activity first.'));
    const { doc: next, id } = addNote(doc, scope, at ?? this.freePlace({}), '');
    store.apply(t('Note added'), next);
    store.select({ notes: new Set([id]) });
  }

  changeNote(id: string, what: Partial<Note>, merge?: string): void {
    const { doc, scope } = this.store.read();
    this.store.apply(t('Note changed'), changeNote(doc, scope, id, what), merge);
  }

  export(): void {
    const { store } = this;
    download(`${store.options.key || 'workflow'}.json`, `${print(store.read().doc)}\n`);
  }

  /** As BPMN 2.0, with a report of what other tools see less of. */
  async exportBpmn(): Promise<void> {
    const { store } = this;
    const answer = await store.host.bpmnOut(print(store.read().doc));
    if (!answer.content) return store.say(answer.problem ?? t('This draft cannot be exported.'));
    download(`${store.options.key || 'workflow'}.bpmn`, answer.content);
    store.set({ dialog: { is: 'report', title: t('Exported as BPMN 2.0'), notes: answer.notes } });
  }

  /** A workflow as JSON (ours or Elsa's) or a BPMN diagram; one step back undoes it. */
  async import(content: string): Promise<void> {
    const { store } = this;
    if (content.trimStart().startsWith('<')) return this.importBpmn(content);
    try {
      const doc = underKey(parse(content), store.options.key);
      if (doc === undefined) return store.say(t('This file is not a workflow. Nothing was changed.'));
      store.apply(t('File imported'), doc);
      store.lookAtAll();
    } catch {
      store.say(t('This file is neither JSON nor BPMN. Nothing was changed.'));
    }
  }

  private async importBpmn(xml: string): Promise<void> {
    const { store } = this;
    const answer = await store.host.bpmnIn(xml);
    if (!answer.content) return store.say(answer.problem ?? t('This file is not a workflow. Nothing was changed.'));
    store.apply(t('BPMN diagram imported'), parse(answer.content));
    store.set({ dialog: { is: 'report', title: t('BPMN diagram imported'), notes: answer.notes } });
    store.lookAtAll();
  }

  private freePlace(anchor: Anchor): Point {
    const { scope } = this.store;
    const places = placesIn(scope, this.store.read().catalogue);
    const from = places.get(anchor.after?.id ?? anchor.inside?.source ?? '');
    const to = places.get(anchor.inside?.target ?? '');
    const wanted = from && to ? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 + (Math.abs(to.x - from.x) < 2 * cardWidth ? 90 : 0) }
      : from ? { x: from.x + cardWidth + 60, y: from.y }
      : places.size === 0 ? { x: 60, y: 120 }
      : { x: Math.max(...[...places.values()].map(at => at.x)) + cardWidth + 60, y: Math.min(...[...places.values()].map(at => at.y)) };
    return this.clear(wanted, places);
  }

  private clear(wanted: Point, places: ReadonlyMap<string, Point>): Point {
    const { catalogue } = this.store.read();
    const boxes = this.store.scope.activities.map(activity => ({ ...places.get(idOf(activity))!, height: shapeOf(activity, catalogue, []).height }));
    let at = wanted;
    while (boxes.some(box => Math.abs(box.x - at.x) < cardWidth + 16 && at.y < box.y + box.height + 16 && box.y < at.y + 80)) at = { x: at.x, y: at.y + 30 };
    return at;
  }

  private name(id: string): string {
    const activity = this.store.scope.activities.find(candidate => idOf(candidate) === id);
    return activity ? labelOf(activity) : id;
  }

  private count(number: number): string {
    const [only] = this.selectedActivities;
    return number === 1 && only ? labelOf(only) : t('{0} items', number);
  }
}
