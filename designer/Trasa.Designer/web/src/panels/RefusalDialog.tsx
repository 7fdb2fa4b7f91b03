import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Dialog } from './Dialog.tsx';

/** A file that could not be brought in or taken out, and why. */
export function RefusalDialog({ message }: { readonly message: string }) {
  const { store } = useDesk();
  const close = () => store.set({ dialog: null });
  return (
    <Dialog title={t('That did not work')} onClose={close}>
      <div className="td-form">
        <p className="td-problem is-error" role="alert">{message}</p>
        <div className="td-actions is-end"><button type="button" className="td-button" data-first onClick={close}>{t('Close')}</button></div>
      </div>
    </Dialog>
  );
}
