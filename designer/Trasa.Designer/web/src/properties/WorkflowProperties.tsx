import { isObject, text, type JsonObject } from '../model/json.ts';
import { nested, changeValue } from './change.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Check, Choice, TextField } from './fields.tsx';
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
        <Kept doc={doc} />
      </fieldset>
      <p className="td-hint">{t('Key')}: <code>{text(doc, 'definitionId')}</code></p>
    </div>
  );
}

/** How much can be looked up afterwards, and for how long; less is faster and smaller. */
function Kept({ doc }: { readonly doc: JsonObject }) {
  const { store } = useDesk();
  const journal = nested(doc, 'options', 'journal');
  const finished = nested(doc, 'options', 'keepFinished');
  return (
    <>
      <Choice
        label={t('The journal keeps')}
        hint={t('More to look up afterwards costs time and space.')}
        value={typeof journal === 'string' ? journal : 'full'}
        options={[
          { value: 'values', label: t('every step with what it was given and gave') },
          { value: 'full', label: t('every step') },
          { value: 'brief', label: t('the ends of steps') },
          { value: 'none', label: t('only what goes wrong') },
        ]}
        onChange={value => changeValue(store, ['options', 'journal'], t('What the journal keeps changed'), value === 'full' ? undefined : value, false)}
      />
      <Choice
        label={t('Finished instances are kept')}
        value={typeof finished === 'string' ? finished : ''}
        none={t('as long as the installation says')}
        options={[
          { value: 'none', label: t('not at all') },
          { value: 'P1D', label: t('for a day') },
          { value: 'P7D', label: t('for a week') },
          { value: 'P30D', label: t('for 30 days') },
          { value: 'P365D', label: t('for a year') },
        ]}
        onChange={value => changeValue(store, ['options', 'keepFinished'], t('How long instances are kept changed'), value === '' ? undefined : value, false)}
      />
    </>
  );
}
