import { flushSync } from 'react-dom';
import { Icon, lookOf } from '../canvas/icons.tsx';
import { useDesk, usePart } from '../state/use.ts';
import { focusCard } from '../state/focus.ts';
import type { AddHow } from '../state/state.ts';
import { t } from '../text/text.ts';
import { Dialog } from './Dialog.tsx';
import { Listbox } from './Listbox.tsx';

export function AddDialog({ how }: { readonly how: AddHow }) {
  const { store, acts } = useDesk();
  const catalogue = usePart(state => state.catalogue);
  const close = () => store.set({ dialog: null });
  const title = how.insideKey ? t('Insert an activity') : how.after ? t('Add after “{0}”', how.after.port) : t('Add an activity');
  const entries = catalogue.all.map(descriptor => {
    const look = lookOf(descriptor.type, descriptor);
    return {
      key: descriptor.type, label: descriptor.displayName, hint: descriptor.description, group: descriptor.category,
      icon: <span className={`td-card-icon td-family-${look.family}`}><Icon name={look.icon} /></span>,
      run: () => focusCard(flushSync(() => { close(); return acts.add(descriptor, how); })),
    };
  });
  return <Dialog title={title} onClose={close}><Listbox entries={entries} label={title} placeholder={t('What should happen?')} /></Dialog>;
}
