import { useEffect, useState } from 'react';
import type { Choice } from '../host/host.ts';
import type { ActivityInput } from '../model/descriptor.ts';
import { expressionText, type Expression } from '../model/expression.ts';
import type { Json } from '../model/json.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Select } from './fields.tsx';
import { words } from './words.ts';

interface Props {
  readonly id: string;
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly input: ActivityInput;
  readonly expression: Expression | undefined;
  readonly onChange: (value: Json | undefined) => void;
}

const plainEditors = ['text', 'multiline', 'expression', 'checkbox', 'dropdown', 'duration', 'output', 'number', 'code'];

export function LiteralField(props: Props) {
  const { id, describedBy, invalid, input, expression, onChange } = props;
  const value = expressionText(expression);
  const common = { id, className: 'td-field', 'aria-describedby': describedBy, 'aria-invalid': invalid };
  const write = (text: string) => onChange(text === '' ? undefined : typed(text, input.type));
  if (input.editor === 'checkbox' || input.type === 'Boolean') {
    return <label className="td-check"><input id={id} type="checkbox" checked={value.toLowerCase() === 'true'} onChange={event => onChange(event.target.checked)} /><span>{t('Yes')}</span></label>;
  }
  if (input.options?.length) return <Select id={id} describedBy={describedBy} invalid={invalid} value={value} options={input.options.map(option => ({ value: option, label: option }))} onChange={write} none={t('Not set')} />;
  if (input.editor === 'multiline' || input.editor === 'code') return <textarea {...common} rows={5} value={value} onChange={event => write(event.target.value)} />;
  if (input.editor === 'duration') return <input {...common} value={value} placeholder={t('e.g. 15 min, 2 wh, 3 d')} onChange={event => write(event.target.value)} />;
  if (!plainEditors.includes(input.editor)) return <Picker {...props} value={value} write={write} />;
  return <input {...common} value={value} inputMode={isNumber(input.type) ? 'decimal' : 'text'} onChange={event => write(event.target.value)} />;
}

/** What the installation has, as suggestions: a name that is not there yet may be written too. */
function Picker({ id, describedBy, invalid, input, value, write }: Props & { readonly value: string; readonly write: (text: string) => void }) {
  const { store } = useDesk();
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  useEffect(() => {
    let wanted = true;
    store.host.choicesOf(input.editor).then(found => wanted && setChoices(found), () => undefined);
    return () => { wanted = false; };
  }, [store, input.editor]);
  const chosen = choices.find(choice => choice.value === value);
  return (
    <>
      <input id={id} className="td-field" list={`${id}list`} value={value} aria-describedby={describedBy} aria-invalid={invalid} onChange={event => write(event.target.value)} autoComplete="off" />
      <datalist id={`${id}list`}>{choices.map(choice => <option key={choice.value} value={choice.value}>{choice.label}</option>)}</datalist>
      {input.editor === 'form' && value !== '' && !chosen && choices.length > 0 && <p className="td-hint">{t('There is no such form yet.')} <a href={newForm(value)} target="_blank" rel="noreferrer">{t('Make it')}</a></p>}
      {chosen && (chosen.label !== value || chosen.href) && (
        <p className="td-hint">{chosen.label}{chosen.href && <> · <a href={chosen.href} target="_blank" rel="noreferrer">{t('Open')}</a></>}</p>
      )}
    </>
  );
}

/** The page of a form that is not there yet asks what it is to be called: `leave-check` becomes “Leave check”. */
function newForm(key: string): string {
  return `/workflows/forms/${encodeURIComponent(key)}?name=${encodeURIComponent(words(key.replace(/[-_.]+/g, ' ').trim()) || key)}`;
}

function isNumber(type: string): boolean {
  return /^(Int|Long|Decimal|Double|Single|Short)/.test(type);
}

function typed(text: string, type: string): Json {
  return isNumber(type) && /^-?\d+(\.\d+)?$/.test(text) && String(Number(text)) === text ? Number(text) : text;
}
