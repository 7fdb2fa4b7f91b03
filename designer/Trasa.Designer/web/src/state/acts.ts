import { addActivity, removeActivities, type Anchor } from '../edit/activities.ts';
import { assign, removeAreas } from '../edit/areas.ts';
import { align, move, type Alignment } from '../edit/arrange.ts';
import { addBoundary, moveBoundary, type BoundaryKind } from '../edit/boundaries.ts';
import type { Copied } from '../edit/clipboard.ts';
import { connect, disconnect, reconnect, refusal, type Ends } from '../edit/connections.ts';
import { expand, isInside, keepDistances, transfer } from '../edit/frames.ts';
import { changeNote, notesIn, removeNotes } from '../edit/notes.ts';
import { addOutcome, madeOutcomes, removeOutcome, renameOutcome } from '../edit/outcomes.ts';
import { tidy } from '../edit/tidy.ts';
import { idOf, isActivity, labelOf, outcomesOf, typeOf, type Point } from '../model/activity.ts';
import { connectionKey, type Connection } from '../model/connection.ts';
import type { ActivityDescriptor } from '../model/descriptor.ts';
import { canExpand } from '../model/frame.ts';
import { cardWidth } from '../model/geometry.ts';
import { at, samePath, type Path } from '../model/path.ts';
import { labelOfPlace, openScope, pathOf, scopeOf } from '../model/scope.ts';
import { items, t } from '../text/text.ts';
import type { Changes } from './changes.ts';
import type { Saver } from './saver.ts';
import type { AddHow } from './state.ts';
import type { Store } from './store.ts';

/** What a person does, by mouse, key or command palette: always the same act, always said, always undoable. */
export class Acts {
  constructor(private readonly store: Store, readonly saver: Saver, private readonly changes: Changes) {}

  /** Gives its id back, so that the focus can follow. */
  add(descriptor: ActivityDescriptor, how: AddHow): string {
    const { store } = this;
    const { catalogue, doc } = store.read();
    const scope = how.into ? openScope(doc, how.into) : store.scope;
    const inside = scope.connections.find(connection => connectionKey(connection) === how.insideKey);
    const anchor: Anchor = { ...(how.after ? { after: how.after } : {}), ...(inside ? { inside } : {}) };
    const edited = addActivity(doc, scope, descriptor, how.at ?? this.changes.freePlace(scope, anchor), anchor, catalogue);
    this.changes.applyStaffed(t('{0} added', descriptor.displayName), { ...edited, in: scope.path }, scope.path);
    store.lookAtAdded();
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
    this.changes.applyStaffed(t('{0} moved to {1}', this.changes.named([...places.keys()]), labelOfPlace(doc, to, catalogue)), edited, to);
  }

  /** The same without a mouse: what is selected goes beside what stands there. */
  transferTo(to: Path): void {
    const { store } = this;
    const target = openScope(store.read().doc, to);
    const chosen = this.selectedActivities;
    if (chosen.length === 0 || samePath(store.scope.path, to)) return store.say(t('It is there already.'));
    const free = this.changes.freePlace(target, {});
    const step = cardWidth + 60;
    this.transfer(store.scope.path, new Map(chosen.map((activity, index) => [idOf(activity), { x: free.x + index * step, y: free.y }])), to);
  }

  addOutcome(id: string): void {
    const { store } = this;
    const { doc, catalogue } = store.read();
    const { scope, activity } = this.changes.find(id);
    const added = activity && addOutcome(doc, scope, activity, catalogue);
    if (!added) return store.say(t('The outcomes of this activity are given.'));
    this.changes.apply(t('Outcome {0} added', added.outcome), { doc: added.doc, select: [id], in: scope.path }, scope.path);
    store.set({ renaming: { id, outcome: added.outcome } });
  }

  /** An empty name takes the outcome away. */
  renameOutcome(id: string, from: string, to: string): void {
    const { store } = this;
    const { doc, catalogue } = store.read();
    const { scope, activity } = this.changes.find(id);
    if (!activity || from === to) return;
    if (to === '') this.changes.apply(t('{0} deleted', from), removeOutcome(doc, scope, activity, from, catalogue), scope.path);
    else if (madeOutcomes(activity, catalogue)?.labels.includes(to)) store.say(t('There is an outcome {0} already.', to));
    else this.changes.apply(t('Outcome {0} is called {1} now', from, to), renameOutcome(doc, scope, activity, from, to, catalogue), scope.path);
  }

  /** A timer or event on the border of an activity. */
  addBoundary(path: Path, kind: BoundaryKind): void {
    const { store } = this;
    const { doc } = store.read();
    const activity = at(doc, path);
    const scope = scopeOf(doc, path)?.scope;
    if (!isActivity(activity) || !scope) return store.say(t('Select one activity first.'));
    const added = addBoundary(doc, path, kind);
    this.changes.apply(t('{0} added to {1}', added.outcome, labelOf(activity)), { doc: added.doc, select: [idOf(activity)], in: scope }, scope);
    store.set({ showsPanel: true, panel: 'properties' });
  }

