import { t } from '../text/text.ts';
import type { Column, Name, Note } from './contract.ts';
import { element } from './dom.ts';
import type { FeelField } from './feel.ts';
import { allowedOf, parse, shown, write, type Simple } from './simple.ts';

interface Wanted {
  readonly column: Column;
  readonly text: string;
  readonly typed?: string | undefined;
  readonly cell: HTMLElement;
  readonly names: readonly Name[];
  readonly check: (text: string) => Promise<readonly Note[]>;
  /** The cell is left with this text; `move` says where the person goes. */
  readonly finish: (text: string | null, move: 'stay' | 'down' | 'right' | 'left') => void;
}

/** The editor over a cell: pickers where the column says what may stand in it, FEEL for everything else. */
export class CellEditor {
  private readonly panel = element('div', 'tg-editor');
  private read: () => string = () => this.wanted.text;
  private feel: FeelField | undefined;
  private isOver = false;
  /** Keys that came before the field was there. */
  private early = '';

  constructor(private readonly wanted: Wanted, host: HTMLElement) {
    const { column } = wanted;
    this.panel.setAttribute('role', 'dialog');
    this.panel.setAttribute('aria-label', t('Edit {0}', column.title));
    host.append(this.panel);
    this.place(host);
    this.panel.addEventListener('keydown', event => this.key(event));
    const simple = wanted.typed === undefined ? parse(wanted.text, column) : null;
    if (column.kind === 'note') this.note();
    else if (simple && canPick(column)) this.pick(simple);
    else void this.write();
    setTimeout(() => document.addEventListener('pointerdown', this.outside, true));
  }

  private readonly outside = (event: PointerEvent) => {
    if (!this.panel.contains(event.target as Node) && !(event.target as Element).closest?.('.cm-tooltip')) this.end(this.read(), 'stay');
  };

  private place(host: HTMLElement): void {
    const cell = this.wanted.cell.getBoundingClientRect();
    const around = host.getBoundingClientRect();
    const below = around.bottom - cell.top > 240 || cell.top - around.top < 200;
    this.panel.style.left = `${Math.max(4, Math.min(cell.left - around.left, around.width - 300))}px`;
    this.panel.style.minWidth = `${Math.max(240, cell.width)}px`;
    if (below) this.panel.style.top = `${cell.top - around.top}px`;
    else this.panel.style.bottom = `${around.bottom - cell.bottom}px`;
  }

