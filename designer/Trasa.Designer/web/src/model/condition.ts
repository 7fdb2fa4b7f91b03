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
const value = String.raw`"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|@"[^"]*"|(?:date|duration|time|date and time)\("[^"]*"\)|${path}`;

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

/** What a person typed, as FEEL: numbers, dates and names that are known stay, other words become text. */
export function literalOf(typed: string, names: readonly string[]): string {
  const text = typed.trim();
  if (text === '' || new RegExp(`^(?:${value})$`, 'u').test(text) === false) return quoted(typed);
  return new RegExp(`^${path}$`, 'u').test(text) && !['true', 'false'].includes(text) && !names.includes(text) ? quoted(typed) : text;
}

/** The way back: text without its quotes. */
export function shownOf(literal: string): string {
  return /^"(?:[^"\\]|\\.)*"$/.test(literal) ? (JSON.parse(literal) as string) : literal;
}

function quoted(text: string): string {
  return JSON.stringify(text);
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
  const list = match(`(${path})\\s+in\\s+[[(]\\s*((?:${value})(?:\\s*,\\s*(?:${value}))*)\\s*[\\])]`);
  if (list) return { left: list[1]!, operator: 'in', right: list[2]! };
  const plain = match(`(${path})\\s*(<=|>=|!=|=|<|>)\\s*(${value})`);
  return plain ? { left: plain[1]!, operator: plain[2] as Operator, right: plain[3]! } : undefined;
}

/** Splits at `and` or at `or` outside of quotes and brackets; a mixture is for people who write. */
function split(text: string): { join: 'and' | 'or'; items: string[] } | undefined {
  const items: string[] = [];
  let [depth, inText, from] = [0, false, 0];
  let join: 'and' | 'or' | undefined;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '"' && text[at - 1] !== '\\') inText = !inText;
    if (inText) continue;
    if ('([{'.includes(letter)) depth++;
    if (')]}'.includes(letter)) depth--;
    const word = depth === 0 ? /^\s(and|or)\s/.exec(text.slice(at)) : null;
    if (!word) continue;
    if (join && join !== word[1]) return undefined;
    join = word[1] as 'and' | 'or';
    items.push(text.slice(from, at).trim());
    from = at + word[0].length;
    at = from - 1;
  }
  const last = text.slice(from).trim();
  if (last === '') return items.length === 0 ? { join: 'and', items: [] } : undefined;
  return { join: join ?? 'and', items: [...items, last] };
}
