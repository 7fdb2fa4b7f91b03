/** What the component and this script tell each other; the names are those of the records in Tables/GridContract.cs. */
export interface DotNet {
  invokeMethodAsync<T>(method: string, ...values: unknown[]): Promise<T>;
}

export type ColumnKind = 'input' | 'output' | 'note';

export interface Column {
  readonly id: string;
  readonly kind: ColumnKind;
  readonly title: string;
  /** What an input tests, in FEEL; the name of an output. */
  readonly expression: string;
  readonly type: string;
  /** The allowed values as they are written: values and ranges, or nothing. */
  readonly values: string;
  /** What an output is when no row matches, in FEEL. */
  readonly otherwise: string;
  /** Values to pick from, as FEEL writes them, e.g. `"high"` or `3`; the server finds them in `values`. */
  readonly allowed: readonly string[];
}

/** The whole table: what is saved, and what undo goes back to. */
export interface Table {
  readonly policy: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Row {
  readonly id: string;
  readonly cells: readonly string[];
}

/** What differs from the table that was sent last, when its rows are still the same ones. */
export interface Edit {
  readonly policy: string;
  readonly columns: readonly Column[];
  readonly count: number;
  readonly rows: readonly { readonly at: number; readonly cells: readonly string[] }[];
}

/** A finding of the analysis. */
export interface Finding {
  readonly kind: string;
  readonly message: string;
  readonly rows: readonly string[];
  readonly example: string;
  readonly isError: boolean;
}

/** A cell that cannot be read; without a row something of the column itself. */
export interface Fault {
  readonly row: string;
  readonly column: number;
  readonly message: string;
}

/** Numbers that stand beside a row. */
export interface Mark {
  readonly tests: number;
  readonly hits: number;
}

export interface Name {
  readonly label: string;
  readonly detail: string;
  readonly info?: string | null;
  readonly isFunction: boolean;
}

export interface Check {
  readonly findings: readonly Finding[];
  readonly faults: readonly Fault[];
  /** What was not looked at, in words. */
  readonly limits: readonly string[];
}

export interface Saved extends Check {
  readonly outcome: 'saved' | 'conflict' | 'refused';
  readonly message?: string | null;
  readonly columns: readonly Column[];
}

export interface Note {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export interface Options extends Check {
  readonly label: string;
  readonly table: Table;
  readonly canEdit: boolean;
  /** Hit policies to choose from, with their names. */
  readonly policies: readonly { readonly key: string; readonly name: string }[];
  /** Types to choose from. */
  readonly types: readonly string[];
  readonly marks: Readonly<Record<string, Mark>>;
  /** Whether the numbers of the last days are known; false while nothing has been decided yet. */
  readonly hasHits: boolean;
  readonly names: readonly Name[];
  readonly texts: Readonly<Record<string, string>>;
  readonly language: string;
}
