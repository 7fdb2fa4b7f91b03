import { t } from '../text/text.ts';
import type { Column, Row } from './contract.ts';
import { element } from './dom.ts';
import { shown } from './simple.ts';

export interface Badge {
  readonly text: string;
  readonly title: string;
  readonly tone: 'quiet' | 'none' | 'warn' | 'bad';
}

interface Content {
  readonly row: Row;
  readonly number: number;
  readonly line: number;
  readonly active: number;
  readonly selected: readonly [number, number] | null;
  readonly badges: readonly Badge[];
  readonly fault: (column: number) => string | undefined;
}

export const rowKey = (row: string, column: number): string => `${row}|${column}`;

/** One row on the screen. */
export class RowView {
  readonly place = element('div', 'tg-row');
  private readonly number = element('div', 'tg-cell tg-number');
  private readonly known = element('div', 'tg-cell tg-known');
  private readonly cells: HTMLElement[];

  constructor(private readonly columns: readonly Column[], canEdit: boolean) {
    this.place.setAttribute('role', 'row');
    this.number.setAttribute('role', 'rowheader');
    this.number.setAttribute('aria-colindex', '1');
    if (canEdit) this.number.classList.add('tg-handle');
    this.cells = columns.map((column, index) => {
      const cell = element('div', `tg-cell tg-${column.kind}`);
      cell.setAttribute('role', 'gridcell');
      cell.setAttribute('aria-colindex', String(index + 2));
      cell.dataset['column'] = String(index);
      return cell;
    });
    this.known.setAttribute('role', 'gridcell');
    this.known.setAttribute('aria-colindex', String(columns.length + 2));
    this.place.append(this.number, ...this.cells, this.known);
  }

  cell(column: number): HTMLElement | undefined {
    return this.cells[column];
  }

  fill(content: Content): void {
    const { row, number, line, active, selected, badges, fault } = content;
    this.place.setAttribute('aria-rowindex', String(line + 2));
    this.place.dataset['line'] = String(line);
    this.place.dataset['row'] = row.id;
    this.number.textContent = String(number + 1);
    this.cells.forEach((cell, index) => {
      const text = row.cells[index] ?? '';
      const problem = fault(index);
      const any = this.columns[index]!.kind === 'input' && (text.trim() === '' || text.trim() === '-');
      cell.textContent = any ? '–' : shown(text);
      cell.classList.toggle('is-any', any);
      cell.classList.toggle('is-faulty', problem !== undefined);
      cell.title = problem ?? (text.length > 24 ? text : '');
      cell.tabIndex = index === active ? 0 : -1;
      cell.setAttribute('aria-selected', String(selected !== null && index >= selected[0] && index <= selected[1]));
      if (any) cell.setAttribute('aria-label', t('any value'));
      else cell.removeAttribute('aria-label');
      if (problem !== undefined) cell.setAttribute('aria-invalid', 'true');
      else cell.removeAttribute('aria-invalid');
    });
    this.known.replaceChildren(...badges.map(badge => {
      const chip = element('span', `tg-badge is-${badge.tone}`);
      chip.textContent = badge.text;
      chip.title = badge.title;
      return chip;
    }));
  }
}
