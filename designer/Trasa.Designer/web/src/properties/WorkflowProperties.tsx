import { isObject, text } from '../model/json.ts';
import { nested, changeValue } from './change.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Check, TextField } from './fields.tsx';
import { NamedList } from './NamedList.tsx';

/** What belongs to the workflow as a whole; shown while nothing is selected. */
export function WorkflowProperties() {
  const { store } = useDesk();
  const doc = usePart(state => state.doc);
  const canEdit = usePart(state => state.mode === 'edit');
  if (!isObject(doc)) return null;
  return (
    <div className="td-form">
      <h2>{t('Workflow')}</h2>
      <fieldset disabled={!canEdit}>
        <TextField first label={t('Name')} value={text(doc, 'name') ?? ''} onChange={value => changeValue(store, ['name'], t('Name changed'), value)} />
        <TextField label={t('Description')} lines={3} value={text(doc, 'description') ?? ''} onChange={value => changeValue(store, ['description'], t('Description changed'), value)} />
        <NamedList what="variables" title={t('Variables')} typeMember="typeName" withDefault />
        <NamedList what="inputs" title={t('Inputs')} typeMember="type" />
        <NamedList what="outputs" title={t('Outputs')} typeMember="type" />
        <Check
          label={t('Can be used as an activity')}
          hint={t('Other workflows find it in their palette.')}
          value={nested(doc, 'options', 'usableAsActivity') === true}
          onChange={value => changeValue(store, ['options', 'usableAsActivity'], t('Use as an activity changed'), value, false)}
        />
      </fieldset>
      <p className="td-hint">{t('Key')}: <code>{text(doc, 'definitionId')}</code></p>
    </div>
  );
}
