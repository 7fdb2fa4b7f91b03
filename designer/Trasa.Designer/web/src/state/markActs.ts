import { addGroup, addLane, changeArea, moveGroup, orderLanes } from '../edit/areas.ts';
import { addNote, changeNote, transferNotes, type Note } from '../edit/notes.ts';
import type { Point } from '../model/activity.ts';
import { areasIn, lanesIn, type Area } from '../model/areas.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Path } from '../model/path.ts';
import { labelOfPlace, openScope, type Scope } from '../model/scope.ts';
import { t } from '../text/text.ts';
import type { Changes } from './changes.ts';
import type { Store } from './store.ts';

/** What a person does with notes, groups and lanes, on the canvas or in a frame on it. */
export class MarkActs {
  constructor(private readonly store: Store, private readonly changes: Changes) {}

  addNote(): void {
    const { store } = this;
    const { scope } = store;
    if (scope.kind === 'empty') return store.say(t('Add an activity first.'));
    const { doc, id } = addNote(store.read().doc, scope.path, this.changes.freePlace(scope, {}), '');
    this.changes.apply(t('Note added'), doc, scope.path);
    store.select({ notes: new Set([id]), in: scope.path });
  }

  changeNote(id: string, what: Partial<Note>, scope: Path, merge?: string): void {
    this.changes.apply(t('Note changed'), changeNote(this.store.read().doc, scope, id, what), scope, merge);
  }

  /** Into another container. */
  transferNotes(places: ReadonlyMap<string, Point>, from: Path, to: Path): void {
    const { doc, catalogue } = this.store.read();
    const { doc: next, ids } = transferNotes(doc, from, to, places);
    if (!this.changes.apply(t('{0} moved to {1}', t('Note'), labelOfPlace(doc, to, catalogue)), next, to)) return;
    this.store.select({ notes: new Set(ids), in: to });
  }

  /** A frame around what is selected. */
  addGroup(): void {
    const { store } = this;
    const { doc, selection, catalogue } = store.read();
    this.add(addGroup(doc, store.scope, selection.activities, t('Group'), catalogue), t('Group added'), t('Select activities of a flowchart first.'));
  }

  addLane(): void {
    const { store } = this;
    const { doc, catalogue } = store.read();
    const isWhole = store.frame(store.scope.path) === undefined;
    if (this.add(addLane(doc, store.scope, t('Lane'), catalogue), t('Lane added'), t('Only a flowchart has lanes.')) && isWhole) store.lookAtAll();
  }

  change(id: string, what: JsonObject, scope: Path, field?: string): void {
    const { view, area } = this.find(id, scope);
    const { doc, catalogue } = this.store.read();
    if (area) this.changes.apply(area.kind === 'lane' ? t('Lane changed') : t('Group changed'), changeArea(doc, view, area, what, catalogue), scope, field === undefined ? undefined : `area ${id} ${field}`);
  }

  moveGroup(id: string, by: Point, scope: Path, merge?: string): void {
    const { view, area } = this.find(id, scope);
    const { doc, catalogue } = this.store.read();
    if (area?.kind === 'group') this.changes.applyStaffed(t('{0} moved', area.title || t('Group')), moveGroup(doc, view, area, by, catalogue), scope, merge);
  }

  /** One place up or down among the lanes, with all that stands in it. */
  shiftLane(id: string, by: 1 | -1, scope: Path): void {
    const lanes = this.lanes(scope);
    const from = lanes.findIndex(lane => lane.id === id);
    if (from < 0) return;
    if (!lanes[from + by]) return this.store.say(by < 0 ? t('It is the first lane.') : t('It is the last lane.'));
    this.order(lanes.toSpliced(from, 1).toSpliced(from + by, 0, lanes[from]!), lanes[from]!, scope);
  }

  /** Let go at this height: it stands before the first lane whose middle is below. */
  dropLane(id: string, y: number, scope: Path): void {
    const lanes = this.lanes(scope);
    const lane = lanes.find(candidate => candidate.id === id);
    if (!lane) return;
    const middle = y + lane.height / 2;
    const others = lanes.filter(other => other !== lane);
    const index = others.filter(other => other.y + other.height / 2 < middle).length;
    this.order(others.toSpliced(index, 0, lane), lane, scope);
  }

  selectMembers(id: string, scope: Path): void {
    const { area } = this.find(id, scope);
    if (area) this.store.select({ activities: new Set(area.members), in: scope });
  }

  private order(lanes: readonly Area[], lane: Area, scope: Path): void {
    const { doc, catalogue } = this.store.read();
    const said = t('{0} is lane {1} of {2} now', lane.title || lane.who || t('Lane'), lanes.indexOf(lane) + 1, lanes.length);
    this.changes.apply(said, orderLanes(doc, openScope(doc, scope), lanes, catalogue), scope);
  }

  private add(added: { readonly doc: Json; readonly id: string } | undefined, said: string, otherwise: string): boolean {
    const { store } = this;
    if (!added) {
      store.say(otherwise);
      return false;
    }
    const { path } = store.scope;
    this.changes.apply(said, added.doc, path);
    store.select({ areas: new Set([added.id]), in: path });
    store.set({ showsPanel: true, panel: 'properties' });
    return true;
  }

  private lanes(scope: Path): Area[] {
    return lanesIn(openScope(this.store.read().doc, scope), this.store.read().catalogue);
  }

  private find(id: string, scope: Path): { readonly view: Scope; readonly area: Area | undefined } {
    const view = openScope(this.store.read().doc, scope);
    return { view, area: areasIn(view, this.store.read().catalogue).find(candidate => candidate.id === id) };
  }
}
