import { useState } from 'react';
import { Icon } from '../canvas/icons.tsx';
import { literalOf, operators, readCondition, shownOf, writeCondition, type Comparison, type Condition, type Operator } from '../model/condition.ts';
import { t } from '../text/text.ts';
import { Select } from './fields.tsx';
import { useNames } from './names.ts';

/** Builds a condition from rows and reads back what was written by hand, as long as rows can show it. */
export function ConditionBuilder({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const [open, setOpen] = useState(false);
  const [unfinished, setUnfinished] = useState<Comparison | null>(null);
  const names = useNames();
  const read = readCondition(value);
  if (!open) return <button type="button" className="td-button is-small" onClick={() => setOpen(true)}><Icon name="branch" size={13} /> {t('Build the condition')}</button>;
  if (!read) return <p className="td-hint">{t('This condition is written in a way that rows cannot show. Change the text, or empty it to build a new one.')}</p>;
  const known = names.map(name => name.name);
  const write = (condition: Condition) => onChange(writeCondition(condition));
  const edit = (index: number, row: Comparison) => {
    if (index === read.rows.length) {
      const isWhole = row.left !== '' && (row.right !== '' || row.operator.startsWith('is '));
      setUnfinished(isWhole ? null : row);
      if (isWhole) write({ ...read, rows: [...read.rows, row] });
      return;
    }
    write({ ...read, rows: read.rows.with(index, row) });
  };
  const rows = unfinished || read.rows.length === 0 ? [...read.rows, unfinished ?? empty] : read.rows;
  return (
    <div className="td-condition" role="group" aria-label={t('Condition')}>
      {rows.length > 1 && <Select label={t('How the rows belong together')} value={read.join} options={[{ value: 'and', label: t('all of these hold') }, { value: 'or', label: t('one of these holds') }]} onChange={join => write({ ...read, join: join as Condition['join'] })} />}
      {rows.map((row, index) => (
        <div key={index} className="td-condition-row">
          <input className="td-field" list="td-names" value={row.left} aria-label={t('What is compared, row {0}', index + 1)} placeholder={t('e.g. case.priority')} onChange={event => edit(index, { ...row, left: event.target.value.trim() })} />
          <Select label={t('How it is compared, row {0}', index + 1)} value={row.operator} options={operators.map(operator => ({ value: operator, label: operatorName(operator) }))} onChange={operator => edit(index, { ...row, operator: operator as Operator, right: operator.startsWith('is ') ? '' : row.right })} />
          {!row.operator.startsWith('is ') && <Right key={`${index} ${row.operator}`} row={row} index={index} known={known} onChange={right => edit(index, { ...row, right })} />}
          <button type="button" className="td-icon-button is-small" aria-label={t('Delete row {0}', index + 1)} onClick={() => (index < read.rows.length ? write({ ...read, rows: read.rows.toSpliced(index, 1) }) : setUnfinished(null))}><Icon name="trash" size={13} /></button>
        </div>
      ))}
      <datalist id="td-names">{names.map(name => <option key={name.name} value={name.name}>{name.sample}</option>)}</datalist>
      <button type="button" className="td-button is-small" onClick={() => setUnfinished(empty)}><Icon name="add" size={13} /> {t('Add a row')}</button>
    </div>
  );
}

/** The right side is written when the field is left, so that half a word is not taken for a name. */
function Right({ row, index, known, onChange }: { readonly row: Comparison; readonly index: number; readonly known: readonly string[]; readonly onChange: (right: string) => void }) {
  const [typed, setTyped] = useState(() => shown(row));
  const commit = () => onChange(row.operator === 'in' ? typed.split(',').filter(part => part.trim()).map(part => literalOf(part.trim(), known)).join(', ') : literalOf(typed, known));
  return <input className="td-field" value={typed} aria-label={t('With what, row {0}', index + 1)} onChange={event => setTyped(event.target.value)} onBlur={commit} onKeyDown={event => event.key === 'Enter' && commit()} />;
}

const empty: Comparison = { left: '', operator: '=', right: '' };

function shown(row: Comparison): string {
  return row.operator === 'in' ? (row.right.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? []).map(part => shownOf(part.trim())).join(', ') : shownOf(row.right);
}

function operatorName(operator: Operator): string {
  switch (operator) {
    case '=': return t('is');
    case '!=': return t('is not');
    case '<': return t('is less than');
    case '<=': return t('is at most');
    case '>': return t('is more than');
    case '>=': return t('is at least');
    case 'in': return t('is one of');
    case 'contains': return t('contains');
    case 'starts with': return t('starts with');
    case 'is empty': return t('is empty');
    case 'is not empty': return t('is not empty');
  }
}
