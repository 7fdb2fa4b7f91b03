/** Cells as spreadsheets put them on the clipboard: tabs and lines, quotes around what holds either. */
export function write(lines: readonly (readonly string[])[]): string {
  return lines.map(cells => cells.map(cell => (/[\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\n');
}

export function read(text: string): string[][] {
  const lines: string[][] = [[]];
  let cell = '';
  const end = () => { lines[lines.length - 1]!.push(cell); cell = ''; };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    // FEEL texts have quotes of their own; only a cell that also holds a tab or a line is quoted by the spreadsheet.
    if (letter === '"' && cell === '') {
      const closed = closing(text, at);
      if (closed > 0 && /[\t\n\r]/.test(text.slice(at, closed))) {
        cell = text.slice(at + 1, closed).replaceAll('""', '"');
        at = closed;
        continue;
      }
    }
    if (letter === '\t') end();
    else if (letter === '\n') { end(); lines.push([]); }
    else if (letter !== '\r') cell += letter;
  }
  end();
  if (lines.length > 1 && lines[lines.length - 1]!.length === 1 && lines[lines.length - 1]![0] === '') lines.pop();
  return lines;
}

/** The quote that ends a cell: not doubled, and followed by a tab, a line or the end. */
function closing(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') { at++; continue; }
    return at + 1 === text.length || /[\t\n\r]/.test(text[at + 1]!) ? at : -1;
  }
  return -1;
}
