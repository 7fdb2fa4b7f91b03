import { useState } from 'react';
import { idOf, labelOf, typeOf } from '../model/activity.ts';
import { refusal } from '../edit/connections.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Dialog } from './Dialog.tsx';
import { Listbox } from './Listbox.tsx';

/** Connecting without a mouse: the outcome first, then the target. */
export function ConnectDialog() {
  const { store, acts } = useDesk();
  const catalogue = usePart(state => state.catalogue);
  const source = acts.selectedActivities[0];
  const ports = source ? acts.freePorts(idOf(source)) : [];
  const [port, setPort] = useState(ports[0] ?? '');
  const close = () => store.set({ dialog: null });
  if (!source || !port) return <Dialog title={t('Connect')} onClose={close}><p className="td-none">{t('Nothing can follow this activity.')}</p></Dialog>;
  const title = t('Connect “{0}” with', labelOf(source));
  const targets = store.scope.activities.filter(target => !refusal(store.scope, { source: idOf(source), port, target: idOf(target) }));
  const entries = targets.map(target => ({
    key: idOf(target), label: labelOf(target), hint: catalogue.find(typeOf(target))?.displayName ?? typeOf(target),
    run: () => { close(); acts.connect({ source: idOf(source), port, target: idOf(target) }); },
  }));
  return (
    <Dialog title={title} onClose={close}>
      {ports.length > 1 && (
        <div className="td-choices" role="radiogroup" aria-label={t('Outcome')}>
          {ports.map(name => <label key={name}><input type="radio" name="td-port" checked={name === port} onChange={() => setPort(name)} /> {name}</label>)}
        </div>
      )}
      <Listbox entries={entries} label={title} placeholder={t('Name of the activity')} />
    </Dialog>
  );
}
