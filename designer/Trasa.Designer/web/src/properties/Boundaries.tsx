import { Icon } from '../canvas/icons.tsx';
import { boundariesOf, boundaryOutcome, idOf, labelOf, type Activity } from '../model/activity.ts';
import { expressionText, literal, readExpression } from '../model/expression.ts';
import { asText, isObject, type Json, type JsonObject } from '../model/json.ts';
import { change, type Path } from '../model/path.ts';
import { renamePort } from '../edit/connections.ts';
import { useActiveScope, useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Check, Choice, Row, TextField } from './fields.tsx';
import { LiteralField } from './LiteralField.tsx';

/** Timers and events at the edge of an activity: what happens when it takes too long, or when something else comes first. */
export function Boundaries({ activity, path }: { readonly activity: Activity; readonly path: Path }) {
  const { store, acts } = useDesk();
  const boundaries = boundariesOf(activity);
  const others = useActiveScope().activities.filter(other => idOf(other) !== idOf(activity)).map(other => ({ value: idOf(other), label: labelOf(other) }));
  const place: Path = [...path, 'customProperties', 'boundaries'];
  const write = (next: readonly Json[], what: string, merge?: string, renamed?: [string, string]) => {
    let doc = change(store.read().doc, place, () => (next.length > 0 ? next : undefined));
    if (renamed && renamed[0] !== renamed[1]) doc = renamePort(doc, store.scope, idOf(activity), ...renamed);
    store.apply(what, doc, merge);
  };
  const edit = (index: number, boundary: JsonObject, field: string) =>
    write(boundaries.with(index, boundary), t('Timer or event changed'), `boundary ${JSON.stringify(place)} ${index} ${field}`, [boundaryOutcome(boundaries[index]!), boundaryOutcome(boundary)]);
  return (
    <details className="td-more" open={boundaries.length > 0}>
      <summary>{t('If it takes too long, or something comes first')}</summary>
      {boundaries.map((boundary, index) => (
        <section key={index} className="td-boundary" data-edge={boundaryOutcome(boundary)} aria-label={boundaryOutcome(boundary)}>
          {others.length > 0 && <Choice label={t('On')} value={idOf(activity)} options={[{ value: idOf(activity), label: labelOf(activity) }, ...others]} onChange={to => acts.moveBoundary(idOf(activity), to, boundaryOutcome(boundary))} />}
          <Edge boundary={boundary} onChange={(next, field) => edit(index, next, field)} />
          <button type="button" className="td-button is-small" onClick={() => write(boundaries.toSpliced(index, 1), t('{0} deleted', boundaryOutcome(boundary)))}><Icon name="trash" size={14} /> {t('Delete')}</button>
        </section>
      ))}
      <button type="button" className="td-button is-small" onClick={() => acts.addBoundary(path, 'timer')}><Icon name="clock" size={14} /> {t('Add a timer')}</button>{' '}
      <button type="button" className="td-button is-small" onClick={() => acts.addBoundary(path, 'event')}><Icon name="event" size={14} /> {t('Add an event')}</button>
    </details>
  );
}

function Edge({ boundary, onChange }: { readonly boundary: JsonObject; readonly onChange: (boundary: JsonObject, field: string) => void }) {
  const isEvent = boundary.kind === 'event';
  const field = (name: string) => ({ value: expressionText(readExpression(boundary[name])), onChange: (value: string) => onChange({ ...boundary, [name]: rewritten(boundary[name], value) }, name) });
  return (
    <>
      <Choice label={t('Kind')} value={isEvent ? 'event' : 'timer'} options={[{ value: 'timer', label: t('Timer') }, { value: 'event', label: t('Event') }]} onChange={kind => onChange({ ...boundary, kind }, 'kind')} />
      <TextField label={t('Outcome')} value={boundaryOutcome(boundary)} onChange={outcome => onChange({ ...boundary, outcome }, 'outcome')} />
      {isEvent
        ? <><Picked label={t('Event name')} editor="event" {...field('eventName')} /><TextField label={t('Correlation')} {...field('correlationId')} /></>
        : <><TextField label={t('After')} hint={t('e.g. 15 min, 2 wh, 3 d')} {...field('duration')} /><Picked label={t('Working-time calendar')} editor="calendar" {...field('calendar')} /></>}
      <Check label={t('Cancels the activity')} value={boundary.interrupting !== false} onChange={interrupting => onChange({ ...boundary, interrupting }, 'interrupting')} />
      {!isEvent && <Check label={t('Repeats')} value={boundary.repeat === true} onChange={repeat => onChange({ ...boundary, repeat }, 'repeat')} />}
    </>
  );
}

/** One of those that the installation has, or a name that is not there yet. */
function Picked({ label, editor, value, onChange }: { readonly label: string; readonly editor: string; readonly value: string; readonly onChange: (value: string) => void }) {
  const input = { name: editor, type: 'String', description: '', required: false, editor };
  return (
    <Row label={label}>
      {({ id, describedBy, invalid }) => <LiteralField id={id} describedBy={describedBy} invalid={invalid} input={input} expression={value === '' ? undefined : { language: literal, value }} onChange={next => onChange(asText(next) ?? '')} />}
    </Row>
  );
}

function rewritten(old: Json | undefined, value: string): Json {
  return isObject(old) && isObject(old.expression) ? { ...old, expression: { ...old.expression, value } } : value;
}
