import { t } from '../text/text.ts';
import type { DotNet, Edit, Saved, Table } from './contract.ts';
import { element } from './dom.ts';
import type { Sheet } from './sheet.ts';

const pause = 700;
const again = 8000;

/**
 * Saves a moment after the last change, one call at a time. What could not be saved stays to be saved: it is tried again
 * by itself, with the next change, on request, and before anything that needs it.
 */
export class Saver {
  readonly place = element('span', 'td-save');
  readonly retry = element('button', 'td-button is-small');
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<boolean> | undefined;
  private saved: Table;
  /** What the page has; undefined after a call that failed, when nobody knows. */
  private told: Table | undefined;

  constructor(private readonly component: DotNet, private readonly sheet: Sheet, private readonly answered: (answer: Saved) => void) {
    this.saved = this.told = sheet.table;
    this.place.setAttribute('role', 'status');
    this.retry.type = 'button';
    this.retry.hidden = true;
    this.retry.textContent = t('Save again');
    this.retry.onclick = () => void this.flush();
  }

  get isDirty(): boolean {
    return this.sheet.table !== this.saved;
  }

  changed(): void {
    this.show(t('Not saved yet'), false);
    this.plan(pause);
  }

  /** Saves now what is not saved yet; false when it could not be. */
  async flush(): Promise<boolean> {
    while (this.sending) await this.sending;
    return this.isDirty ? this.send() : true;
  }

  private plan(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  private send(): Promise<boolean> {
    clearTimeout(this.timer);
    const sent = this.sheet.table;
    const edit = this.told && edited(this.told, sent);
    this.told = undefined;
    this.show(t('Saving…'), false);
    this.sending = this.component.invokeMethodAsync<Saved>(edit ? 'EditedAsync' : 'ChangedAsync', edit ?? sent).then(
      answer => this.receive(sent, answer),
      () => this.fail(t('Not saved')),
    ).finally(() => { this.sending = undefined; });
    return this.sending;
  }

  private receive(sent: Table, answer: Saved): boolean {
    if (answer.outcome !== 'saved') return this.fail(answer.message ?? t('Not saved'), answer.outcome === 'conflict');
    this.told = sent;
    if (sent === this.sheet.table) {
      this.show(t('Saved'), false);
      this.answered(answer);
      this.saved = this.sheet.table;
    }
    return true;
  }

  /** Somebody else's draft does not go away by waiting; everything else may. */
  private fail(text: string, isFinal = false): boolean {
    this.show(text, true);
    if (!isFinal) this.plan(again);
    return false;
  }

  private show(text: string, isBad: boolean): void {
    this.place.textContent = text;
    this.retry.hidden = !isBad;
    this.place.classList.toggle('is-bad', isBad);
  }
}

/** The rows with other cells; undefined when rows came, went or moved, or most of them changed: then the whole table goes. */
function edited(before: Table, after: Table): Edit | undefined {
  if (before.rows.length !== after.rows.length) return undefined;
  const rows: { at: number; cells: readonly string[] }[] = [];
  for (const [at, row] of after.rows.entries()) {
    if (row.id !== before.rows[at]!.id) return undefined;
    if (row !== before.rows[at]) rows.push({ at, cells: row.cells });
  }
  const isSameShape = before.columns.length === after.columns.length && after.columns.every((column, at) => column.id === before.columns[at]!.id);
  return isSameShape && rows.length * 2 <= after.rows.length + 1 ? { policy: after.policy, columns: after.columns, count: after.rows.length, rows } : undefined;
}
