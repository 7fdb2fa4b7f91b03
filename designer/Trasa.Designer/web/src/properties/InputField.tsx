import { useState } from 'react';
import type { Activity } from '../model/activity.ts';
import type { ActivityInput } from '../model/descriptor.ts';
import { expressionText, feel, literal, readExpression, variable, writeInput, type Expression } from '../model/expression.ts';
import { idOf } from '../model/activity.ts';
import { isObject, member, text, type Json } from '../model/json.ts';
import { at, type Path } from '../model/path.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { changeValue, memberPath } from './change.ts';
import { ConditionBuilder } from './ConditionBuilder.tsx';
import { ExpressionField } from './ExpressionField.tsx';
import { Row, Select } from './fields.tsx';
import { LiteralField } from './LiteralField.tsx';
import { useProblems } from './problems.ts';
import { typeWords } from './types.ts';
import { useVariables, type Named } from './variables.ts';
import { words } from './words.ts';

interface Props {
  readonly activity: Activity;
  readonly path: Path;
  readonly input: ActivityInput;
}

/** An input of an activity: a plain value, a FEEL expression or a variable. Other languages stay as they are written. */
export function InputField({ activity, path, input }: Props) {
  const { store } = useDesk();
  const problems = useProblems(idOf(activity)).of(input.name);
  const place = memberPath(activity, path, input.name);
  const value = member(activity, input.name);
  const [chosen, setChosen] = useState<string>();
  const label = words(input.name);
  if (input.editor === 'variable') return <VariableMember {...{ input, label, place, value }} />;

  const expression = readExpression(value);
  const language = expression?.language ?? chosen ?? defaultLanguage(input);
  const write = (next: Expression | undefined, merge = true) => {
    setChosen(next?.language ?? language);
    changeValue(store, place, t('{0} changed', label), writeInput(at(store.read().doc, place), input.type, next), merge);
  };
  const shared = { label, hint: input.description, required: input.required, problems };
  return (
    <>
    <Row {...shared} aside={<Languages value={language} onChange={next => (expression ? write(converted(expression, next), false) : setChosen(next))} label={label} />}>
      {({ id, describedBy, invalid }) => (
        language === literal ? <LiteralField id={id} describedBy={describedBy} invalid={invalid} input={input} expression={expression} onChange={next => write(next === undefined ? undefined : { language: literal, value: next })} />
        : language === variable ? <VariableChoice id={id} value={expressionText(expression)} onChange={next => write(next ? { language: variable, value: { id: next } } : undefined, false)} />
        : <ExpressionField id={id} describedBy={describedBy} invalid={invalid} language={language} value={expressionText(expression)} onChange={next => write(next === '' ? undefined : { language, value: next })} />
      )}
    </Row>
    {language === feel && isCondition(input) && <ConditionBuilder value={expressionText(expression)} onChange={next => write(next === '' ? undefined : { language: feel, value: next })} />}
    </>
  );
}

function Languages({ value, onChange, label }: { readonly value: string; readonly onChange: (language: string) => void; readonly label: string }) {
  const known = [[literal, t('Value')], [feel, 'FEEL'], [variable, t('Variable')]] as const;
  const all = known.some(([language]) => language === value) ? known : [...known, [value, value] as const];
  return (
    <span className="td-languages" role="group" aria-label={t('How {0} is written', label)}>
      {all.map(([language, name]) => <button key={language} type="button" aria-pressed={language === value} onClick={() => language !== value && onChange(language)}>{name}</button>)}
    </span>
  );
}

function VariableChoice({ id, value, onChange }: { readonly id: string; readonly value: string; readonly onChange: (value: string) => void }) {
  const variables = useVariables();
  return <Select id={id} value={value} options={variables.map(found => ({ value: found.id, label: named(found) }))} onChange={onChange} none={t('No variable')} />;
}

/** SetVariable holds the variable itself and not an input. */
function VariableMember({ input, label, place, value }: { readonly input: ActivityInput; readonly label: string; readonly place: Path; readonly value: Json | undefined }) {
  const { store } = useDesk();
  const variables = useVariables();
  const current = isObject(value) ? (text(value, 'id') ?? text(value, 'name') ?? '') : '';
  const choose = (id: string) => {
    const found = variables.find(candidate => candidate.id === id);
    changeValue(store, place, t('{0} changed', label), found ? { ...(isObject(value) ? value : {}), id: found.id, name: found.name, typeName: found.typeName } : null, false);
  };
  return (
    <Row label={label} hint={input.description} required={input.required}>
      {({ id }) => <Select id={id} value={current} options={variables.map(found => ({ value: found.id, label: named(found) }))} onChange={choose} none={t('No variable')} />}
    </Row>
  );
}

function named({ name, typeName, isArray }: Named): string {
  return `${name} (${typeWords({ type: typeName, isArray })})`;
}

/** The text stays when the language changes, so that nothing is typed twice. */
function converted(expression: Expression | undefined, language: string): Expression | undefined {
  const written = expressionText(expression);
  if (language === variable) return written ? { language, value: { id: written } } : { language, value: null };
  return { language, value: written };
}

function isCondition(input: ActivityInput): boolean {
  return input.type === 'Boolean' || input.name === 'condition';
}

function defaultLanguage(input: ActivityInput): string {
  return ['expression', 'record'].includes(input.editor) ? feel : literal;
}
