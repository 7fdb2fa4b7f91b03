import { Icon } from '../canvas/icons.tsx';
import { blank, labelAt, rewrapped, withLabel, withText } from '../edit/entries.ts';
import { entries, idOf, isActivity, type Activity } from '../model/activity.ts';
import { expressionText, feel, literal, readExpression } from '../model/expression.ts';
import { asText, isObject, member, type Json, type JsonObject } from '../model/json.ts';
import { change, type Path } from '../model/path.ts';
import { renamePort } from '../edit/connections.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { memberPath } from './change.ts';
import { ConditionBuilder } from './ConditionBuilder.tsx';
import { ExpressionField } from './ExpressionField.tsx';
import { words } from './words.ts';

interface Props {
  readonly activity: Activity;
  readonly path: Path;
  readonly name: string;
  readonly makesOutcomes: boolean;
}

/** Cases of a switch, branches of a fork, buttons of a task, things that are waited for. */
export function Entries({ activity, path, name, makesOutcomes }: Props) {
  const { store } = useDesk();
  const value = member(activity, name);
  const items = entries(value);
  const place = memberPath(activity, path, name);

  const write = (next: readonly Json[], what: string, merge?: string, renamed?: [string, string]) => {
    let doc = change(store.read().doc, place, old => rewrapped(old, next));
    if (renamed && makesOutcomes) doc = renamePort(doc, store.scope, idOf(activity), ...renamed);
    store.apply(what, doc, merge);
  };
  const edit = (index: number, item: Json, field: string) => {
    const [before, after] = [labelAt(items[index]), labelAt(item)];
    write(items.with(index, item), t('{0} changed', words(name)), `entry ${JSON.stringify(place)} ${index} ${field}`, before !== after && before ? [before, after] : undefined);
  };
  const shift = (index: number, by: number) => write(items.toSpliced(index, 1).toSpliced(index + by, 0, items[index]!), t('Order changed'));

  return (
    <section className="td-entries" aria-label={words(name)}>
      <h3>{words(name)}</h3>
      <ol>
        {items.map((item, index) => (
          <li key={index}>
            <div className="td-entry-head">
              <input className="td-field" value={labelAt(item)} aria-label={t('Name of entry {0}', index + 1)} onChange={event => edit(index, withLabel(item, event.target.value), 'label')} />
              <IconButton icon="up" label={t('Move {0} up', labelAt(item))} disabled={index === 0} onClick={() => shift(index, -1)} />
              <IconButton icon="down" label={t('Move {0} down', labelAt(item))} disabled={index === items.length - 1} onClick={() => shift(index, 1)} />
              <IconButton icon="trash" label={t('Delete {0}', labelAt(item))} onClick={() => write(items.toSpliced(index, 1), t('{0} deleted', labelAt(item)))} />
            </div>
            {isObject(item) && <Details item={item} onChange={(next, field) => edit(index, next, field)} />}
          </li>
        ))}
      </ol>
      <button type="button" className="td-button is-small" onClick={() => write([...items, blank(name, items, value)], t('Entry added'))}><Icon name="add" size={14} /> {t('Add')}</button>
    </section>
  );
}

function Details({ item, onChange }: { readonly item: JsonObject; readonly onChange: (item: Json, field: string) => void }) {
  const fields = Object.keys(item).filter(name => !['label', 'name', 'id'].includes(name) && !isActivity(item[name]) && name !== 'activity');
  return fields.map(name => {
    const value = item[name];
    const expression = readExpression(value);
    const isExpression = isObject(value);
    const written = isExpression ? expressionText(expression) : (asText(value) ?? '');
    return (
      <div key={name} className="td-entry-field">
        <span>{words(name)}</span>
        {isExpression
          ? <ExpressionField id="" label={words(name)} language={expression?.language === 'Literal' ? 'Feel' : (expression?.language ?? 'Feel')} value={written} onChange={next => onChange({ ...item, [name]: withText(value, next) }, name)} />
          : <input className="td-field" aria-label={words(name)} value={written} onChange={event => onChange({ ...item, [name]: event.target.value }, name)} />}
        {isExpression && name === 'condition' && [feel, literal].includes(expression?.language ?? feel) && <ConditionBuilder value={written} onChange={next => onChange({ ...item, [name]: withText(value, next) }, name)} />}
      </div>
    );
  });
}

function IconButton({ icon, label, disabled, onClick }: { readonly icon: 'up' | 'down' | 'trash'; readonly label: string; readonly disabled?: boolean; readonly onClick: () => void }) {
  return <button type="button" className="td-icon-button is-small" aria-label={label} title={label} disabled={disabled} onClick={onClick}><Icon name={icon} size={14} /></button>;
}
