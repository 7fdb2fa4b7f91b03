import { addActivity, removeActivities, type Anchor } from '../edit/activities.ts';
import { addGroup, addLane, assign, changeArea, moveGroup, removeAreas, staffed } from '../edit/areas.ts';
import { align, move, tidy, type Alignment } from '../edit/arrange.ts';
import { addBoundary, moveBoundary, type BoundaryKind } from '../edit/boundaries.ts';
import { canPaste, copyText, paste } from '../edit/clipboard.ts';
import { connect, disconnect, reconnect, refusal, type Ends } from '../edit/connections.ts';
import { isEdited, type Edited } from '../edit/edit.ts';
import { expand, isInside, keepDistances, makeRoom, transfer } from '../edit/frames.ts';
import { addNote, changeNote, removeNotes, type Note } from '../edit/notes.ts';
import { addOutcome, madeOutcomes, removeOutcome, renameOutcome } from '../edit/outcomes.ts';
import { idOf, isActivity, labelOf, outcomesOf, typeOf, type Activity, type Point } from '../model/activity.ts';
import { areasIn } from '../model/areas.ts';
import { connectionKey, type Connection } from '../model/connection.ts';
import type { ActivityDescriptor } from '../model/descriptor.ts';
import { boxesIn, canExpand, freeOf } from '../model/frame.ts';
import { cardWidth } from '../model/geometry.ts';
import { parse, print, type Json, type JsonObject } from '../model/json.ts';
import { underKey } from '../model/key.ts';
import { at, samePath, type Path } from '../model/path.ts';
import { around, labelOfPlace, openScope, pathOf, scopeOf, type Scope } from '../model/scope.ts';
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

  /** Gives its id back, so that the focus can follow. */
  add(descriptor: ActivityDescriptor, how: AddHow): string {
    const { store } = this;
    const { catalogue, doc } = store.read();
    const scope = how.into ? openScope(doc, how.into) : store.scope;
    const inside = scope.connections.find(connection => connectionKey(connection) === how.insideKey);
    const anchor: Anchor = { ...(how.after ? { after: how.after } : {}), ...(inside ? { inside } : {}) };
    const edited = addActivity(doc, scope, descriptor, how.at ?? this.freePlace(scope, anchor), anchor, catalogue);
    this.applyStaffed(t('{0} added', descriptor.displayName), { ...edited, in: scope.path }, scope.path);
    return edited.id;
  }

  /** Draws what is inside of an activity in place, or no longer. Looking at a diagram changes only the picture. */
  expand(path: Path, expanded: boolean): void {
    const { store } = this;
    const { doc, catalogue } = store.read();
    const found = scopeOf(doc, path);
    const activity = at(doc, path);
    if (!found || !isActivity(activity) || !canExpand(activity, catalogue)) return store.say(t('There is nothing inside.'));
    const scope = openScope(doc, found.scope);
    const next = keepDistances(doc, expand(doc, scope, idOf(activity), expanded), path, catalogue);
    const said = expanded ? t('{0} expanded', labelOf(activity)) : t('{0} collapsed', labelOf(activity));
    if (store.canEdit) store.apply(said, { doc: next, select: [idOf(activity)], in: scope.path });
    else store.set({ doc: next, saved: next, said });
  }

  /** Into another container or slot, or out of one. */
  transfer(from: Path, places: ReadonlyMap<string, Point>, to: Path): void {
    const { store } = this;
    const { doc, catalogue } = store.read();
    const scope = openScope(doc, from);
    if (isInside(scope, places.keys(), to)) return store.say(t('An activity cannot be put into itself.'));
    const edited = transfer(doc, scope, to, places, catalogue);
    this.applyStaffed(t('{0} moved to {1}', this.named([...places.keys()]), labelOfPlace(doc, to, catalogue)), edited, to);
  }

  /** The same without a mouse: what is selected goes beside what stands there. */
  transferTo(to: Path): void {
    const { store } = this;
    const target = openScope(store.read().doc, to);
    const chosen = this.selectedActivities;
    if (chosen.length === 0 || samePath(store.scope.path, to)) return store.say(t('It is there already.'));
    const free = this.freePlace(target, {});
    const step = cardWidth + 60;
    this.transfer(store.scope.path, new Map(chosen.map((activity, index) => [idOf(activity), { x: free.x + index * step, y: free.y }])), to);
  }

  addOutcome(id: string): void {
    const { store } = this;
    const { doc, catalogue } = store.read();
    const { scope, activity } = this.find(id);
    const added = activity && addOutcome(doc, scope, activity, catalogue);
    if (!added) return store.say(t('The outcomes of this activity are given.'));
    this.apply(t('Outcome {0} added', added.outcome), { doc: added.doc, select: [id], in: scope.path }, scope.path);
    store.set({ renaming: { id, outcome: added.outcome } });
  }

  /** An empty name takes the outcome away. */
  renameOutcome(id: string, from: string, to: string): void {
    const { store } = this;
    const { doc, catalogue } = store.read();
    const { scope, activity } = this.find(id);
    if (!activity || from === to) return;
    if (to === '') this.apply(t('{0} deleted', from), removeOutcome(doc, scope, activity, from, catalogue), scope.path);
    else if (madeOutcomes(activity, catalogue)?.labels.includes(to)) store.say(t('There is an outcome {0} already.', to));
    else this.apply(t('Outcome {0} is called {1} now', from, to), renameOutcome(doc, scope, activity, from, to, catalogue), scope.path);
  }

  /** A timer or event on the border of an activity. */
  addBoundary(path: Path, kind: BoundaryKind): void {
    const { store } = this;
    const { doc } = store.read();
    const activity = at(doc, path);
    const scope = scopeOf(doc, path)?.scope;
    if (!isActivity(activity) || !scope) return store.say(t('Select one activity first.'));
    const added = addBoundary(doc, path, kind);
    this.apply(t('{0} added to {1}', added.outcome, labelOf(activity)), { doc: added.doc, select: [idOf(activity)], in: scope }, scope);
    store.set({ showsPanel: true, panel: 'properties' });
  }

  addBoundaryTo(id: string, kind: BoundaryKind): void {
    const { scope, activity } = this.find(id);
    if (activity) this.addBoundary(pathOf(scope, id), kind);
  }

  moveBoundary(from: string, to: string, outcome: string): void {
    const { store } = this;
    const { scope } = this.find(from);
    const moved = moveBoundary(store.read().doc, scope, from, to, outcome);
    if (!moved) return from === to ? undefined : store.say(t('A timer or event moves to an activity in the same container.'));
    this.apply(t('{0} moved to {1}', outcome, this.name(scope, to)), { doc: moved.doc, select: [to], in: scope.path }, scope.path);
  }

  /** Adds after what is selected, when exactly one activity is. */
  addHow(): AddHow {
    const [only, another] = this.selectedActivities;
    if (!only || another || this.store.scope.kind === 'empty') return {};
    const free = this.freePorts(idOf(only))[0];
    return free ? { after: { id: idOf(only), port: free } } : {};
  }

  freePorts(id: string): string[] {
    const { scope, activity } = this.find(id);
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
    const { scope } = this.find(ends.source);
    const why = refusal(scope, ends);
    if (why) return store.say(t(why));
    store.apply(t('{0} connected to {1}', `${this.name(scope, ends.source)} · ${ends.port}`, this.name(scope, ends.target)), connect(store.read().doc, scope, ends));
  }

  reconnect(old: Connection, ends: Ends): void {
    const { store } = this;
    const { scope } = this.find(ends.source);
    if (connectionKey(old) === connectionKey(ends)) return;
    const why = refusal(scope, ends);
    if (why) return store.say(t(why));
    store.apply(t('Connection moved to {0}', this.name(scope, ends.target)), reconnect(store.read().doc, scope, old, ends));
  }

  move(moved: ReadonlyMap<string, Point>, notes: ReadonlyMap<string, Point>, from: Path, merge?: string): void {
    const { store } = this;
    const { catalogue } = store.read();
    let doc = moved.size > 0 ? move(store.read().doc, openScope(store.read().doc, from), moved, catalogue) : store.read().doc;
    for (const [id, at] of notes) doc = changeNote(doc, store.read().scope, id, { x: Math.round(at.x), y: Math.round(at.y) });
    this.applyStaffed(t('{0} moved', this.named([...moved.keys()], notes.size)), doc, from, merge);
  }

  remove(): void {
    const { store } = this;
    const { selection, doc, scope } = store.read();
    const count = selection.activities.size + selection.connections.size + selection.notes.size + selection.areas.size;
    if (count === 0) return store.say(t('Nothing is selected.'));
    let next = disconnect(doc, store.scope, selection.connections);
    next = removeAreas(removeNotes(next, scope, selection.notes), openScope(doc, scope), selection.areas);
    if (selection.activities.size > 0) {
      next = removeActivities(next, store.scope, selection.activities).doc;
    }
    this.apply(t('{0} deleted', this.named([...selection.activities], count - selection.activities.size)), { doc: next, select: [] }, store.scope.path);
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
    store.say(t('{0} copied', this.named([...store.read().selection.activities])));
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
    if (edited && this.apply(t('{0} pasted', t('{0} items', edited.select?.length ?? 0)), edited, store.scope.path)) store.select({ activities: new Set(edited.select), in: store.scope.path }, true);
  }

  duplicate(): void {
    const { store } = this;
    const copied = copyText(store.scope, store.read().selection.activities, store.read().catalogue);
    const edited = copied ? paste(store.read().doc, store.scope, copied, { x: 40, y: 40 }) : undefined;
    if (edited) this.apply(t('{0} duplicated', t('{0} items', edited.select?.length ?? 0)), edited, store.scope.path);
  }

  selectAll(): void {
    this.store.select({ activities: new Set(this.store.scope.activities.map(idOf)), in: this.store.scope.path });
    this.store.say(t('{0} selected', t('{0} items', this.store.scope.activities.length)));
  }

  align(how: Alignment): void {
    const { store } = this;
    const { doc, selection, catalogue } = store.read();
    if (selection.activities.size < 2) return store.say(t('Select two activities or more first.'));
    this.apply(t('Aligned'), align(doc, store.scope, [...selection.activities], how, catalogue), store.scope.path);
  }

  tidy(): void {
    const { store } = this;
    if (store.scope.kind !== 'flowchart') return store.say(t('Only a flowchart can be tidied up.'));
    if (this.apply(t('Tidied up'), tidy(store.read().doc, store.scope, store.read().catalogue), store.scope.path)) store.lookAtAll();
  }

  addNote(at?: Point): void {
    const { store } = this;
    const { doc, scope } = store.read();
    if (store.scope.kind === 'empty') return store.say(t('Add an activity first.'));
    const { doc: next, id } = addNote(doc, scope, at ?? this.freePlace(openScope(doc, scope), {}), '');
    store.apply(t('Note added'), next);
    store.select({ notes: new Set([id]) });
  }

  /** A frame around what is selected. */
  group(): void {
    const { store } = this;
    const { doc, scope, selection, catalogue } = store.read();
    const added = addGroup(doc, openScope(doc, scope), selection.activities, t('Group'), catalogue);
    if (!added || selection.in) return store.say(t('Select activities of a flowchart on this canvas first.'));
    store.apply(t('Group added'), added.doc);
    this.chooseArea(added.id);
  }

  addLane(): void {
    const { store } = this;
    const { doc, scope, catalogue } = store.read();
    const added = addLane(doc, openScope(doc, scope), t('Lane'), catalogue);
    if (!added) return store.say(t('Only a flowchart has lanes.'));
    store.apply(t('Lane added'), added.doc);
    this.chooseArea(added.id);
    store.lookAtAll();
  }

  changeArea(id: string, what: JsonObject, field?: string): void {
    const { store } = this;
    const { doc, scope, catalogue } = store.read();
    const view = openScope(doc, scope);
    const area = areasIn(view, catalogue).find(candidate => candidate.id === id);
    if (area) store.apply(area.kind === 'lane' ? t('Lane changed') : t('Group changed'), changeArea(doc, view, area, what, catalogue), field === undefined ? undefined : `area ${id} ${field}`);
  }

  moveGroup(id: string, by: Point, merge?: string): void {
    const { store } = this;
    const { doc, scope, catalogue } = store.read();
    const view = openScope(doc, scope);
    const area = areasIn(view, catalogue).find(candidate => candidate.id === id && candidate.kind === 'group');
    if (!area) return;
    this.applyStaffed(t('{0} moved', area.title || t('Group')), moveGroup(doc, view, area, by, catalogue), scope, merge);
  }

  selectMembers(id: string): void {
    const { doc, scope, catalogue } = this.store.read();
    const area = areasIn(openScope(doc, scope), catalogue).find(candidate => candidate.id === id);
    if (area) this.store.select({ activities: new Set(area.members) });
  }

  staff(id: string, who: string): void {
    const { store } = this;
    const { scope, activity } = this.find(id);
    if (activity) store.apply(t('{0} goes to {1} now', labelOf(activity), who), assign(store.read().doc, scope, id, who, store.read().catalogue));
  }

  nameOf(id: string): string {
    return this.named([id]);
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

  private chooseArea(id: string): void {
    this.store.select({ areas: new Set([id]) });
    this.store.set({ showsPanel: true, panel: 'properties' });
  }

  /** User tasks that come into a lane go to its people; where others are named, a person decides. */
  private applyStaffed(label: string, edit: Json | Edited, scope: Path, merge?: string): void {
    const { store } = this;
    const { doc, scope: view, catalogue } = store.read();
    const edited = isEdited(edit) ? edit : { doc: edit };
    const { doc: next, given, asked } = staffed(doc, edited.doc, view, catalogue);
    if (!this.apply(label, { ...edited, doc: next }, scope, merge)) return;
    if (given.length > 0) store.say(`${label}. ${t('{0} goes to the people of the lane.', this.named(given))}`);
    if (asked.length > 0) store.set({ dialog: { is: 'staff', asked } });
  }

  /** Frames around may grow by it. */
  private apply(label: string, edit: Json | Edited, scope: Path, merge?: string): boolean {
    const { doc, catalogue } = this.store.read();
    const edited = isEdited(edit) ? edit : { doc: edit };
    return this.store.apply(label, { ...edited, doc: makeRoom(doc, edited.doc, scope, catalogue) }, merge);
  }

  private freePlace(scope: Scope, anchor: Anchor): Point {
    const boxes = boxesIn(scope, this.store.read().catalogue);
    const box = (id: string | undefined) => boxes.find(candidate => candidate.id === id);
    const from = box(anchor.after?.id ?? anchor.inside?.source);
    const to = box(anchor.inside?.target);
    const wanted = from && to ? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 + (Math.abs(to.x - from.x) < 2 * cardWidth ? 90 : 0) }
      : from ? { x: from.x + from.width + 60, y: from.y }
      : boxes.length === 0 ? { x: 60, y: 120 }
      : { x: Math.max(...boxes.map(at => at.x + at.width)) + 60, y: Math.min(...boxes.map(at => at.y)) };
    return freeOf(wanted, boxes);
  }

  /** The activity with this id, wherever it is drawn, and the scope that it stands in. */
  private find(id: string): { readonly scope: Scope; readonly activity: Activity | undefined } {
    const { doc } = this.store.read();
    const near = this.store.scope;
    const scope = near.activities.some(candidate => idOf(candidate) === id) ? near : openScope(doc, around(doc, id) ?? near.path);
    return { scope, activity: scope.activities.find(candidate => idOf(candidate) === id) };
  }

  private name(scope: Scope, id: string): string {
    const activity = scope.activities.find(candidate => idOf(candidate) === id);
    return activity ? labelOf(activity) : id;
  }

  /** One by its name, more by their number. */
  private named(ids: readonly string[], others = 0): string {
    const [only] = ids;
    const activity = only !== undefined && ids.length + others === 1 ? this.find(only).activity : undefined;
    return activity ? labelOf(activity) : t('{0} items', ids.length + others);
  }
}
