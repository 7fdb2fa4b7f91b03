import { t } from '../text/text.ts';
import type { Check, Column } from './contract.ts';
import { element } from './dom.ts';
import { CellEditor } from './editor.ts';
import { Heads } from './heads.ts';
import { hitBadges } from './known.ts';
import { blank } from './sheet.ts';
import { meant } from './sheetcell.ts';
import { rowKey, RowView, type Badge } from './row.ts';
import * as tsv from './tsv.ts';
import type { GridWanted } from './wanted.ts';

const rowHeight = 36;
const spare = 8;

interface Place {
  line: number;
  column: number;
}

/** The rows on the screen: only those that can be seen exist, so that five thousand are as quick as fifty. */
export class Grid {
  readonly place = element('div', 'tg-grid');
  private readonly body = element('div', 'tg-body');
  private readonly drop = element('div', 'tg-drop');
  private readonly rendered = new Map<number, RowView>();
  private readonly free: RowView[] = [];
  private readonly badges = new Map<string, Badge[]>();
  private faults = new Map<string, string>();
  private lines: number[] = [];
  private active: Place = { line: 0, column: 0 };
  private anchor: Place = { line: 0, column: 0 };
  private filter = '';
  private editor: CellEditor | undefined;
  private wasShown: readonly unknown[] | undefined;
  private headsShown: readonly Column[] | undefined;
  readonly heads: Heads;

  constructor(private readonly wanted: GridWanted) {
    const { place } = this;
    place.setAttribute('role', 'grid');
    place.setAttribute('aria-label', wanted.label);
    place.setAttribute('aria-multiselectable', 'true');
    if (!wanted.canEdit) place.setAttribute('aria-readonly', 'true');
    this.body.setAttribute('role', 'rowgroup');
    this.drop.hidden = true;
    place.append(this.body);
    this.heads = new Heads(place, wanted);
    place.addEventListener('scroll', () => this.draw(), { passive: true });
    place.addEventListener('keydown', event => this.key(event));
    place.addEventListener('pointerdown', event => this.point(event));
    place.addEventListener('dblclick', event => { if (this.placeOf(event.target)) this.edit(); });
    for (const act of ['copy', 'cut', 'paste'] as const) place.addEventListener(act, event => this.clip(act, event));
    new ResizeObserver(() => this.draw()).observe(place);
    this.changed();
  }

  private get columns(): readonly Column[] {
    return this.wanted.sheet.columns;
  }

  /** The columns stand in the order of the table; when they change, every row is drawn anew. */
  private arrange(): void {
    if (this.headsShown === this.columns) return;
    this.headsShown = this.columns;
    const { place } = this;
    place.setAttribute('aria-colcount', String(this.columns.length + 2));
    const width = this.columns.map(column => (column.kind === 'note' ? 200 : 150)).reduce((sum, each) => sum + each, 64 + 210);
    place.style.setProperty('--tg-columns', `64px ${this.columns.map(column => (column.kind === 'note' ? 'minmax(200px, 1.4fr)' : 'minmax(150px, 1fr)')).join(' ')} 210px`);
    place.style.setProperty('--tg-width', `${width}px`);
    this.heads.draw();
    const hadFocus = this.body.contains(document.activeElement);
    for (const view of this.rendered.values()) view.place.remove();
    this.rendered.clear();
    this.wasShown = undefined;
    this.active.column = Math.max(0, Math.min(this.active.column, this.columns.length - 1));
    this.anchor.column = Math.max(0, Math.min(this.anchor.column, this.columns.length - 1));
    if (hadFocus) queueMicrotask(() => this.focus());
  }

