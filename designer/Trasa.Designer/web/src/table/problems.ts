import { t } from '../text/text.ts';
import type { Check, Row } from './contract.ts';
import { element } from './dom.ts';

const most = 200;

/** What is wrong with the table, each with an example and the way to the row. */
export class Problems {
  readonly place = element('section', 'tg-problems');
  private readonly title = element('h3');
  private readonly list = element('ul');

  constructor(private readonly goTo: (row: string) => void) {
    this.place.setAttribute('aria-label', t('Problems'));
    this.place.append(this.title, this.list);
  }

  show(check: Check, rows: readonly Row[], columns: readonly { title: string }[]): void {
    const numbers = new Map(rows.map((row, index) => [row.id, index + 1]));
    const items = [
      ...check.faults.map(fault => {
        const column = columns[fault.column]?.title ?? '';
        return { text: `${fault.row ? `${t('Row {0}', numbers.get(fault.row) ?? '?')}, ${column}` : t('Column {0}', column)}: ${fault.message}`, example: '', rows: [fault.row], isError: true };
      }),
      ...check.findings.map(finding => ({ text: this.named(finding.message, finding.rows, numbers), example: finding.example, rows: finding.rows, isError: finding.isError })),
    ];
    const clean = check.limits.length === 0 ? t('No gaps, overlaps or dead rows.') : t('Nothing was found where it could be checked.');
    this.title.textContent = items.length === 0 ? clean : items.length === 1 ? t('1 problem') : t('{0} problems', items.length);
    this.place.classList.toggle('is-clean', items.length === 0);
    const notes = items.length > most ? [...check.limits, t('The first {0} are listed.', most)] : check.limits;
    this.list.replaceChildren(...items.slice(0, most).map(item => {
      const line = element('li', item.isError ? 'is-bad' : 'is-warn');
      const text = element('span');
      text.textContent = item.text;
      line.append(text);
      if (item.example) {
        const example = element('code');
        example.textContent = item.example;
        line.append(example);
      }
      for (const row of item.rows.slice(0, 3).filter(id => numbers.has(id))) {
        const jump = element('button', 'td-link');
        jump.type = 'button';
        jump.textContent = t('Row {0}', numbers.get(row)!);
        jump.onclick = () => this.goTo(row);
        line.append(jump);
      }
      return line;
    }), ...notes.map(note => {
      const line = element('li', 'is-note');
      line.textContent = note;
      return line;
    }));
  }

  /** People know rows by their numbers; the analysis names them by their lasting ids. */
  private named(message: string, rows: readonly string[], numbers: ReadonlyMap<string, number>): string {
    return rows.reduce((text, row) => (numbers.has(row) ? text.replaceAll(new RegExp(`\\b${row.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'g'), String(numbers.get(row))) : text), message);
  }
}
