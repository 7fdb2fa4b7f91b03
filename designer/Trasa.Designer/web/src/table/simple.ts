import type { Column } from './contract.ts';

/** What the typed editors can say; a cell that says more is edited as FEEL. */
export type Simple =
  | { readonly is: 'any' }
  | { readonly is: 'values'; readonly not: boolean; readonly values: readonly string[] }
  | { readonly is: 'compare'; readonly operator: '=' | '<' | '<=' | '>' | '>='; readonly value: string }
  | { readonly is: 'range'; readonly from: string; readonly to: string; readonly open: string; readonly close: string };

const number = String.raw`-?\d+(?:\.\d+)?`;
const date = String.raw`(?:@|date\()"\d{4}-\d{2}-\d{2}"\)?`;
const scalar = `(?:${number}|${date})`;

export function parse(text: string, column: Column): Simple | null {
  const cell = text.trim();
  if (column.kind === 'input' && (cell === '' || cell === '-')) return { is: 'any' };
  if (column.allowed.length > 0 || column.type === 'boolean') return values(cell, column);
  if (column.type !== 'number' && column.type !== 'date') return null;
  if (column.kind === 'output') return new RegExp(`^${scalar}$`).test(cell) || cell === '' ? { is: 'compare', operator: '=', value: plain(cell) } : null;
  const compared = new RegExp(`^(<=|>=|<|>|=)?\\s*(${scalar})$`).exec(cell);
  if (compared) return { is: 'compare', operator: (compared[1] ?? '=') as '=', value: plain(compared[2]!) };
  const ranged = new RegExp(`^([\\[(\\]])\\s*(${scalar})\\s*\\.\\.\\s*(${scalar})\\s*([\\])\\[])$`).exec(cell);
  return ranged ? { is: 'range', open: ranged[1] === '[' ? '[' : '(', from: plain(ranged[2]!), to: plain(ranged[3]!), close: ranged[4] === ']' ? ']' : ')' } : null;
}

export function write(simple: Simple, column: Column): string {
  if (simple.is === 'any') return column.kind === 'input' ? '-' : '';
  if (simple.is === 'values') {
    const list = simple.values.join(', ');
    return list === '' ? (column.kind === 'input' ? '-' : '') : simple.not ? `not(${list})` : list;
  }
  if (simple.is === 'compare') return simple.value === '' ? (column.kind === 'input' ? '-' : '') : (simple.operator === '=' ? '' : `${simple.operator} `) + literal(simple.value, column);
  if (simple.from === '' || simple.to === '') return '-';
  return `${simple.open}${literal(simple.from, column)}..${literal(simple.to, column)}${simple.close}`;
}

function values(cell: string, column: Column): Simple | null {
  if (cell === '') return { is: 'values', not: false, values: [] };
  const negated = column.kind === 'input' ? /^not\s*\((.*)\)$/.exec(cell) : null;
  const allowed = allowedOf(column);
  const listed = split(negated ? negated[1]! : cell);
  if (column.kind === 'output' && listed.length > 1) return null;
  return listed.every(value => allowed.includes(value)) ? { is: 'values', not: negated !== null, values: listed } : null;
}

export function allowedOf(column: Column): readonly string[] {
  return column.allowed.length > 0 ? column.allowed : ['true', 'false'];
}

function split(text: string): string[] {
  return (text.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? []).map(value => value.trim()).filter(value => value !== '');
}

function plain(value: string): string {
  return /"(.*)"/.exec(value)?.[1] ?? value;
}

function literal(value: string, column: Column): string {
  return column.type === 'date' ? `@"${value}"` : value;
}

/** What a person reads: a text without its quotes. */
export function shown(text: string): string {
  const cell = text.trim();
  return /^"(?:[^"\\]|\\.)*"$/.test(cell) ? cell.slice(1, -1) : cell;
}
