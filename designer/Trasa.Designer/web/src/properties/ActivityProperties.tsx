import { Icon, lookOf } from '../canvas/icons.tsx';
import { descriptionOf, idOf, labelOf, typeOf, type Activity } from '../model/activity.ts';
import { isObject, member, print, text } from '../model/json.ts';
import type { ActivityDescriptor } from '../model/descriptor.ts';
import type { Path } from '../model/path.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Boundaries } from './Boundaries.tsx';
import { changeValue, nested } from './change.ts';
import { Entries } from './Entries.tsx';
import { Check, TextField } from './fields.tsx';
import { InputField } from './InputField.tsx';
import { OutputField } from './OutputField.tsx';
import { useProblems } from './problems.ts';

export function ActivityProperties({ activity, path }: { readonly activity: Activity; readonly path: Path }) {
  const { store } = useDesk();
  const catalogue = usePart(state => state.catalogue);
  const canEdit = usePart(state => state.mode === 'edit');
  const descriptor = catalogue.find(typeOf(activity));
  const look = lookOf(typeOf(activity), descriptor);
  const problems = useProblems(idOf(activity));
  const label = t('Name of “{0}” changed', labelOf(activity));
  return (
    <div className="td-form">
      <header className="td-form-head">
        <span className={`td-card-icon td-family-${look.family}`}><Icon name={look.icon} size={18} /></span>
        <div>
          <h2>{descriptor?.displayName ?? typeOf(activity)}</h2>
          {descriptor && <p className="td-hint">{descriptor.description}</p>}
        </div>
      </header>
      {problems.general.map(problem => <p key={problem.code + problem.message} className={problem.isError ? 'td-problem is-error' : 'td-problem'}>{problem.message}</p>)}
      <fieldset disabled={!canEdit}>
        <TextField first label={t('Name')} value={text(nested(activity, 'metadata') as never, 'displayText') ?? text(activity, 'name') ?? ''} onChange={value => changeValue(store, [...path, 'metadata', 'displayText'], label, value)} />
        <TextField label={t('Description')} lines={2} value={descriptionOf(activity)} onChange={value => changeValue(store, [...path, 'metadata', 'description'], t('Description changed'), value || undefined)} />
        {descriptor?.isTrigger && <Check label={t('Starts the workflow')} value={nested(activity, 'customProperties', 'canStartWorkflow') === true} onChange={value => changeValue(store, [...path, 'customProperties', 'canStartWorkflow'], t('Start changed'), value, false)} />}
        {descriptor ? <Known activity={activity} path={path} descriptor={descriptor} /> : <Unknown activity={activity} />}
        <Boundaries activity={activity} path={path} />
      </fieldset>
      <details className="td-more"><summary>{t('As it stands in the file')}</summary><pre>{print(activity)}</pre></details>
    </div>
  );
}

function Known({ activity, path, descriptor }: { readonly activity: Activity; readonly path: Path; readonly descriptor: ActivityDescriptor }) {
  const inputs = descriptor.inputs.filter(input => input.name !== descriptor.outcomesFrom && !['cases', 'list'].includes(input.editor));
  const lists = [...new Set([...(descriptor.outcomesFrom ? [descriptor.outcomesFrom] : []), ...descriptor.inputs.filter(input => ['cases', 'list'].includes(input.editor)).map(input => input.name)])];
  return (
    <>
      {inputs.map(input => <InputField key={input.name} activity={activity} path={path} input={input} />)}
      {lists.map(name => <Entries key={name} activity={activity} path={path} name={name} makesOutcomes={name === descriptor.outcomesFrom} />)}
      {descriptor.outputs.length > 0 && <h3>{t('What it gives')}</h3>}
      {descriptor.outputs.map(output => <OutputField key={output.name} activity={activity} path={path} output={output} />)}
    </>
  );
}

function Unknown({ activity }: { readonly activity: Activity }) {
  const kept = Object.keys(activity).filter(name => !['id', 'name', 'type', 'version', 'metadata', 'customProperties', 'nodeId'].includes(name) && (isObject(member(activity, name)) || member(activity, name) !== null));
  return (
    <p className="td-problem">
      {t('This installation does not know the activity type {0}. It is kept as it is: nothing is lost by saving, but it cannot run here.', typeOf(activity))}
      {kept.length > 0 && ` ${t('Kept: {0}.', kept.join(', '))}`}
    </p>
  );
}
