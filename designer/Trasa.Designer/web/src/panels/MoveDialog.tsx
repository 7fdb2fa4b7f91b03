import { destinations } from '../model/destinations.ts';
import { key, samePath } from '../model/path.ts';
import { isInside } from '../edit/frames.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Dialog } from './Dialog.tsx';
import { Listbox } from './Listbox.tsx';

/** Moving in and out of containers without a mouse. */
export function MoveDialog() {
  const { store, acts } = useDesk();
  const doc = usePart(state => state.doc);
  const catalogue = usePart(state => state.catalogue);
  const close = () => store.set({ dialog: null });
  const { scope } = store;
  const chosen = acts.selectedActivities.map(activity => String(activity.id));
  const places = destinations(doc, catalogue).filter(({ path }) => !samePath(path, scope.path) && !isInside(scope, chosen, path));
  const entries = places.map(({ path, label, around }) => ({ key: key(path), label, hint: around, run: () => { close(); acts.transferTo(path); } }));
  const title = t('Move to');
  return <Dialog title={title} onClose={close}><Listbox entries={entries} label={title} placeholder={t('Name of the container')} /></Dialog>;
}
