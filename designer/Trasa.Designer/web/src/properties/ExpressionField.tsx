import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { t } from '../text/text.ts';
import { feelWords } from './feel.ts';
import { useNames, type Name } from './names.ts';

interface Props {
  readonly id: string;
  readonly describedBy?: string;
  readonly invalid?: boolean;
  readonly language: string;
  readonly value: string;
  readonly label?: string;
  readonly onChange: (value: string) => void;
}

const most = 8;

/** A field for an expression that grows with its text and completes variables, inputs and FEEL functions. */
export function ExpressionField({ id, describedBy, invalid, language, value, label, onChange }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const list = useId();
  const offered = useOffers(language, value, caret);
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = '0';
    field.current.style.height = `${Math.min(field.current.scrollHeight + 2, 320)}px`;
  }, [value]);

  const take = (word: string) => {
    const end = caret ?? value.length;
    const start = end - prefixBefore(value, end).length;
    const opened = word.endsWith('()') ? word.length - 1 : word.length;
    onChange(value.slice(0, start) + word + value.slice(end));
    setCaret(null);
    requestAnimationFrame(() => field.current?.setSelectionRange(start + opened, start + opened));
  };
  const onKey = (event: KeyboardEvent) => {
    if (offered.length === 0) return;
    if (event.key === 'ArrowDown') setActive((active + 1) % offered.length);
    else if (event.key === 'ArrowUp') setActive((active + offered.length - 1) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(offered[active]!.name);
    else if (event.key === 'Escape') setCaret(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="td-expression">
      <span className="td-expression-mark" aria-hidden="true">{language === 'Feel' ? 'ƒ' : language}</span>
      <textarea
        ref={field} id={id} className="td-field" rows={1} spellCheck={false} value={value} aria-label={label} aria-describedby={describedBy} aria-invalid={invalid}
        aria-autocomplete="list" aria-controls={offered.length > 0 ? list : undefined} aria-activedescendant={offered.length > 0 ? `${list}${active}` : undefined} aria-haspopup="listbox"
        placeholder={language === 'Feel' ? t('e.g. case.priority = "High"') : ''}
        onChange={event => { onChange(event.target.value); setCaret(event.target.selectionStart); setActive(0); }}
        onKeyDown={onKey}
        onBlur={() => setCaret(null)}
      />
      {offered.length > 0 && (
        <ul className="td-completions" role="listbox" id={list} aria-label={t('Completions')}>
          {offered.map(({ name, sample }, index) => <li key={name} id={`${list}${index}`} role="option" aria-selected={index === active} onMouseDown={event => { event.preventDefault(); take(name); }}>{name}{sample && <small> {sample}</small>}</li>)}
        </ul>
      )}
    </div>
  );
}

/** Names one step deeper than what is written, and functions where no name has begun. */
function useOffers(language: string, value: string, caret: number | null): readonly Name[] {
  const names = useNames();
  if (language !== 'Feel' || caret === null) return [];
  const prefix = prefixBefore(value, caret);
  if (prefix.length < 1) return [];
  const depth = prefix.split('.').length;
  const words = depth > 1 ? [] : feelWords.map(name => ({ name, sample: '' }));
  return [...names.filter(({ name }) => name.split('.').length === depth), ...words]
    .filter(({ name }) => name.toLowerCase().startsWith(prefix.toLowerCase()) && name !== prefix).slice(0, most);
}

function prefixBefore(value: string, caret: number): string {
  const quoted = (value.slice(0, caret).match(/"/g) ?? []).length % 2 === 1;
  return quoted ? '' : (/[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]*)*$/u.exec(value.slice(0, caret))?.[0] ?? '');
}
