import { canPaste, copyText, paste, shiftFor, together, type Copied, type Pasted } from '../edit/clipboard.ts';
import { items, t } from '../text/text.ts';
import type { Acts } from './acts.ts';
import type { Changes } from './changes.ts';
import { nothing } from './state.ts';
import type { Store } from './store.ts';

const clipboardPlace = 'trasa.clipboard';

/** Copying and pasting, within a workflow and between two of them. */
export class CopyActs {
  private pastes = 0;

  constructor(private readonly store: Store, private readonly changes: Changes, private readonly acts: Acts) {}

  copy(): string | undefined {
    const { store } = this;
    const chosen = this.together();
    const copied = copyText(store.scope, chosen, store.read().catalogue);
    if (!copied) return undefined;
    this.pastes = 0;
    try {
      localStorage.setItem(clipboardPlace, copied);
    } catch {
      // The browser's own clipboard still has it.
    }
    store.say(t('{0} copied', this.changes.named([...chosen.activities], chosen.notes.size + chosen.areas.size)));
    return copied;
  }

  cut(): string | undefined {
    const copied = this.copy();
    if (copied) this.acts.take(this.together(), this.store.read().selection.connections);
    return copied;
  }

  paste(given?: string): void {
    const { store } = this;
    const copied = given && canPaste(given) ? given : given === undefined ? (localStorage.getItem(clipboardPlace) ?? '') : '';
    if (!canPaste(copied)) return store.say(t('There are no activities on the clipboard.'));
    const shift = shiftFor(store.scope, copied, ++this.pastes, store.read().catalogue);
    this.put(paste(store.read().doc, store.scope, copied, shift), '{0} pasted', true);
  }

  duplicate(): void {
    const { store } = this;
    const copied = copyText(store.scope, this.together(), store.read().catalogue);
    if (copied) this.put(paste(store.read().doc, store.scope, copied, { x: 40, y: 40 }), '{0} duplicated', false);
  }

  private together(): Copied {
    return together(this.store.scope, this.store.read().selection, this.store.read().catalogue);
  }

  private put(pasted: Pasted | undefined, said: string, look: boolean): void {
    const { store } = this;
    if (!pasted) return;
    const { path } = store.scope;
    const { select, notes, areas } = pasted;
    if (!this.changes.apply(t(said, items(select.length + notes.length + areas.length)), pasted, path)) return;
    store.select({ activities: new Set(select), notes: new Set(notes), areas: select.length + notes.length > 0 ? nothing.areas : new Set(areas), in: path }, look);
  }
}
