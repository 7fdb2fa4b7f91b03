/** A condition as rows: the part of FEEL that people build by choosing. Everything else is written by hand. */
export interface Condition {
  readonly join: 'and' | 'or';
  readonly rows: readonly Comparison[];
}

export interface Comparison {
  readonly left: string;
  readonly operator: Operator;
  readonly right: string;
}

export const operators = ['=', '!=', '<', '<=', '>', '>=', 'in', 'contains', 'starts with', 'is empty', 'is not empty'] as const;
export type Operator = (typeof operators)[number];

const path = String.raw`[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*`;
const string = String.raw`"(?:[^"\\]|\\[\s\S])*"`;
const value = String.raw`${string}|-?\d+(?:\.\d+)?|true|false|@${string}|(?:date|duration|time|date and time)\(${string}\)|${path}`;

/** Reads it back; undefined when it was written in a way that rows cannot show. */
export function readCondition(text: string): Condition | undefined {
  const parts = split(text);
  if (!parts) return undefined;
  const rows = parts.items.map(readRow);
  return rows.every(row => row !== undefined) ? { join: parts.join, rows } : undefined;
}

export function writeCondition({ join, rows }: Condition): string {
  return rows.map(writeRow).filter(Boolean).join(` ${join} `);
}

/** Whether it can stand on the left: a name, or a way into it. */
export function isName(text: string): boolean {
  return new RegExp(`^${path}$`, 'u').test(text);
}

/** What a person typed on the right, as FEEL: numbers, dates and names that are known stay, other words become text. */
export function rightOf(operator: Operator, typed: string, names: readonly string[]): string {
  return operator === 'in' ? listed(typed).map(item => literalOf(item, names)).join(', ') : literalOf(typed, names);
}

/** The way back: text without its quotes, unless it would be taken for something else then. */
export function shownRight({ operator, right }: Comparison, names: readonly string[]): string {
  if (operator !== 'in') return right === '' ? '' : shownOf(right, names);
  return listed(right).map(item => {
    const shown = shownOf(item, names);
    const [alone, another] = listed(shown);
    return alone === shown && another === undefined ? shown : item;
  }).join(', ');
}

/** Compared in another way with the same; of several things, with the first when only one can be meant. */
export function withOperator({ left, operator: before, right }: Comparison, operator: Operator): Comparison {
  if (operator.startsWith('is ')) return { left, operator, right: '' };
  return { left, operator, right: before === 'in' && operator !== 'in' ? (listed(right)[0] ?? '') : right };
}

function literalOf(typed: string, names: readonly string[]): string {
  const text = typed.trim();
  if (!new RegExp(`^(?:${value})$`, 'u').test(text)) return quoted(typed);
  return isName(text) && !['true', 'false'].includes(text) && !names.includes(text) ? quoted(typed) : text;
}

function shownOf(literal: string, names: readonly string[]): string {
  const text = unquoted(literal);
  return text !== undefined && literalOf(text, names) === literal ? text : literal;
}

function listed(typed: string): string[] {
  return (typed.match(new RegExp(`(?:@|[\\p{L} ]+\\()?${string}\\)?|[^,]+`, 'gu')) ?? []).map(item => item.trim()).filter(Boolean);
}

/** FEEL's own escapes (DMN 1.5, 10.3.1.2 rule 35), which are not all of JSON's. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replace(/[\n\r\t]/g, letter => ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[letter]!)}"`;
}

function unquoted(literal: string): string | undefined {
  if (!new RegExp(`^${string}$`, 'u').test(literal)) return undefined;
  return literal.slice(1, -1).replace(/\\(?:U([0-9A-Fa-f]{6})|u([0-9A-Fa-f]{4})|([\s\S]))/gu, (all, long: string | undefined, short: string | undefined, letter: string) => {
    const code = parseInt(long ?? short ?? '', 16);
    if (Number.isNaN(code)) return ({ n: '\n', r: '\r', t: '\t' } as Record<string, string>)[letter] ?? letter;
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

function writeRow({ left, operator, right }: Comparison): string {
  if (left === '') return '';
  switch (operator) {
    case 'is empty': return `${left} = null`;
    case 'is not empty': return `${left} != null`;
    case 'contains': return `contains(${left}, ${right})`;
    case 'starts with': return `starts with(${left}, ${right})`;
    case 'in': return `${left} in [${right}]`;
    default: return `${left} ${operator} ${right}`;
  }
}

function readRow(text: string): Comparison | undefined {
  const match = (pattern: string) => new RegExp(`^${pattern}$`, 'u').exec(text);
  const empty = match(`(${path})\\s*(=|!=)\\s*null`);
  if (empty) return { left: empty[1]!, operator: empty[2] === '=' ? 'is empty' : 'is not empty', right: '' };
  const call = match(`(contains|starts with)\\(\\s*(${path})\\s*,\\s*(${value})\\s*\\)`);
  if (call) return { left: call[2]!, operator: call[1] as Operator, right: call[3]! };
  const list = match(`(${path})\\s+in\\s+(?:\\[\\s*((?:${value})(?:\\s*,\\s*(?:${value}))*)\\s*\\]|\\(\\s*((?:${value})(?:\\s*,\\s*(?:${value}))*)\\s*\\))`);
  if (list) return { left: list[1]!, operator: 'in', right: list[2] ?? list[3]! };
  const plain = match(`(${path})\\s*(<=|>=|!=|=|<|>)\\s*(${value})`);
  return plain ? { left: plain[1]!, operator: plain[2] as Operator, right: plain[3]! } : undefined;
}

/** Splits at `and` or at `or` outside of quotes and brackets; a mixture is for people who write. */
function split(text: string): { join: 'and' | 'or'; items: string[] } | undefined {
  const items: string[] = [];
  const token = new RegExp(`${string}|[([{]|[)\\]}]|\\s(and|or)(?=\\s)`, 'gu');
  let [depth, from] = [0, 0];
  let join: 'and' | 'or' | undefined;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const word = found[1] as 'and' | 'or' | undefined;
    if ('([{'.includes(found[0])) depth++;
    else if (')]}'.includes(found[0])) depth--;
    if (!word || depth > 0) continue;
    if (join && join !== word) return undefined;
    join = word;
    items.push(text.slice(from, found.index).trim());
    from = token.lastIndex;
  }
  const last = text.slice(from).trim();
  if (last === '') return items.length === 0 ? { join: 'and', items: [] } : undefined;
  return { join: join ?? 'and', items: [...items, last] };
}
