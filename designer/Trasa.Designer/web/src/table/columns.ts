import { t } from '../text/text.ts';
import type { Column } from './contract.ts';
import { element } from './dom.ts';

interface Wanted {
  readonly column: Column;
  readonly types: readonly string[];
  readonly canRemove: boolean;
  readonly canMove: (by: -1 | 1) => boolean;
  readonly take: (column: Column) => void;
  readonly move: (by: -1 | 1) => void;
  readonly add: () => void;
  readonly remove: () => void;
  readonly closed: () => void;
}

/** Everything about one column: what people read, what is tested or given, and which values are allowed. */
export class ColumnEditor {
  private readonly panel = element('form', 'tg-editor tg-column');
  private isOver = false;

  constructor(private readonly wanted: Wanted, head: HTMLElement, host: HTMLElement) {
    const { column } = wanted;
    this.panel.setAttribute('role', 'dialog');
    this.panel.setAttribute('aria-label', t('Column {0}', column.title));
    const title = this.field(t('Title'), column.title);
    const expression = column.kind === 'note' ? undefined : this.field(column.kind === 'input' ? t('What is tested (FEEL)') : t('Name in the result'), column.expression);
    const type = column.kind === 'note' ? undefined : this.types(column.type);
    const values = column.kind === 'note' ? undefined : this.field(t('Allowed values, the most important first'), column.values);
    if (values) values.placeholder = '"high", "medium", "low"';
    const otherwise = column.kind === 'output' ? this.field(t('When no row matches'), column.otherwise) : undefined;
    this.panel.append(this.buttons());
    this.panel.onsubmit = event => {
      event.preventDefault();
      this.end();
      wanted.take({
        ...column, title: title.value.trim(), expression: expression?.value.trim() ?? '', type: type?.value ?? '', values: values?.value.trim() ?? '', otherwise: otherwise?.value.trim() ?? '',
        allowed: values && values.value.trim() !== column.values ? [] : column.allowed,
      });
      wanted.closed();
    };
    this.panel.onkeydown = event => {
      event.stopPropagation();
      if (event.key === 'Escape') this.leave();
    };
    host.append(this.panel);
    const [cell, around] = [head.getBoundingClientRect(), host.getBoundingClientRect()];
    this.panel.style.left = `${Math.max(4, Math.min(cell.left - around.left, around.width - this.panel.offsetWidth - 8))}px`;
    this.panel.style.top = `${cell.bottom - around.top}px`;
    // A short table leaves less room than the form needs.
    this.panel.style.maxHeight = `${Math.max(260, around.height - (cell.bottom - around.top) - 6)}px`;
    setTimeout(() => document.addEventListener('pointerdown', this.outside, true));
    title.focus();
    title.select();
  }

  private readonly outside = (event: PointerEvent) => {
    if (!this.panel.contains(event.target as Node)) this.leave();
  };

  private leave(): void {
    this.end();
    this.wanted.closed();
  }

  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    document.removeEventListener('pointerdown', this.outside, true);
    this.panel.remove();
  }

  private field(label: string, value: string): HTMLInputElement {
    const field = element('input', 'tg-field');
    field.value = value;
    this.labelled(label, field);
    return field;
  }

  private types(value: string): HTMLSelectElement {
    const field = element('select', 'tg-field');
    for (const type of new Set(['', ...this.wanted.types, value])) field.add(new Option(type || t('not declared'), type));
    field.value = value;
    this.labelled(t('Type'), field);
    return field;
  }

  private labelled(text: string, field: HTMLElement): void {
    const label = element('label', 'tg-labelled');
    label.append(text, field);
    this.panel.append(label);
  }

  private buttons(): HTMLElement {
    const foot = element('div', 'tg-foot');
    const act = (text: string, enabled: boolean, then: () => void) => {
      const made = element('button', 'td-button is-small');
      made.type = 'button';
      made.textContent = text;
      made.disabled = !enabled;
      made.onclick = () => {
        this.end();
        then();
        this.wanted.closed();
      };
      return made;
    };
    const take = element('button', 'td-button is-small is-primary');
    take.textContent = t('Take it');
    foot.append(
      act('←', this.wanted.canMove(-1), () => this.wanted.move(-1)), act('→', this.wanted.canMove(1), () => this.wanted.move(1)),
      act(t('Add beside'), true, this.wanted.add), act(t('Delete column'), this.wanted.canRemove, this.wanted.remove), take);
    foot.children[0]!.setAttribute('aria-label', t('Move to the left'));
    foot.children[1]!.setAttribute('aria-label', t('Move to the right'));
    return foot;
  }
}
