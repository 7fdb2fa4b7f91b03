import type { Activity } from '../model/activity.ts';
import type { ActivityOutput } from '../model/descriptor.ts';
import { isObject, member, object, text } from '../model/json.ts';
import { change, type Path } from '../model/path.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { changeValue, memberPath } from './change.ts';
import { Choice } from './fields.tsx';
import { useOutputs, useVariables } from './variables.ts';
import { withNewVariable } from './newVariable.ts';
import { words } from './words.ts';

const fresh = '\u001fnew';

/** Where a result goes: a variable, an output of the workflow, or a variable made for it. */
export function OutputField({ activity, path, output }: { readonly activity: Activity; readonly path: Path; readonly output: ActivityOutput }) {
  const { store } = useDesk();
  const variables = useVariables();
  const outputs = useOutputs();
  const value = member(activity, output.name);
  const current = isObject(value) ? (text(object(value, 'memoryReference'), 'id') ?? '') : '';
  const place = memberPath(activity, path, output.name);
  const options = [
    ...variables.map(variable => ({ value: variable.id, label: variable.name })),
    ...outputs.map(name => ({ value: name, label: t('{0} (output of the workflow)', name) })),
    { value: fresh, label: t('A new variable') },
  ];
  const bind = (id: string) => ({ ...(isObject(value) ? value : { typeName: output.type }), memoryReference: { id } });
  const choose = (id: string) => {
    if (id !== fresh) return changeValue(store, place, t('{0} bound', words(output.name)), id === '' ? (value === null ? null : undefined) : bind(id), false);
    const made = withNewVariable(store.read().doc, output.name, output.type);
    store.apply(t('Variable {0} added', made.name), change(made.doc, place, () => bind(made.id)));
  };
  return <Choice label={words(output.name)} hint={output.description} value={current} options={options} onChange={choose} none={t('Not kept')} />;
}
