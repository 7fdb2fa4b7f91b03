import type { BpmnNote } from '../host/host.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Dialog } from './Dialog.tsx';

/** What was kept, degraded and dropped when a diagram came in or went out; what needs a look comes first. */
export function ReportDialog({ title, notes }: { readonly title: string; readonly notes: readonly BpmnNote[] }) {
  const { store } = useDesk();
  const of = (fate: BpmnNote['fate']) => notes.filter(note => note.fate === fate);
  const groups = [[t('Dropped'), of('dropped')], [t('To be looked at'), of('degraded')], [t('Kept'), of('kept')]] as const;
  return (
    <Dialog title={title} onClose={() => store.set({ dialog: null })}>
      <div className="td-form td-report">
        <p role="status">{t('{0} kept, {1} to be looked at, {2} dropped.', of('kept').length, of('degraded').length, of('dropped').length)}</p>
        {groups.filter(([, lines]) => lines.length > 0).map(([heading, lines]) => (
          <section key={heading} className="td-entries" aria-label={heading}>
            <h3>{heading}</h3>
            <ul>{lines.map((line, index) => <li key={index}><b>{line.name || line.element}</b><small>{line.element} · {line.text}</small></li>)}</ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
