import { idOf, labelOf } from '../model/activity.ts';
import type { Path } from '../model/path.ts';
import { t } from '../text/text.ts';
import type { Store } from './store.ts';
import { focusCard } from './focus.ts';
import type { Desk } from './use.ts';

/** Selects the activity that follows, or comes before, the one selected. */
export function follow({ store, acts }: Pick<Desk, 'store' | 'acts'>, way: 'on' | 'back'): void {
  const { scope } = store;
  const [only] = acts.selectedActivities;
  if (!only) return choose({ store }, scope.activities[0] ? idOf(scope.activities[0]) : undefined);
  const index = scope.activities.indexOf(only);
  const next = way === 'on'
    ? (scope.connections.find(connection => connection.source === idOf(only))?.target ?? (scope.isOrdered ? neighbour(index + 1) : undefined))
    : (scope.connections.find(connection => connection.target === idOf(only))?.source ?? (scope.isOrdered ? neighbour(index - 1) : undefined));
  choose({ store }, next);

  function neighbour(at: number): string | undefined {
    const activity = scope.activities[at];
    return activity ? idOf(activity) : undefined;
  }
}

/** Into a container or slot: to see it on a canvas of its own, or to add something to it. */
export function goInside(store: Store, path: Path, then: 'enter' | 'add'): void {
  if (then === 'enter') store.enter(path);
  else store.set({ dialog: { is: 'add', how: { into: path } } });
}

function choose({ store }: Pick<Desk, 'store'>, id: string | undefined): void {
  const activity = store.scope.activities.find(candidate => idOf(candidate) === id);
  if (!activity || id === undefined) return store.say(t('The flow ends here.'));
  store.select({ activities: new Set([id]) }, true);
  store.say(labelOf(activity));
  focusCard(id);
}
