import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { plain } from '../model/search.ts';
import { t } from '../text/text.ts';

export interface Entry {
  readonly key: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly group?: string | undefined;
  readonly icon?: ReactNode;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

/** A field to type into and a list that follows: arrows move, Enter takes, the field keeps the focus. */
export function Listbox({ entries, placeholder, label }: { readonly entries: readonly Entry[]; readonly placeholder: string; readonly label: string }) {
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const shown = useMemo(() => ranked(entries, words), [entries, words]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, shown]);

  const onKey = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    const next = { ArrowDown: Math.min(active + 1, last), ArrowUp: Math.max(active - 1, 0), Home: 0, End: last, PageDown: Math.min(active + 8, last), PageUp: Math.max(active - 8, 0) }[event.key];
    if (next !== undefined) setActive(next);
    else if (event.key === 'Enter') shown[active]?.run();
    else return;
    event.preventDefault();
  };

  return (
    <div className="td-listbox">
      <input
        data-first
        className="td-field"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}list`}
        aria-activedescendant={shown[active] ? `${id}${active}` : undefined}
        aria-label={label}
        placeholder={placeholder}
        value={words}
        onChange={event => { setWords(event.target.value); setActive(0); }}
        onKeyDown={onKey}
      />
      <ul id={`${id}list`} role="listbox" aria-label={label} ref={list}>
        {shown.map((entry, index) => (
          <li key={entry.key} id={`${id}${index}`} role="option" aria-selected={index === active} onMouseMove={event => (event.movementX !== 0 || event.movementY !== 0) && setActive(index)} onClick={entry.run}>
            {entry.icon}
            <span className="td-option-text"><b>{entry.label}</b>{entry.hint && <small>{entry.hint}</small>}</span>
            {entry.keys ? <kbd>{entry.keys}</kbd> : entry.group && <small className="td-option-group">{entry.group}</small>}
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="td-none">{t('Nothing has that name. Try other words.')}</p>}
    </div>
  );
}

/** All words must be there; names that begin with what was typed come first. */
function ranked(entries: readonly Entry[], words: string): readonly Entry[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return entries;
  const rank = (entry: Entry) => {
    const name = plain(entry.label);
    if (name.startsWith(wanted[0]!)) return 0;
    return wanted.every(word => name.includes(word)) ? 1 : 2;
  };
  return entries
    .filter(entry => wanted.every(word => plain(`${entry.label} ${entry.group ?? ''} ${entry.hint ?? ''}`).includes(word)))
    .sort((a, b) => rank(a) - rank(b));
}
