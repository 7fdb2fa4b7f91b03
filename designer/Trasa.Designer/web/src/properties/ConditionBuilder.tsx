import { useEffect, useId, useState } from 'react';
import { Icon } from '../canvas/icons.tsx';
import { isName, operators, readCondition, rightOf, shownRight, withOperator, writeCondition, type Comparison, type Condition, type Operator } from '../model/condition.ts';
import { t } from '../text/text.ts';
import { Select } from './fields.tsx';
import { useNames } from './names.ts';

/** Builds a condition from rows and reads back what was written by hand, as long as rows can show it. */
export function ConditionBuilder({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const [open, setOpen] = useState(false);
  if (!open) return <button type="button" className="td-button is-small" onClick={() => setOpen(true)}><Icon name="branch" size={13} /> {t('Build the condition')}</button>;
  const read = readCondition(value);
  if (!read) return <p className="td-hint">{t('This condition is written in a way that rows cannot show. Change the text, or empty it to build a new one.')}</p>;
  return <Rows read={read} onChange={onChange} />;
}

function Rows({ read, onChange }: { readonly read: Condition; readonly onChange: (value: string) => void }) {
  const [unfinished, setUnfinished] = useState<Comparison | null>(null);
  const names = useNames();
  const known = names.map(name => name.name);
  const list = useId();
  const write = (condition: Condition) => onChange(writeCondition(condition));
  const edit = (index: number, row: Comparison) => {
    const isWhole = row.left !== '' && (row.right !== '' || row.operator.startsWith('is '));
    if (index < read.rows.length && isWhole) return write({ ...read, rows: read.rows.with(index, row) });
    if (index < read.rows.length) return;
    setUnfinished(isWhole ? null : row);
    if (isWhole) write({ ...read, rows: [...read.rows, row] });
  };
  const remove = (index: number) => (index < read.rows.length ? write({ ...read, rows: read.rows.toSpliced(index, 1) }) : setUnfinished(null));
  const rows = unfinished || read.rows.length === 0 ? [...read.rows, unfinished ?? empty] : read.rows;
  return (
    <div className="td-condition" role="group" aria-label={t('Condition')}>
      {rows.length > 1 && <Select label={t('How the rows belong together')} value={read.join} options={[{ value: 'and', label: t('all of these hold') }, { value: 'or', label: t('one of these holds') }]} onChange={join => write({ ...read, join: join as Condition['join'] })} />}
      {rows.map((row, index) => (
        <div key={index} className="td-condition-row">
          <Side label={t('What is compared, row {0}', index + 1)} placeholder={t('e.g. case.priority')} list={list} value={row.left} isWhole={text => known.includes(text)} isValid={isName} onChange={left => edit(index, { ...row, left })} />
          <Select label={t('How it is compared, row {0}', index + 1)} value={row.operator} options={operators.map(operator => ({ value: operator, label: operatorName(operator) }))} onChange={operator => edit(index, withOperator(row, operator as Operator))} />
          {!row.operator.startsWith('is ') && <Side label={t('With what, row {0}', index + 1)} value={shownRight(row, known)} onChange={typed => edit(index, { ...row, right: rightOf(row.operator, typed, known) })} />}
          <button type="button" className="td-icon-button is-small" aria-label={t('Delete row {0}', index + 1)} onClick={() => remove(index)}><Icon name="trash" size={13} /></button>
        </div>
      ))}
      <datalist id={list}>{names.map(name => <option key={name.name} value={name.name}>{name.sample}</option>)}</datalist>
      <button type="button" className="td-button is-small" onClick={() => setUnfinished(empty)}><Icon name="add" size={13} /> {t('Add a row')}</button>
    </div>
  );
}

interface SideProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly list?: string;
  /** Taken at once, as when it is picked from the list. */
  readonly isWhole?: (typed: string) => boolean;
  readonly isValid?: (typed: string) => boolean;
  readonly onChange: (typed: string) => void;
}

/** Written when the field is left, so that half a word is not taken for a name. */
function Side({ label, value, placeholder, list, isWhole, isValid, onChange }: SideProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const isWrong = typed !== '' && isValid?.(typed.trim()) === false;
  const commit = (text: string) => { if (text !== value && text !== '' && !isWrong) onChange(isValid ? text.trim() : text); };
  const change = (text: string) => {
    setTyped(text);
    if (isWhole?.(text) && text !== value) onChange(text);
  };
  return <input className="td-field" list={list} value={typed} aria-label={label} aria-invalid={isWrong} placeholder={placeholder} onChange={event => change(event.target.value)} onBlur={() => commit(typed)} onKeyDown={event => event.key === 'Enter' && commit(typed)} />;
}

const empty: Comparison = { left: '', operator: '=', right: '' };

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
