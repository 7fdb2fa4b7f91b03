import { useEffect, useRef, type ReactNode } from 'react';
import { Icon } from '../canvas/icons.tsx';
import { t } from '../text/text.ts';

/** A modal dialog of the browser: it keeps the focus inside and gives it back. */
export function Dialog({ title, wide, onClose, children }: { readonly title: string; readonly wide?: boolean; readonly onClose: () => void; readonly children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? 'td-dialog is-wide' : 'td-dialog'}
      aria-label={title}
      onCancel={event => { event.preventDefault(); onClose(); }}
      onMouseDown={event => event.target === dialog.current && onClose()}
    >
      <div className="td-dialog-body">
        <div className="td-dialog-head">
          <h2>{title}</h2>
          <button type="button" className="td-icon-button" aria-label={t('Close')} onClick={onClose}><Icon name="close" /></button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
