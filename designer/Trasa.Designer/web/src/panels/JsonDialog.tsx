import { useState } from 'react';
import { parse, print } from '../model/json.ts';
import { underKey } from '../model/key.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Dialog } from './Dialog.tsx';

/** The file itself, for those who want it. What is applied can be undone like any other change. */
export function JsonDialog() {
  const { store } = useDesk();
  const [written, setWritten] = useState(() => print(store.read().doc));
  const [problem, setProblem] = useState('');
  const close = () => store.set({ dialog: null });
  const apply = () => {
    try {
      const doc = underKey(parse(written), store.options.key);
      if (doc === undefined) return setProblem(t('A workflow is a JSON object with a “root”.'));
      store.apply(t('JSON changed'), doc);
      close();
    } catch (fault) {
      setProblem(fault instanceof Error ? fault.message : String(fault));
    }
  };
  return (
    <Dialog wide title={t('The workflow as JSON')} onClose={close}>
      <textarea className="td-field td-json" spellCheck={false} aria-label={t('The workflow as JSON')} readOnly={!store.canEdit} value={written} onChange={event => setWritten(event.target.value)} />
      {problem && <p className="td-problem is-error" role="alert">{problem}</p>}
      <div className="td-actions is-end">
        <button type="button" className="td-button" onClick={close}>{store.canEdit ? t('Cancel') : t('Close')}</button>
        {store.canEdit && <button type="button" className="td-button is-primary" onClick={apply}>{t('Apply')}</button>}
      </div>
    </Dialog>
  );
}
