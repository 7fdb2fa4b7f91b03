import { Icon } from '../canvas/icons.tsx';
import { idOf, labelOf, outcomesOf, typeOf } from '../model/activity.ts';
import { connectionKey } from '../model/connection.ts';
import { useDesk, useActiveScope, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Choice } from './fields.tsx';

export function ConnectionProperties({ id }: { readonly id: string }) {
  const { store, acts } = useDesk();
  const scope = useActiveScope();
  const catalogue = usePart(state => state.catalogue);
  const canEdit = usePart(state => state.mode === 'edit');
  const connection = scope.connections.find(candidate => connectionKey(candidate) === id);
  if (!connection) return null;
  const source = scope.activities.find(activity => idOf(activity) === connection.source);
  const outcomes = [...new Set([...(source ? outcomesOf(source, catalogue.find(typeOf(source))) : []), connection.port])];
  const targets = scope.activities.filter(activity => idOf(activity) !== connection.source).map(activity => ({ value: idOf(activity), label: labelOf(activity) }));
  const change = (port: string, target: string) => {
    acts.reconnect(connection, { source: connection.source, port, target });
    store.select({ connections: new Set([connectionKey({ source: connection.source, port, target })]), in: scope.path });
  };
  return (
    <div className="td-form">
      <h2>{t('Connection')}</h2>
      <p className="td-hint">{t('From {0}', source ? labelOf(source) : connection.source)}</p>
      <fieldset disabled={!canEdit}>
        <Choice label={t('Outcome')} value={connection.port} options={outcomes.map(outcome => ({ value: outcome, label: outcome }))} onChange={port => change(port, connection.target)} />
        <Choice label={t('Leads to')} value={connection.target} options={targets} onChange={target => change(connection.port, target)} />
        {canEdit && (
          <div className="td-actions">
            <button type="button" className="td-button is-small" onClick={() => store.set({ dialog: { is: 'add', how: { insideKey: id, into: scope.path } } })}><Icon name="add" size={14} /> {t('Insert an activity')}</button>
            <button type="button" className="td-button is-small" onClick={() => acts.remove()}><Icon name="trash" size={14} /> {t('Delete')}</button>
          </div>
        )}
      </fieldset>
    </div>
  );
}
