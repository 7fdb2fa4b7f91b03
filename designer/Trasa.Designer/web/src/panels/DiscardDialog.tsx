import { useState } from 'react';
import type { DueVersion } from '../host/host.ts';
import { parse } from '../model/json.ts';
import { focusAfter, heading } from '../state/focus.ts';
import { useDesk } from '../state/use.ts';
import { shortTime, t } from '../text/text.ts';
import { Dialog } from './Dialog.tsx';

/** Asks before a draft is thrown away; without a published version the workflow goes with it. */
export function DiscardDialog({ published, due }: { readonly published: number | null; readonly due: DueVersion | null }) {
  const { store, acts } = useDesk();
  const [busy, setBusy] = useState(false);
  const close = () => store.set({ dialog: null });
  const discard = async () => {
    setBusy(true);
    let isGone = false;
    try {
      await acts.saver.now();
      if (!(await store.host.discard(store.read().revision))) return store.say(t('Not discarded: somebody saved this draft in between.'));
      if (published === null) {
        store.set({ saving: { is: 'clean' } });
        return location.assign('/workflows');
      }
      const content = parse((await store.host.content(published)) ?? '{}');
      store.apply(t('Draft discarded'), content);
      store.set({ saved: content, revision: 0, isDraft: false, version: published, saving: { is: 'clean' } });
      isGone = true;
    } catch {
      store.say(t('The connection was lost. Load the page again to see whether the draft is still there.'));
    } finally {
      // The button that asked goes with the draft.
      if (isGone) focusAfter(close, heading);
      else close();
    }
  };
  return (
    <Dialog title={published === null ? t('Delete the workflow?') : t('Discard the draft?')} onClose={close}>
      <div className="td-form">
        <p>{published === null ? t('This workflow was never published. It is deleted with everything in it, and cannot be brought back.') : t('Everything that was changed since version {0} is lost. Undo brings it back only as long as this page stays open.', published)}</p>
        {due && <p>{t('The version that comes into force at {0} is taken back too.', shortTime(due.at))}</p>}
        <div className="td-actions is-end">
          <button type="button" className="td-button" data-first onClick={close}>{t('Keep')}</button>
          <button type="button" className="td-button is-primary" disabled={busy} onClick={() => void discard()}>{published === null ? t('Delete') : t('Discard')}</button>
        </div>
      </div>
    </Dialog>
  );
}
