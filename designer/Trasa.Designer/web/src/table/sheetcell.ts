import type { Column } from './contract.ts';

/** Words that are neither quoted nor other FEEL: what people type in a spreadsheet who think of texts. */
const words = /^(?!(?:null|true|false|not|date|time|duration)\b)[\p{L}\p{N}][^"()[\]?<>=@{}]*$/u;

/** A cell as spreadsheets give it, as the column's type means it; what fits no type stays as it is and is marked. */
export function meant(text: string, column: Column): string {
  const cell = text.trim();
  if (column.kind === 'note') return text;
  if (cell === '') return column.kind === 'input' ? '-' : '';
  switch (column.type) {
    case 'string':
      if (!words.test(cell)) return cell;
      return column.kind === 'input' ? cell.split(',').map(word => `"${word.trim()}"`).join(', ') : `"${cell}"`;
    case 'boolean':
      return /^(true|false)$/i.test(cell) ? cell.toLowerCase() : cell;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(cell) ? `@"${cell}"` : cell;
    case 'number':
      // 12 500 and 12'500 are one number; a comma already lists two.
      return /^-?\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?:\.\d+)?$/.test(cell) ? cell.replace(/[ \u00a0\u202f']/g, '') : cell;
    default:
      return cell;
  }
}