  /** The rows have changed, or what is known about them. */
  changed(): void {
    this.arrange();
    const { rows } = this.wanted.sheet;
    const words = this.filter.toLowerCase().split(/\s+/).filter(word => word !== '');
    this.lines = [...rows.keys()].filter(row => words.every(word => rows[row]!.cells.some(cell => cell.toLowerCase().includes(word))));
    this.place.setAttribute('aria-rowcount', String(this.lines.length + 1));
    this.body.style.height = `${this.lines.length * rowHeight}px`;
    // A short table needs no tall place, but one where the editor of a cell fits.
    this.place.style.height = `min(62vh, ${Math.max(320, this.lines.length * rowHeight + 64)}px)`;
    this.active.line = Math.max(0, Math.min(this.active.line, this.lines.length - 1));
    this.anchor.line = Math.max(0, Math.min(this.anchor.line, this.lines.length - 1));
    this.draw();
  }

  known(check: Check): void {
    this.badges.clear();
    const numbers = new Map(this.wanted.sheet.rows.map((row, index) => [row.id, index + 1]));
    for (const finding of check.findings) {
      for (const row of finding.rows) {
        const others = finding.rows.filter(other => other !== row).map(other => numbers.get(other)).join(', ');
        const text = finding.kind === 'overlap' ? t('overlaps row {0}', others) : finding.kind === 'contradiction' ? t('contradicts row {0}', others)
          : finding.kind === 'shadowed' ? t('never decides') : finding.kind === 'dead' ? t('can never match') : t('not allowed');
        const badges = this.badges.get(row) ?? [];
        if (badges.length < 4 && !badges.some(badge => badge.text === text)) badges.push({ text, title: finding.message, tone: finding.isError ? 'bad' : 'warn' });
        this.badges.set(row, badges);
      }
    }
    this.faults = new Map(check.faults.map(fault => [`${fault.row}|${fault.column}`, fault.message]));
    this.wasShown = undefined;
    this.draw();
  }

  find(text: string): number {
    this.filter = text;
    this.wasShown = undefined;
    this.active = { line: 0, column: this.active.column };
    this.anchor = { ...this.active };
    this.place.scrollTop = 0;
    this.changed();
    return this.lines.length;
  }

  goTo(rowId: string): void {
    if (this.filter) this.find('');
    const row = this.wanted.sheet.rows.findIndex(each => each.id === rowId);
    if (row >= 0) this.go({ line: row, column: this.active.column }, false);
  }

  focus(): void {
    this.rendered.get(this.active.line)?.cell(this.active.column)?.focus({ preventScroll: true });
  }

  insert(below: boolean): void {
    const row = this.lines[this.active.line] ?? this.wanted.sheet.rows.length - 1;
    const at = below ? row + 1 : Math.max(0, row);
    this.wanted.sheet.insert(at, [[]]);
    if (!this.filter) this.go({ line: at, column: 0 }, false);
    this.wanted.say(t('Row {0} added.', at + 1));
  }

  remove(): void {
    const rows = this.selectedRows();
    this.wanted.sheet.remove(rows);
    this.wanted.say(rows.length === 1 ? t('1 row deleted.') : t('{0} rows deleted.', rows.length));
    this.focus();
  }

  duplicate(): void {
    const rows = this.selectedRows();
    if (rows.length === 0) return;
    this.wanted.sheet.insert(rows[rows.length - 1]! + 1, rows.map(row => this.wanted.sheet.rows[row]!.cells));
    this.wanted.say(rows.length === 1 ? t('1 row copied.') : t('{0} rows copied.', rows.length));
  }

  private draw(): void {
    const { scrollTop, clientHeight } = this.place;
    const from = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
    const to = Math.min(this.lines.length, Math.ceil((scrollTop + clientHeight) / rowHeight) + spare);
    const state = [this.wanted.sheet.rows, this.filter, this.active.line, this.active.column, this.anchor.line, this.anchor.column];
    const same = this.wasShown?.every((value, index) => value === state[index]) ?? false;
    this.wasShown = state;
    const hadFocus = this.body.contains(document.activeElement);
    // The active row stays, seen or not: it holds the focus.
    const needed = (line: number) => (line >= from && line < to) || line === this.active.line;
    for (const [line, view] of this.rendered) {
      if (needed(line) && line < this.lines.length) continue;
      this.free.push(view);
      this.rendered.delete(line);
    }
    for (let line = from; line < to; line++) this.show(line, same);
    if (this.active.line < this.lines.length) this.show(this.active.line, same);
    // Rows that went out at one end came in at the other; those that nobody needs go.
    for (const view of this.free) view.place.remove();
    this.free.length = 0;
    if (hadFocus && !this.body.contains(document.activeElement) && !this.editor) this.focus();
  }

