import type { Anchor } from '../edit/activities.ts';
import { staffed } from '../edit/areas.ts';
import { isEdited, type Edited } from '../edit/edit.ts';
import { makeRoom } from '../edit/frames.ts';
import { idOf, labelOf, type Activity, type Point } from '../model/activity.ts';
import { boxesIn, freeOf } from '../model/frame.ts';
import { cardWidth } from '../model/geometry.ts';
import type { Json } from '../model/json.ts';
import type { Path } from '../model/path.ts';
import { around, openScope, type Scope } from '../model/scope.ts';
import { items, t } from '../text/text.ts';
import type { Store } from './store.ts';

/** What every act has in common: frames around make room, lanes hand out work, things are called by their names. */
export class Changes {
  constructor(private readonly store: Store) {}

  /** Frames around may grow by it. */
  apply(label: string, edit: Json | Edited, scope: Path, merge?: string): boolean {
    const { doc, catalogue } = this.store.read();
    const edited = isEdited(edit) ? edit : { doc: edit };
    return this.store.apply(label, { ...edited, doc: makeRoom(doc, edited.doc, scope, catalogue) }, merge);
  }

  /** User tasks that come into a lane go to its people; where others are named, a person decides. */
  applyStaffed(label: string, edit: Json | Edited, scope: Path, merge?: string): void {
    const { store } = this;
    const { doc, catalogue } = store.read();
    const edited = isEdited(edit) ? edit : { doc: edit };
    const { doc: next, given, asked } = staffed(doc, edited.doc, scope, catalogue);
    if (!this.apply(label, { ...edited, doc: next }, scope, merge)) return;
    if (given.length > 0) store.say(`${label}. ${t('{0} goes to the people of the lane.', this.named(given))}`);
    if (asked.length > 0) store.set({ dialog: { is: 'staff', asked } });
  }

  freePlace(scope: Scope, anchor: Anchor): Point {
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
  find(id: string): { readonly scope: Scope; readonly activity: Activity | undefined } {
    const { doc } = this.store.read();
    const near = this.store.scope;
    const scope = near.activities.some(candidate => idOf(candidate) === id) ? near : openScope(doc, around(doc, id) ?? near.path);
    return { scope, activity: scope.activities.find(candidate => idOf(candidate) === id) };
  }

  name(scope: Scope, id: string): string {
    const activity = scope.activities.find(candidate => idOf(candidate) === id);
    return activity ? labelOf(activity) : id;
  }

  /** One by its name, more by their number. */
  named(ids: readonly string[], others = 0): string {
    const [only] = ids;
    const activity = only !== undefined && ids.length + others === 1 ? this.find(only).activity : undefined;
    return activity ? labelOf(activity) : items(ids.length + others);
  }
}
