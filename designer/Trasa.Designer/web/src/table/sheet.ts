import type { Column, ColumnKind, Row, Table } from './contract.ts';

const order: readonly ColumnKind[] = ['input', 'output', 'note'];

/** The table and every state it was in. A state is never changed, so going back is taking the one before. */
export class Sheet {
  private readonly done: Table[] = [];
  private readonly undone: Table[] = [];
  private now: Table;

  constructor(table: Table, private readonly changed: () => void) {
    this.now = table;
  }

  get table(): Table {
    return this.now;
  }

  get rows(): readonly Row[] {
    return this.now.rows;
  }

  get columns(): readonly Column[] {
    return this.now.columns;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Changes cells, and adds lines below the last row: one step for undo. */
  write(edits: readonly { row: number; column: number; text: string }[], below: readonly (readonly string[])[] = []): void {
    const rows = [...this.rows];
    for (const { row, column, text } of edits) {
      const before = rows[row];
      if (!before || column >= this.columns.length || before.cells[column] === text) continue;
      const cells = [...before.cells];
      cells[column] = text;
      rows[row] = { ...before, cells };
    }
    if (below.length > 0 || rows.some((row, index) => row !== this.rows[index])) this.become({ ...this.now, rows: [...rows, ...this.made(below)] });
  }

  insert(at: number, lines: readonly (readonly string[])[]): void {
    this.become({ ...this.now, rows: [...this.rows.slice(0, at), ...this.made(lines), ...this.rows.slice(at)] });
  }

  private made(lines: readonly (readonly string[])[]): Row[] {
    const taken = new Set(this.rows.map(row => row.id));
    return lines.map(cells => ({ id: freeId('row', taken), cells: this.columns.map((column, index) => cells[index] ?? blank(column.kind)) }));
  }

  remove(rows: readonly number[]): void {
    const gone = new Set(rows);
    if (gone.size > 0) this.become({ ...this.now, rows: this.rows.filter((_, index) => !gone.has(index)) });
  }

  /** Moves the rows to stand before the row that is now at `before`. */
  move(from: number, to: number, before: number): void {
    if (before >= from && before <= to + 1) return;
    const carried = this.rows.slice(from, to + 1);
    const rest = [...this.rows.slice(0, from), ...this.rows.slice(to + 1)];
    const at = before > to ? before - carried.length : before;
    this.become({ ...this.now, rows: [...rest.slice(0, at), ...carried, ...rest.slice(at)] });
  }

  choosePolicy(policy: string): void {
    if (policy !== this.now.policy) this.become({ ...this.now, policy });
  }

  /** Adds a column behind the others of its kind, or behind the one that is named, and returns where it stands. */
  addColumn(kind: ColumnKind, title: string, after?: number): number {
    const last = this.columns.findLastIndex(column => order.indexOf(column.kind) <= order.indexOf(kind));
    const at = (after ?? last) + 1;
    const column: Column = {
      id: freeId('column', new Set(this.columns.map(each => each.id))), kind, title, expression: kind === 'output' ? freeName(this.columns) : '', type: kind === 'note' ? '' : 'string',
      values: '', otherwise: '', allowed: [],
    };
    this.become({ ...this.now, columns: put(this.columns, at, column), rows: this.rows.map(row => ({ ...row, cells: put(row.cells, at, blank(kind)) })) });
    return at;
  }

  changeColumn(at: number, column: Column): void {
    const before = this.columns[at];
    if (!before || (Object.keys(column) as (keyof Column)[]).every(key => column[key] === before[key])) return;
    this.become({ ...this.now, columns: this.columns.map((each, index) => (index === at ? column : each)) });
  }

  removeColumn(at: number): void {
    this.become({ ...this.now, columns: without(this.columns, at), rows: this.rows.map(row => ({ ...row, cells: without(row.cells, at) })) });
  }

  canMoveColumn(at: number, by: -1 | 1): boolean {
    return this.columns[at]?.kind === this.columns[at + by]?.kind;
  }

  /** Swaps a column with its neighbour; inputs stay among inputs. */
  moveColumn(at: number, by: -1 | 1): void {
    if (!this.canMoveColumn(at, by)) return;
    this.become({ ...this.now, columns: swapped(this.columns, at, at + by), rows: this.rows.map(row => ({ ...row, cells: swapped(row.cells, at, at + by) })) });
  }

  /** The server has found the values to pick from; nothing that could be undone. */
  describe(columns: readonly Column[]): boolean {
    const known = new Map(columns.map(column => [column.id, column]));
    const described = this.columns.map(column => {
      const told = known.get(column.id);
      return told && told.values === column.values && told.allowed.join() !== column.allowed.join() ? { ...column, allowed: told.allowed } : column;
    });
    if (described.every((column, index) => column === this.columns[index])) return false;
    this.now = { ...this.now, columns: described };
    return true;
  }

  undo(): void {
    this.step(this.done, this.undone);
  }

  redo(): void {
    this.step(this.undone, this.done);
  }

  private step(from: Table[], to: Table[]): void {
    const table = from.pop();
    if (!table) return;
    to.push(this.now);
    this.now = table;
    this.changed();
  }

  private become(table: Table): void {
    this.done.push(this.now);
    if (this.done.length > 200) this.done.shift();
    this.undone.length = 0;
    this.now = table;
    this.changed();
  }
}

/** What stands in a cell that nobody has filled: an input without a test holds always. */
export function blank(kind: ColumnKind): string {
  return kind === 'input' ? '-' : '';
}

function put<T>(all: readonly T[], at: number, one: T): T[] {
  return [...all.slice(0, at), one, ...all.slice(at)];
}

function without<T>(all: readonly T[], at: number): T[] {
  return [...all.slice(0, at), ...all.slice(at + 1)];
}

function swapped<T>(all: readonly T[], one: number, other: number): T[] {
  const next = [...all];
  [next[one], next[other]] = [next[other]!, next[one]!];
  return next;
}

function freeName(columns: readonly Column[]): string {
  const taken = new Set(columns.map(column => column.expression));
  for (let number = 1; ; number++) if (!taken.has(`output${number}`)) return `output${number}`;
}

/** An id stays for years, so a new one must never be one that was used before. */
function freeId(kind: string, taken: Set<string>): string {
  for (;;) {
    const id = `${kind}-${Array.from(crypto.getRandomValues(new Uint8Array(4)), byte => byte.toString(16).padStart(2, '0')).join('')}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}
