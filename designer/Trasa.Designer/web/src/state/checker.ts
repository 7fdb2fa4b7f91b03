import { print, type Json } from '../model/json.ts';
import type { Store } from './store.ts';

const quiet = 600;

/** Asks the host what is wrong with the definition, a moment after the last change. */
export class Checker {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private checked: Json | undefined;
  private readonly stop: () => void;

  constructor(private readonly store: Store) {
    this.stop = store.subscribe(() => this.look());
    this.look();
  }

  dispose(): void {
    this.stop();
    clearTimeout(this.timer);
  }

  private look(): void {
    const { doc } = this.store.read();
    if (doc === this.checked) return;
    this.checked = doc;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.check(doc), quiet);
  }

  private async check(doc: Json): Promise<void> {
    try {
      const problems = await this.store.host.validate(print(doc));
      if (this.store.read().doc === doc) this.store.set({ problems });
    } catch {
      // Without a connection the last answer stands; the next change asks again.
    }
  }
}