  private show(line: number, same: boolean): void {
    let view = this.rendered.get(line);
    if (view && same) return;
    if (!view) {
      view = this.free.pop();
      if (!view) {
        view = new RowView(this.columns, this.wanted.canEdit);
        this.body.append(view.place);
      }
      view.place.style.transform = `translateY(${line * rowHeight}px)`;
      this.rendered.set(line, view);
    }
    const number = this.lines[line]!;
    const row = this.wanted.sheet.rows[number]!;
    const [top, bottom, left, right] = this.selection();
    view.fill({
      row, number, line,
      active: line === this.active.line ? this.active.column : -1,
      selected: line >= top && line <= bottom ? [left, right] : null,
      badges: [...hitBadges(this.wanted.marks[row.id], this.wanted.hasHits), ...(this.badges.get(row.id) ?? [])],
      fault: column => this.faults.get(rowKey(row.id, column)),
    });
  }

  private selection(): [number, number, number, number] {
    return [Math.min(this.active.line, this.anchor.line), Math.max(this.active.line, this.anchor.line), Math.min(this.active.column, this.anchor.column), Math.max(this.active.column, this.anchor.column)];
  }

  private selectedRows(): number[] {
    const [top, bottom] = this.selection();
    return this.lines.slice(top, bottom + 1);
  }

  private go(to: Place, extend: boolean): void {
    if (this.lines.length === 0) return;
    this.active = { line: Math.max(0, Math.min(to.line, this.lines.length - 1)), column: Math.max(0, Math.min(to.column, this.columns.length - 1)) };
    if (!extend) this.anchor = { ...this.active };
    this.reveal();
    this.draw();
    this.focus();
  }

  private reveal(): void {
    const top = this.active.line * rowHeight;
    const visible = this.place.clientHeight - (this.place.querySelector<HTMLElement>('.tg-heads')?.offsetHeight ?? rowHeight);
    if (top < this.place.scrollTop) this.place.scrollTop = top;
    else if (top + rowHeight > this.place.scrollTop + visible) this.place.scrollTop = top + rowHeight - visible;
    this.draw();
    const cell = this.rendered.get(this.active.line)?.cell(this.active.column);
    if (!cell) return;
    const [left, right] = [cell.offsetLeft - 64, cell.offsetLeft + cell.offsetWidth];
    if (left < this.place.scrollLeft) this.place.scrollLeft = Math.max(0, left);
    else if (right > this.place.scrollLeft + this.place.clientWidth) this.place.scrollLeft = right - this.place.clientWidth;
  }

