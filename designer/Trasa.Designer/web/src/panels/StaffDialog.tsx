import type { Staffed } from '../edit/areas.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Dialog } from './Dialog.tsx';

/** A user task that names its people came into the lane of others. */
export function StaffDialog({ asked }: { readonly asked: Staffed['asked'] }) {
  const { store, acts } = useDesk();
  const [first, ...rest] = asked;
  const next = () => store.set({ dialog: rest.length > 0 ? { is: 'staff', asked: rest } : null });
  if (!first) return null;
  return (
    <Dialog key={first.id} title={t('Who does “{0}” now?', acts.nameOf(first.id))} onClose={next}>
      <div className="td-form">
        <p>{t('It stands in the lane {0} now, and its candidates are {1}.', first.lane, first.written)}</p>
        <div className="td-actions is-end">
          <button type="button" className="td-button" onClick={next}>{t('Leave {0}', first.written)}</button>
          <button type="button" className="td-button is-primary" data-first onClick={() => { next(); acts.staff(first.id, first.who); }}>{t('Set {0}', first.who)}</button>
        </div>
      </div>
    </Dialog>
  );
}
