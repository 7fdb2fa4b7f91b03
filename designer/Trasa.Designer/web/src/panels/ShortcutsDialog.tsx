import { commands } from '../state/commands.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Dialog } from './Dialog.tsx';

export function ShortcutsDialog() {
  const desk = useDesk();
  const keyed = commands(desk).filter(command => command.keys && (!command.edits || desk.store.canEdit));
  const fixed: readonly (readonly [string, string])[] = [['Tab', t('Next activity or connection')], ['← ↑ → ↓', t('Move what is selected')], ['Ctrl+C, X, V', t('Copy, cut, paste, also between workflows')], ['Shift', t('Hold and drag: select an area')], ['Esc', t('Deselect, then leave')]];
  return (
    <Dialog title={t('Keyboard shortcuts')} onClose={() => desk.store.set({ dialog: null })}>
      <dl className="td-shortcuts">
        {[...keyed.map(command => [command.keys!.join(', '), command.name] as const), ...fixed].map(([keys, name]) => <div key={name}><dt><kbd>{keys}</kbd></dt><dd>{name}</dd></div>)}
      </dl>
    </Dialog>
  );
}
