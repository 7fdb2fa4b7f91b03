import type { Column, Row } from './contract.ts';

/** The rows and every state they were in. A state is never changed, so going back is taking the one before. */
export class Sheet {
  private readonly done: (readonly Row[])[] = [];
  private readonly undone: (readonly Row[])[] = [];
  private now: readonly Row[];

  constructor(readonly columns: readonly Column[], rows: readonly Row[], private readonly changed: () => void) {
    this.now = rows;
  }

  get rows(): readonly Row[] {
    return this.now;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  write(edits: readonly { row: number; column: number; text: string }[]): void {
    const rows = [...this.now];
    for (const { row, column, text } of edits) {
      const before = rows[row];
      if (!before || column >= this.columns.length || before.cells[column] === text) continue;
      const cells = [...before.cells];
      cells[column] = text;
      rows[row] = { ...before, cells };
    }
    if (rows.some((row, index) => row !== this.now[index])) this.become(rows);
  }

  insert(at: number, lines: readonly (readonly string[])[]): void {
    const taken = new Set(this.now.map(row => row.id));
    const added = lines.map(cells => ({ id: freeId(taken), cells: this.columns.map((column, index) => cells[index] ?? (column.kind === 'input' ? '-' : '')) }));
    this.become([...this.now.slice(0, at), ...added, ...this.now.slice(at)]);
  }

  remove(rows: readonly number[]): void {
    const gone = new Set(rows);
    if (gone.size > 0) this.become(this.now.filter((_, index) => !gone.has(index)));
  }

  /** Moves the rows to stand before the row that is now at `before`. */
  move(from: number, to: number, before: number): void {
    if (before >= from && before <= to + 1) return;
    const carried = this.now.slice(from, to + 1);
    const rest = [...this.now.slice(0, from), ...this.now.slice(to + 1)];
    const at = before > to ? before - carried.length : before;
    this.become([...rest.slice(0, at), ...carried, ...rest.slice(at)]);
  }

  undo(): void {
    this.step(this.done, this.undone);
  }

  redo(): void {
    this.step(this.undone, this.done);
  }

  private step(from: (readonly Row[])[], to: (readonly Row[])[]): void {
    const rows = from.pop();
    if (!rows) return;
    to.push(this.now);
    this.now = rows;
    this.changed();
  }

  private become(rows: readonly Row[]): void {
    this.done.push(this.now);
    if (this.done.length > 200) this.done.shift();
    this.undone.length = 0;
    this.now = rows;
    this.changed();
  }
}

/** A row keeps its id for years, so a new one must never get one that was used before. */
function freeId(taken: Set<string>): string {
  for (;;) {
    const id = `row-${Array.from(crypto.getRandomValues(new Uint8Array(4)), byte => byte.toString(16).padStart(2, '0')).join('')}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}
