import { TooLarge } from '../host/host.ts';
import { isObject, print, text, type Json } from '../model/json.ts';
import { t } from '../text/text.ts';
import type { Store } from './store.ts';

const quiet = 700;
const retry = 4000;

/** Saves the draft a moment after the last change, one save at a time, and never over somebody else's work. */
export class Saver {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> = Promise.resolve();
  private seen: Json | undefined;
  private readonly stop: () => void;

  constructor(private readonly store: Store) {
    this.stop = store.subscribe(() => this.look());
  }

  dispose(): void {
    this.stop();
    clearTimeout(this.timer);
  }

  /** Saves what is not saved yet; done when nothing is under way any more. */
  now(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.running = this.running.then(() => this.save());
    return this.running;
  }

  /** Saves over the other person's draft, which stays in their undo list and was offered for comparison. */
  async overwrite(): Promise<void> {
    const { saving } = this.store.read();
    if (saving.is !== 'conflict') return;
    this.store.set({ revision: saving.revision, saving: { is: 'unsaved' } });
    await this.now();
  }

  private look(): void {
    const { doc, saved, saving } = this.store.read();
    if (doc === saved) {
      if (saving.is === 'unsaved') this.store.set({ saving: { is: 'clean' } });
      return;
    }
    if (doc === this.seen) return;
    this.seen = doc;
    keep(this.store);
    if (saving.is === 'clean') this.store.set({ saving: { is: 'unsaved' } });
    if (saving.is !== 'conflict') this.later(saving.is === 'failed' ? retry : quiet);
  }

  private later(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.now(), delay);
  }

  private async save(): Promise<void> {
    const { doc, saved, revision, saving, isDraft, version } = this.store.read();
    if (doc === saved || saving.is === 'conflict') return;
    this.store.set({ saving: { is: 'saving' } });
    try {
      const answer = await this.store.host.save(print(doc), revision);
      if (answer.outcome === 'conflict') return this.store.set({ saving: { is: 'conflict', by: answer.by ?? '', revision: answer.revision }, said: t('Not saved: somebody else saved this draft.') });
      if (answer.outcome === 'refused') return this.store.set({ saving: { is: 'failed', message: answer.message ?? '' } });
      this.store.set({ saved: doc, revision: answer.revision, isDraft: true, version: isDraft ? version : version + 1, saving: { is: this.store.read().doc === doc ? 'clean' : 'unsaved' } });
      if (this.store.read().doc === doc) forget(this.store);
    } catch (fault) {
      if (fault instanceof TooLarge) return this.store.set({ saving: { is: 'failed', message: fault.message } });
      this.store.set({ saving: { is: 'failed', message: t('The connection was lost. Your work is kept in this browser and saved when it is back.') } });
      this.later(retry);
    }
  }
}

/** What was not saved when the page went away, if it is newer than what the server has. */
export function rescued(store: Store): string | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place(store)) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return undefined;
    const { content, revision } = kept as { content: string; revision: number };
    return revision === store.read().revision && content !== print(store.read().doc) ? content : undefined;
  } catch {
    return undefined;
  }
}

export function forget(store: Store): void {
  try {
    localStorage.removeItem(place(store));
  } catch {
    // A browser without storage keeps nothing; saving itself does not depend on it.
  }
}

function keep(store: Store): void {
  const { doc, revision } = store.read();
  try {
    localStorage.setItem(place(store), JSON.stringify({ content: print(doc), revision }));
  } catch {
    // Full or forbidden storage: the draft on the server is the one that counts.
  }
}

function place(store: Store): string {
  const { doc } = store.read();
  return `trasa.draft.${store.options.key || (isObject(doc) ? text(doc, 'definitionId') : '')}`;
}