  private key(event: KeyboardEvent): void {
    if (this.editor && this.body.contains(event.target as Element)) return this.editor.typeEarly(event);
    if (this.editor || (event.target as Element).closest('.tg-editor, .tg-heads')) return;
    const act = this.actOf(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  private actOf(event: KeyboardEvent): (() => void) | undefined {
    const { key, shiftKey, altKey } = event;
    const command = event.ctrlKey || event.metaKey;
    const { line, column } = this.active;
    const page = Math.max(1, Math.floor(this.place.clientHeight / rowHeight) - 2);
    const to = (place: Place) => () => this.go(place, shiftKey);
    if (altKey && this.wanted.canEdit && (key === 'ArrowUp' || key === 'ArrowDown')) return () => this.carry(key === 'ArrowUp' ? -1 : 1);
    if (altKey) return undefined;
    switch (key) {
      case 'ArrowUp': return to({ line: command ? 0 : line - 1, column });
      case 'ArrowDown': return to({ line: command ? this.lines.length - 1 : line + 1, column });
      case 'ArrowLeft': return to({ line, column: command ? 0 : column - 1 });
      case 'ArrowRight': return to({ line, column: command ? this.columns.length - 1 : column + 1 });
      case 'Home': return to({ line: command ? 0 : line, column: 0 });
      case 'End': return to({ line: command ? this.lines.length - 1 : line, column: this.columns.length - 1 });
      case 'PageUp': return to({ line: line - page, column });
      case 'PageDown': return to({ line: line + page, column });
    }
    if (command && key.toLowerCase() === 'a') return () => { this.anchor = { line: 0, column: 0 }; this.go({ line: this.lines.length - 1, column: this.columns.length - 1 }, true); };
    if (!this.wanted.canEdit) return undefined;
    if (command && key.toLowerCase() === 'z') return () => (shiftKey ? this.wanted.sheet.redo() : this.wanted.sheet.undo());
    if (command && key.toLowerCase() === 'y') return () => this.wanted.sheet.redo();
    if (command && key === 'Enter') return () => this.insert(!shiftKey);
    if (command && key.toLowerCase() === 'd') return () => this.duplicate();
    if (command && (key === 'Delete' || key === 'Backspace')) return () => this.remove();
    if (command) return undefined;
    if (key === 'Insert') return () => this.insert(false);
    if (key === 'Enter' || key === 'F2') return () => this.edit();
    if (key === 'Delete' || key === 'Backspace') return () => this.clear();
    return key.length === 1 ? () => this.edit(key) : undefined;
  }

  private carry(by: -1 | 1): void {
    const rows = this.selectedRows();
    const [first, last] = [rows[0]!, rows[rows.length - 1]!];
    if (this.filter || (by < 0 ? first === 0 : last === this.wanted.sheet.rows.length - 1)) return;
    this.active.line += by;
    this.anchor.line += by;
    this.wanted.sheet.move(first, last, by < 0 ? first - 1 : last + 2);
    this.reveal();
    this.focus();
    this.wanted.say(t('Moved to row {0}.', first + by + 1));
  }

  private clear(): void {
    const [top, bottom, left, right] = this.selection();
    const edits = [];
    for (let line = top; line <= bottom; line++)
      for (let column = left; column <= right; column++) edits.push({ row: this.lines[line]!, column, text: blank(this.columns[column]!.kind) });
    this.wanted.sheet.write(edits);
  }

  private edit(typed?: string): void {
    const { line, column } = this.active;
    const row = this.lines[line];
    const cell = this.rendered.get(line)?.cell(column);
    if (!this.wanted.canEdit || row === undefined || !cell || !this.place.parentElement) return;
    this.reveal();
    this.editor = new CellEditor({
      column: this.columns[column]!, text: this.wanted.sheet.rows[row]!.cells[column] ?? '', typed, cell, names: this.wanted.names,
      check: text => this.wanted.checkCell(column, text),
      finish: (text, move) => {
        this.editor = undefined;
        if (text !== null) this.wanted.sheet.write([{ row, column, text }]);
        this.go({ line: this.active.line + (move === 'down' ? 1 : 0), column: this.active.column + (move === 'right' ? 1 : move === 'left' ? -1 : 0) }, false);
      },
    }, this.place.parentElement);
  }

  private placeOf(target: EventTarget | null): Place | undefined {
    const cell = (target as Element | null)?.closest<HTMLElement>('.tg-body .tg-cell[data-column]');
    const line = cell?.closest<HTMLElement>('.tg-row')?.dataset['line'];
    return cell && line !== undefined ? { line: Number(line), column: Number(cell.dataset['column']) } : undefined;
  }

  private point(event: PointerEvent): void {
    const handle = (event.target as Element).closest<HTMLElement>('.tg-handle');
    if (event.button !== 0) return;
    if (handle) return this.drag(event, Number(handle.closest<HTMLElement>('.tg-row')!.dataset['line']));
    const place = this.placeOf(event.target);
    if (!place) return;
    event.preventDefault();
    this.go(place, event.shiftKey);
    const extend = (move: PointerEvent) => {
      const over = this.placeOf(document.elementFromPoint(move.clientX, move.clientY));
      if (over && (over.line !== this.active.line || over.column !== this.active.column)) this.go(over, true);
    };
    const stop = () => { removeEventListener('pointermove', extend); removeEventListener('pointerup', stop); };
    addEventListener('pointermove', extend);
    addEventListener('pointerup', stop);
  }

  private drag(event: PointerEvent, line: number): void {
    event.preventDefault();
    if (line < this.selection()[0] || line > this.selection()[1]) this.go({ line, column: this.active.column }, false);
    if (!this.wanted.canEdit || this.filter) return;
    const rows = this.selectedRows();
    let before = line;
    this.body.append(this.drop);
    const move = (to: PointerEvent) => {
      const edge = this.place.getBoundingClientRect();
      if (to.clientY < edge.top + 60) this.place.scrollTop -= 12;
      else if (to.clientY > edge.bottom - 30) this.place.scrollTop += 12;
      before = Math.max(0, Math.min(this.lines.length, Math.round((to.clientY - this.body.getBoundingClientRect().top) / rowHeight)));
      this.drop.hidden = false;
      this.drop.style.transform = `translateY(${before * rowHeight - 1}px)`;
    };
    const stop = () => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', stop);
      if (this.drop.hidden) return;
      this.drop.hidden = true;
      this.wanted.sheet.move(rows[0]!, rows[rows.length - 1]!, before);
      const at = before > rows[0]! ? before - rows.length : before;
      this.go({ line: at, column: this.active.column }, false);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', stop);
  }

  private clip(act: 'copy' | 'cut' | 'paste', event: ClipboardEvent): void {
    if (this.editor || !event.clipboardData || !this.body.contains(event.target as Element)) return;
    const [top, bottom, left, right] = this.selection();
    if (act !== 'paste') {
      const cells = this.lines.slice(top, bottom + 1).map(row => this.wanted.sheet.rows[row]!.cells.slice(left, right + 1));
      event.clipboardData.setData('text/plain', tsv.write(cells));
      if (act === 'cut' && this.wanted.canEdit) this.clear();
    } else if (this.wanted.canEdit) {
      this.paste(tsv.read(event.clipboardData.getData('text/plain')), top, left);
    }
    event.preventDefault();
  }

  /** Rows that do not fit any more are added; one cell fills the whole selection. */
  private paste(pasted: readonly (readonly string[])[], top: number, left: number): void {
    const [, bottom, , right] = this.selection();
    const lines = pasted.map(cells => cells.map((text, index) => (this.columns[left + index] ? meant(text, this.columns[left + index]!) : text)));
    const single = lines.length === 1 && lines[0]!.length === 1;
    const edits = [];
    if (single) {
      for (let line = top; line <= bottom; line++)
        for (let column = left; column <= right; column++) edits.push({ row: this.lines[line]!, column, text: meant(pasted[0]![0]!, this.columns[column]!) });
    } else {
      for (const [down, cells] of lines.entries())
        for (const [across, text] of cells.entries())
          if (top + down < this.lines.length) edits.push({ row: this.lines[top + down]!, column: left + across, text });
    }
    const beyond = single || this.filter ? [] : lines.slice(Math.max(0, this.lines.length - top));
    this.wanted.sheet.write(edits, beyond.map(cells => this.columns.map((column, index) => cells[index - left] ?? blank(column.kind))));
    this.wanted.say(lines.length === 1 ? t('1 row pasted.') : t('{0} rows pasted.', lines.length));
  }
}
