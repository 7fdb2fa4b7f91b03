import { t } from '../text/text.ts';
import type { Column, Mark } from './contract.ts';
import { element } from './dom.ts';
import type { Badge } from './row.ts';

/** The row of headings: the number of a row, the columns of the table, and what is known about a row. */
export function heads(columns: readonly Column[]): HTMLElement {
  const head = element('div', 'tg-head tg-row');
  head.setAttribute('role', 'row');
  head.setAttribute('aria-rowindex', '1');
  const cells = [{ title: '', kind: 'number', hint: '' }, ...columns.map(column => ({ title: column.title, kind: column.kind, hint: column.expression === column.title ? column.type : column.expression })), { title: t('What is known'), kind: 'known', hint: '' }];
  cells.forEach((column, index) => {
    const cell = element('div', `tg-cell tg-${column.kind}`);
    cell.setAttribute('role', 'columnheader');
    cell.setAttribute('aria-colindex', String(index + 1));
    cell.textContent = column.title;
    if (index === 0) cell.setAttribute('aria-label', t('Row'));
    if (column.hint) {
      const hint = element('span', 'tg-expression');
      hint.textContent = column.hint;
      cell.append(hint);
    }
    head.append(cell);
  });
  const group = element('div');
  group.setAttribute('role', 'rowgroup');
  group.className = 'tg-heads';
  group.append(head);
  return group;
}

/** How often a row decided lately, and how many saved examples reach it. */
export function hitBadges(mark: Mark | undefined, hasHits: boolean): Badge[] {
  const { tests, hits } = mark ?? { tests: 0, hits: 0 };
  const badges: Badge[] = [];
  if (hasHits) badges.push(hits > 0 ? { text: t('{0} hits', hits), title: t('Decided {0} times in the last 30 days.', hits), tone: 'quiet' } : { text: t('never'), title: t('Not once in the last 30 days.'), tone: 'warn' });
  badges.push({ text: t('{0} tests', tests), title: tests > 0 ? t('{0} saved examples reach this row.', tests) : t('No saved example reaches this row.'), tone: tests > 0 ? 'quiet' : 'none' });
  return badges;
}
