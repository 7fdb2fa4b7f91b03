import { isActivity, labelOf } from '../model/activity.ts';
import { partsOf } from '../model/frame.ts';
import { at, key, type Path } from '../model/path.ts';
import { openScope } from '../model/scope.ts';
import { goInside } from '../state/walk.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Dialog } from './Dialog.tsx';
import { Listbox } from './Listbox.tsx';

/** Which part of an activity that has several. */
export function InsideDialog({ owner, then }: { readonly owner: Path; readonly then: 'enter' | 'add' }) {
  const { store } = useDesk();
  const doc = usePart(state => state.doc);
  const catalogue = usePart(state => state.catalogue);
  const activity = at(doc, owner);
  const close = () => store.set({ dialog: null });
  if (!isActivity(activity)) return null;
  const title = t('Inside of “{0}”', labelOf(activity));
  const entries = partsOf(activity, catalogue).map(({ inside, label }) => {
    const path = [...owner, ...inside];
    return { key: key(path), label: label || t('inside'), hint: openScope(doc, path).activities.map(labelOf).join(', ') || t('empty'), run: () => { close(); goInside(store, path, then); } };
  });
  return <Dialog title={title} onClose={close}><Listbox entries={entries} label={title} placeholder={t('Name of the part')} /></Dialog>;
}
