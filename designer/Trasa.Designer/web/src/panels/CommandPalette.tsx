import { Icon } from '../canvas/icons.tsx';
import { allActivities, labelOf, typeOf } from '../model/activity.ts';
import { at, root } from '../model/path.ts';
import { commands } from '../state/commands.ts';
import { useDesk, type Desk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Dialog } from './Dialog.tsx';
import { Listbox, type Entry } from './Listbox.tsx';

export function CommandPalette() {
  const desk = useDesk();
  const close = () => desk.store.set({ dialog: null });
  const then = (run: () => void) => () => { close(); run(); };
  const all = [...acts(desk), ...places(desk), ...(desk.store.canEdit ? additions(desk) : [])].map(entry => ({ ...entry, run: then(entry.run) }));
  return <Dialog title={t('Commands')} onClose={close}><Listbox entries={all} label={t('Commands')} placeholder={t('Type a command or the name of an activity')} /></Dialog>;
}

function acts(desk: Desk): Entry[] {
  return commands(desk)
    .filter(command => command.id !== 'commands' && (!command.edits || desk.store.canEdit))
    .map(command => ({
      key: `do ${command.id}`, label: command.name, keys: command.keys?.[0], run: command.run,
      icon: <span className="td-card-icon">{command.icon && <Icon name={command.icon} />}</span>,
    }));
}

function places({ store }: Desk): Entry[] {
  const { doc, catalogue } = store.read();
  return [...allActivities(at(doc, root), root)].slice(1).map(({ activity, path }) => ({
    key: `go ${path.length} ${String(activity.id)}`, label: labelOf(activity), hint: catalogue.find(typeOf(activity))?.displayName, group: t('Go to'),
    icon: <span className="td-card-icon"><Icon name="enter" /></span>,
    run: () => store.show(path),
  }));
}

function additions({ store, acts: perform }: Desk): Entry[] {
  return store.read().catalogue.all.map(descriptor => ({
    key: `add ${descriptor.type}`, label: t('Add: {0}', descriptor.displayName), hint: descriptor.description, group: descriptor.category,
    icon: <span className="td-card-icon"><Icon name="add" /></span>,
    run: () => perform.add(descriptor, perform.addHow()),
  }));
}