  private key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape') this.end(null, 'stay');
    else if (event.key === 'Tab' && (this.feel || this.wanted.column.kind === 'note')) this.end(this.read(), event.shiftKey ? 'left' : 'right');
    else if (event.key === 'Enter' && !(event.target as Element).closest('.cm-editor, button')) this.end(this.read(), 'down');
    else return;
    event.preventDefault();
  }

  private end(text: string | null, move: 'stay' | 'down' | 'right' | 'left'): void {
    if (this.isOver) return;
    this.isOver = true;
    document.removeEventListener('pointerdown', this.outside, true);
    this.feel?.destroy();
    this.panel.remove();
    this.wanted.finish(text, move);
  }

  private note(): void {
    const field = element('textarea', 'tg-text');
    field.value = this.wanted.typed ?? this.wanted.text;
    field.setAttribute('aria-label', this.wanted.column.title);
    this.panel.replaceChildren(field);
    this.read = () => field.value.trim();
    field.focus();
  }

  /** A key that still went to the cell, because the field is being loaded. */
  typeEarly(event: KeyboardEvent): void {
    if (this.feel || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (event.key === 'Escape') this.end(null, 'stay');
    else if (event.key === 'Enter') this.end(this.read(), 'down');
    else if (event.key === 'Backspace') this.early = this.early.slice(0, -1);
    else if (event.key.length === 1) this.early += event.key;
  }

  private async write(): Promise<void> {
    const place = element('div', 'tg-feel');
    const hint = element('p', 'tg-hint');
    hint.textContent = t('FEEL. Enter takes it, Escape leaves it, Ctrl+Space lists what is known.');
    this.panel.replaceChildren(place, hint);
    const text = this.wanted.typed ?? this.wanted.text;
    this.read = () => text + this.early;
    // The editor is a chunk of its own: whoever only picks values never loads it.
    const { feelField } = await import('./feel.ts');
    if (this.isOver) return;
    this.feel = feelField(place, {
      text: text + this.early, label: this.wanted.column.title, names: this.wanted.names, check: this.wanted.check,
      done: () => this.end(this.read(), 'down'), left: () => this.end(null, 'stay'),
    });
    this.read = () => this.feel!.text().trim();
    this.feel.focus();
  }

  private pick(simple: Simple): void {
    const { column } = this.wanted;
    const parts = column.allowed.length > 0 || column.type === 'boolean' ? this.values(simple) : this.amounts(simple);
    const foot = element('div', 'tg-foot');
    const other = element('button', 'td-button is-small');
    other.type = 'button';
    other.textContent = t('Write FEEL');
    other.onclick = () => void this.write();
    const take = element('button', 'td-button is-small is-primary');
    take.type = 'button';
    take.textContent = t('Take it');
    take.onclick = () => this.end(this.read(), 'down');
    foot.append(other, take);
    this.panel.replaceChildren(...parts, foot);
    this.panel.querySelector<HTMLElement>('input:checked, input, select')?.focus();
  }

  private values(simple: Simple): HTMLElement[] {
    const { column } = this.wanted;
    const one = column.kind === 'output';
    const chosen = simple.is === 'values' ? simple.values : [];
    const group = element('div', 'tg-values');
    group.setAttribute('role', one ? 'radiogroup' : 'group');
    group.setAttribute('aria-label', column.title);
    const boxes = allowedOf(column).map(value => {
      const [label, box] = choice(one ? 'radio' : 'checkbox', shown(value), chosen.includes(value));
      group.append(label);
      return { value, box };
    });
    const parts: HTMLElement[] = [group];
    let not: HTMLInputElement | undefined;
    if (!one) {
      const [label, box] = choice('checkbox', t('all but these'), simple.is === 'values' && simple.not);
      label.classList.add('tg-not');
      not = box;
      parts.push(label);
    }
    this.read = () => write({ is: 'values', not: not?.checked ?? false, values: boxes.filter(each => each.box.checked).map(each => each.value) }, column);
    return parts;
  }

  private amounts(simple: Simple): HTMLElement[] {
    const { column } = this.wanted;
    const line = element('div', 'tg-amounts');
    const operator = element('select', 'tg-select');
    const choices: [string, string][] = column.kind === 'output'
      ? [['=', '=']]
      : [['any', t('any value')], ['=', '='], ['<', '<'], ['<=', '≤'], ['>', '>'], ['>=', '≥'], ['range', t('from … to')]];
    for (const [value, label] of choices) operator.add(new Option(label, value));
    operator.setAttribute('aria-label', t('Comparison'));
    operator.value = simple.is === 'compare' ? simple.operator : simple.is === 'range' ? 'range' : column.kind === 'output' ? '=' : 'any';
    const first = this.amount(simple.is === 'compare' ? simple.value : simple.is === 'range' ? simple.from : '', t('Value'));
    const second = this.amount(simple.is === 'range' ? simple.to : '', t('to'));
    const [including, closed] = choice('checkbox', t('including'), simple.is !== 'range' || simple.close === ']');
    const show = () => {
      first.hidden = operator.value === 'any';
      second.hidden = including.hidden = operator.value !== 'range';
    };
    operator.onchange = show;
    operator.hidden = column.kind === 'output';
    show();
    line.append(operator, first, second, including);
    this.read = () => operator.value === 'any' ? '-'
      : operator.value === 'range' ? write({ is: 'range', open: simple.is === 'range' ? simple.open : '[', from: first.value, to: second.value, close: closed.checked ? ']' : ')' }, column)
      : write({ is: 'compare', operator: operator.value as '=', value: first.value }, column);
    return [line];
  }

  private amount(value: string, label: string): HTMLInputElement {
    const field = element('input', 'tg-amount');
    field.type = this.wanted.column.type === 'date' ? 'date' : 'number';
    if (field.type === 'number') field.step = 'any';
    field.value = value;
    field.setAttribute('aria-label', label);
    return field;
  }
}

function canPick(column: Column): boolean {
  return column.allowed.length > 0 || ['boolean', 'number', 'date'].includes(column.type);
}

function choice(type: 'radio' | 'checkbox', text: string, checked: boolean): [HTMLLabelElement, HTMLInputElement] {
  const label = element('label', 'tg-choice');
  const box = element('input');
  box.type = type;
  box.checked = checked;
  if (type === 'radio') box.name = 'tg-choice';
  label.append(box, text);
  return [label, box];
}
