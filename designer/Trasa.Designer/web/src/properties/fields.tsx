import { useId, type ReactNode } from 'react';
import type { Problem } from '../host/host.ts';

export interface Labelled {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required?: boolean | undefined;
  readonly problems?: readonly Problem[] | undefined;
}

/** A field with its label, its hint and what is wrong with it, tied together for screen readers. */
export function Row({ label, hint, required, problems = [], aside, children }: Labelled & { readonly aside?: ReactNode; readonly children: (ids: { id: string; describedBy: string; invalid: boolean }) => ReactNode }) {
  const id = useId();
  const invalid = problems.some(problem => problem.isError);
  return (
    <div className={invalid ? 'td-row is-invalid' : 'td-row'}>
      <div className="td-row-head">
        <label htmlFor={id}>{label}{required && <span className="td-required" aria-hidden="true"> *</span>}</label>
        {aside}
      </div>
      {children({ id, describedBy: `${id}hint ${id}problem`, invalid })}
      {hint && <p className="td-hint" id={`${id}hint`}>{hint}</p>}
      {problems.length > 0 && <p className="td-field-problem" id={`${id}problem`}>{problems.map(problem => problem.message).join(' ')}</p>}
    </div>
  );
}

export function TextField({ value, onChange, lines, first, ...labelled }: Labelled & { readonly value: string; readonly onChange: (value: string) => void; readonly lines?: number; readonly first?: boolean }) {
  return (
    <Row {...labelled}>
      {({ id, describedBy, invalid }) => {
        const common = { id, className: 'td-field', value, 'aria-describedby': describedBy, 'aria-invalid': invalid, 'data-first': first || undefined };
        return lines
          ? <textarea {...common} rows={lines} onChange={event => onChange(event.target.value)} />
          : <input {...common} onChange={event => onChange(event.target.value)} />;
      }}
    </Row>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function Choice({ value, options, onChange, none, ...labelled }: Labelled & { readonly value: string; readonly options: readonly Option[]; readonly onChange: (value: string) => void; readonly none?: string }) {
  return (
    <Row {...labelled}>
      {({ id, describedBy, invalid }) => (
        <Select id={id} describedBy={describedBy} invalid={invalid} value={value} options={options} onChange={onChange} none={none} />
      )}
    </Row>
  );
}

export function Select({ id, describedBy, invalid, value, options, onChange, none, label }: { readonly id?: string; readonly describedBy?: string; readonly invalid?: boolean; readonly value: string; readonly options: readonly Option[]; readonly onChange: (value: string) => void; readonly none?: string | undefined; readonly label?: string }) {
  const isKnown = value === '' || options.some(option => option.value === value);
  return (
    <select id={id} className="td-field" value={value} aria-label={label} aria-describedby={describedBy} aria-invalid={invalid} onChange={event => onChange(event.target.value)}>
      {(none !== undefined || value === '') && <option value="">{none ?? '—'}</option>}
      {options.map(option => <option key={option.value} value={option.value}>{option.label}</option>)}
      {!isKnown && <option value={value}>{value}</option>}
    </select>
  );
}

export function Check({ label, value, onChange, hint }: { readonly label: string; readonly value: boolean; readonly onChange: (value: boolean) => void; readonly hint?: string }) {
  return (
    <label className="td-check">
      <input type="checkbox" checked={value} onChange={event => onChange(event.target.checked)} />
      <span>{label}{hint && <small>{hint}</small>}</span>
    </label>
  );
}
