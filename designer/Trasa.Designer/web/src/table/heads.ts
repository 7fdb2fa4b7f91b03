import { t } from '../text/text.ts';
import { ColumnEditor } from './columns.ts';
import type { ColumnKind } from './contract.ts';
import { element } from './dom.ts';
import type { Sheet } from './sheet.ts';

interface Wanted {
  readonly sheet: Sheet;
  readonly canEdit: boolean;
  readonly types: readonly string[];
  readonly say: (text: string) => void;
}

/** The row of headings: the number of a row, the columns of the table, and what is known about a row. A heading opens its column. */
export class Heads {
  private place: HTMLElement | undefined;

  constructor(private readonly grid: HTMLElement, private readonly wanted: Wanted) {}

  draw(): void {
    this.place?.remove();
    const { columns } = this.wanted.sheet;
    const head = element('div', 'tg-head tg-row');
    head.setAttribute('role', 'row');
    head.setAttribute('aria-rowindex', '1');
    const cells = [{ title: '', kind: 'number', hint: '' }, ...columns.map(column => ({ title: column.title, kind: column.kind, hint: column.expression === column.title ? column.type : column.expression })), { title: t('What is known'), kind: 'known', hint: '' }];
    cells.forEach((column, index) => {
      const cell = element('div', `tg-cell tg-${column.kind}`);
      cell.setAttribute('role', 'columnheader');
      cell.setAttribute('aria-colindex', String(index + 1));
      if (this.wanted.canEdit && index > 0 && index <= columns.length) cell.append(this.button(index - 1, column.title));
      else cell.textContent = column.title;
      if (index === 0) cell.setAttribute('aria-label', t('Row'));
      if (column.hint) {
        const hint = element('span', 'tg-expression');
        hint.textContent = column.hint;
        cell.append(hint);
      }
      head.append(cell);
    });
    this.place = element('div', 'tg-heads');
    this.place.setAttribute('role', 'rowgroup');
    this.place.append(head);
    this.grid.prepend(this.place);
  }

  /** Adds a column and opens it: one without a name would not be of use. */
  add(kind: ColumnKind, after?: number): void {
    const at = this.wanted.sheet.addColumn(kind, t('New column'), after);
    this.wanted.say(t('Column added.'));
    this.head(at)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.open(at);
  }

  private button(at: number, title: string): HTMLButtonElement {
    const button = element('button', 'tg-title');
    button.type = 'button';
    button.dataset['head'] = String(at);
    button.title = t('Change this column');
    button.textContent = title || '…';
    button.onclick = () => this.open(at);
    return button;
  }

  private head(at: number): HTMLElement | null | undefined {
    return this.place?.querySelector<HTMLElement>(`[data-head='${at}']`);
  }

  private open(at: number): void {
    const { sheet, types, say } = this.wanted;
    const [column, head, host] = [sheet.columns[at], this.head(at), this.grid.parentElement];
    if (!column || !head || !host) return;
    new ColumnEditor({
      column, types,
      canRemove: column.kind === 'note' || sheet.columns.filter(each => each.kind === column.kind).length > 1,
      canMove: by => sheet.canMoveColumn(at, by),
      take: changed => sheet.changeColumn(at, changed),
      move: by => sheet.moveColumn(at, by),
      add: () => this.add(column.kind, at),
      remove: () => {
        sheet.removeColumn(at);
        say(t('Column {0} deleted.', column.title));
      },
      // The column may have gone elsewhere, or another one is open already.
      closed: () => {
        const now = sheet.columns.findIndex(each => each.id === column.id);
        if (!host.querySelector('.tg-column')) this.head(now < 0 ? Math.min(at, sheet.columns.length - 1) : now)?.focus();
      },
    }, head, host);
  }
}
