import { Icon } from '../canvas/icons.tsx';
import { asText, isObject, list, member, memberName, print, text, withList, type Json, type JsonObject } from '../model/json.ts';
import { change } from '../model/path.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Select } from './fields.tsx';
import { withNewVariable } from './newVariable.ts';
import { offered, typeKey, typeWords, type TypeChoice } from './types.ts';

interface Props {
  readonly what: 'variables' | 'inputs' | 'outputs';
  readonly title: string;
  readonly typeMember: 'typeName' | 'type';
  readonly withDefault?: boolean;
}

export function NamedList({ what, title, typeMember, withDefault = false }: Props) {
  const { store } = useDesk();
  const doc = usePart(state => state.doc);
  const items = list(isObject(doc) ? doc[what] : undefined).filter(isObject);
  const write = (next: readonly Json[], label: string, merge?: string) => store.apply(label, change(doc, [what], old => withList(old, next)), merge);
  const edit = (index: number, item: JsonObject, field: string) => write(items.with(index, item), t('{0} changed', title), `${what} ${index} ${field}`);
  const add = () => {
    if (what === 'variables') return store.apply(t('Variable added'), withNewVariable(doc, 'variable', 'String').doc);
    const taken = new Set(items.map(item => text(item, 'name')));
    let number = items.length + 1;
    while (taken.has(`${what.slice(0, -1)}${number}`)) number++;
    const name = `${what.slice(0, -1)}${number}`;
    write([...items, { type: 'String', name, displayName: name, description: '', isArray: false }], t('{0} added', name));
  };
  return (
    <section className="td-entries" aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {items.map((item, index) => {
          const name = text(item, 'name') ?? '';
          const now = { type: text(item, typeMember) ?? 'Object', isArray: member(item, 'isArray') === true };
          const kinds = new Map([...offered, now].map(kind => [typeKey(kind), kind]));
          return (
            <li key={index}>
              <div className="td-entry-head">
                <input className="td-field" value={name} aria-label={t('Name of {0}', name)} onChange={event => edit(index, { ...item, name: event.target.value }, 'name')} />
                <Select label={t('Type of {0}', name)} value={typeKey(now)} options={[...kinds].map(([value, kind]) => ({ value, label: typeWords(kind) }))} onChange={value => edit(index, retyped(item, typeMember, kinds.get(value)!), 'type')} />
                <button type="button" className="td-icon-button is-small" aria-label={t('Delete {0}', name)} title={t('Delete {0}', name)} onClick={() => write(items.toSpliced(index, 1), t('{0} deleted', name))}><Icon name="trash" size={14} /></button>
              </div>
              {withDefault && <input className="td-field" placeholder={t('Default value')} aria-label={t('Default value of {0}', name)} value={shown(item.value)} onChange={event => edit(index, { ...item, value: event.target.value === '' ? null : event.target.value }, 'value')} />}
            </li>
          );
        })}
      </ul>
      <button type="button" className="td-button is-small" onClick={add}><Icon name="add" size={14} /> {t('Add')}</button>
    </section>
  );
}

/** What is a list already says so; a type that is none need not say that it is none. */
function retyped(item: JsonObject, typeMember: Props['typeMember'], { type, isArray }: TypeChoice): JsonObject {
  const listed = memberName(item, 'isArray');
  return { ...item, [memberName(item, typeMember)]: type, ...(isArray || listed in item ? { [listed]: isArray } : {}) };
}

function shown(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  return asText(value) ?? print(value);
}