  addBoundaryTo(id: string, kind: BoundaryKind): void {
    const { scope, activity } = this.changes.find(id);
    if (activity) this.addBoundary(pathOf(scope, id), kind);
  }

  moveBoundary(from: string, to: string, outcome: string): void {
    const { store } = this;
    const { scope } = this.changes.find(from);
    const moved = moveBoundary(store.read().doc, scope, from, to, outcome);
    if (!moved) return from === to ? undefined : store.say(t('A timer or event moves to an activity in the same container.'));
    this.changes.apply(t('{0} moved to {1}', outcome, this.changes.name(scope, to)), { doc: moved.doc, select: [to], in: scope.path }, scope.path);
  }

  /** Adds after what is selected, when exactly one activity is. */
  addHow(): AddHow {
    const [only, another] = this.selectedActivities;
    if (!only || another || this.store.scope.kind === 'empty') return {};
    const free = this.freePorts(idOf(only))[0];
    return free ? { after: { id: idOf(only), port: free } } : {};
  }

  freePorts(id: string): string[] {
    const { scope, activity } = this.changes.find(id);
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
    const { scope } = this.changes.find(ends.source);
    const why = refusal(scope, ends);
    if (why) return store.say(t(why));
    store.apply(t('{0} connected to {1}', `${this.changes.name(scope, ends.source)} · ${ends.port}`, this.changes.name(scope, ends.target)), connect(store.read().doc, scope, ends));
  }

  reconnect(old: Connection, ends: Ends): void {
    const { store } = this;
    const { scope } = this.changes.find(ends.source);
    if (connectionKey(old) === connectionKey(ends)) return;
    const why = refusal(scope, ends);
    if (why) return store.say(t(why));
    store.apply(t('Connection moved to {0}', this.changes.name(scope, ends.target)), reconnect(store.read().doc, scope, old, ends));
    store.select({ connections: new Set([connectionKey(ends)]), in: scope.path });
  }

  move(moved: ReadonlyMap<string, Point>, notes: ReadonlyMap<string, Point>, from: Path, merge?: string): void {
    const { store } = this;
    const { catalogue } = store.read();
    let doc = moved.size > 0 ? move(store.read().doc, openScope(store.read().doc, from), moved, catalogue) : store.read().doc;
    for (const [id, at] of notes) doc = changeNote(doc, from, id, { x: Math.round(at.x), y: Math.round(at.y) });
    this.changes.applyStaffed(t('{0} moved', this.changes.named([...moved.keys()], notes.size)), doc, from, merge);
  }

  remove(): void {
    const { selection } = this.store.read();
    if (selection.activities.size + selection.connections.size + selection.notes.size + selection.areas.size === 0) return this.store.say(t('Nothing is selected.'));
    this.take(selection, selection.connections);
  }

  selectAll(): void {
    const { store } = this;
    const { path, activities, owner } = store.scope;
    const notes = notesIn(owner);
    store.select({ activities: new Set(activities.map(idOf)), notes: new Set(notes.map(note => note.id)), in: path });
    store.say(t('{0} selected', items(activities.length + notes.length)));
  }

  /** Takes this out of the scope in which acts take place. */
  take(chosen: Copied, connections: ReadonlySet<string>): void {
    const { store } = this;
    const { path } = store.scope;
    const bare = removeAreas(removeNotes(disconnect(store.read().doc, store.scope, connections), path, chosen.notes), path, chosen.areas);
    const next = chosen.activities.size > 0 ? removeActivities(bare, openScope(bare, path), chosen.activities).doc : bare;
    const others = chosen.notes.size + chosen.areas.size + connections.size;
    this.changes.apply(t('{0} deleted', this.changes.named([...chosen.activities], others)), { doc: next, select: [] }, path);
  }

  align(how: Alignment): void {
    const { store } = this;
    const { doc, selection, catalogue } = store.read();
    if (selection.activities.size < 2) return store.say(t('Select two activities or more first.'));
    this.changes.apply(t('Aligned'), align(doc, store.scope, [...selection.activities], how, catalogue), store.scope.path);
  }

  tidy(): void {
    const { store } = this;
    if (store.scope.kind !== 'flowchart') return store.say(t('Only a flowchart can be tidied up.'));
    if (this.changes.apply(t('Tidied up'), tidy(store.read().doc, store.scope, store.read().catalogue), store.scope.path)) store.lookAtAll();
  }

  staff(id: string, who: string): void {
    const { store } = this;
    const { scope, activity } = this.changes.find(id);
    if (activity) store.apply(t('{0} goes to {1} now', labelOf(activity), who), assign(store.read().doc, scope, id, who, store.read().catalogue));
  }

  nameOf(id: string): string {
    return this.changes.named([id]);
  }
}
