import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';

export function SaveState() {
  const { acts } = useDesk();
  const saving = usePart(state => state.saving);
  const isDraft = usePart(state => state.isDraft);
  switch (saving.is) {
    case 'clean': return <span className="td-save">{isDraft ? t('Saved') : t('No changes')}</span>;
    case 'unsaved': return <span className="td-save">{t('Not saved yet')}</span>;
    case 'saving': return <span className="td-save">{t('Saving …')}</span>;
    case 'conflict': return <span className="td-save is-bad">{t('Not saved')}</span>;
    case 'failed': return <button type="button" className="td-save is-bad" title={saving.message} onClick={() => void acts.saver.now()}>{t('Not saved. Try again')}</button>;
  }
}
