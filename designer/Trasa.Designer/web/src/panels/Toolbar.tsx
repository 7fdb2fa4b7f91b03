import { useEffect } from 'react';
import { Icon } from '../canvas/icons.tsx';
import { isObject, text } from '../model/json.ts';
import { commands, type Command } from '../state/commands.ts';
import { focusHeading } from '../state/focus.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { SaveState } from './SaveState.tsx';

const groups = [['undo', 'redo'], ['add', 'note', 'tidy', 'delete'], ['find', 'fit']];

export function Toolbar() {
  const desk = useDesk();
  const { store } = desk;
  const canEdit = usePart(state => state.mode === 'edit');
  const name = usePart(state => (isObject(state.doc) ? (text(state.doc, 'name') ?? '') : ''));
  const isDraft = usePart(state => state.isDraft);
  const version = usePart(state => state.version);
  usePart(state => state.past.length + state.future.length * 1000);
  usePart(state => `${state.showsPalette} ${state.showsPanel} ${state.showsMap}`);
  const all = new Map(commands(desk).map(command => [command.id, command]));
  useEffect(focusHeading, []);
  const errors = usePart(state => state.problems.filter(problem => problem.isError).length);
  return (
    <header className="td-toolbar">
      {store.options.back && <a className="td-icon-button" href={store.options.back} aria-label={t('Back to the workflows')}><Icon name="back" /></a>}
      <h1 className="td-title" tabIndex={-1}>{name || store.options.title}</h1>
      <span className="td-chip">{isDraft ? t('Draft of version {0}', version) : t('Version {0}', version)}</span>
      {canEdit && <SaveState />}
      <div className="td-tools" role="toolbar" aria-label={t('Tools')}>
        {groups.map(group => (
          <span key={group[0]} className="td-tool-group">
            {group.map(id => all.get(id)!).filter(command => canEdit || !command.edits).map(command => <Tool key={command.id} command={command} disabled={isIdle(command)} />)}
          </span>
        ))}
        {canEdit && <Tool command={all.get('palette')!} />}
        <Tool command={all.get('panel')!} />
        <Tool command={all.get('commands')!} icon="more" />
      </div>
      {errors > 0 && <button type="button" className="td-button is-small is-bad" onClick={() => store.set({ showsPanel: true, panel: 'problems' })}><Icon name="alert" size={14} /> {t('Errors: {0}', errors)}</button>}
      {canEdit && <button type="button" className="td-button" title={t('Try it on the test clock')} onClick={() => store.set({ showsPanel: true, panel: 'trial' })}><Icon name="start" size={14} /> {t('Try it')}</button>}
      {canEdit && store.options.canPublish && <button type="button" className="td-button is-primary" onClick={() => store.set({ dialog: { is: 'publish' } })}>{t('Publish')}</button>}
    </header>
  );

  function isIdle(command: Command): boolean {
    const { past, future } = store.read();
    return (command.id === 'undo' && past.length === 0) || (command.id === 'redo' && future.length === 0);
  }
}

function Tool({ command, disabled = false, icon }: { readonly command: Command; readonly disabled?: boolean; readonly icon?: 'more' }) {
  const title = command.keys ? `${command.name} (${command.keys[0]})` : command.name;
  return <button type="button" className="td-icon-button" title={title} aria-label={command.name} disabled={disabled} onClick={command.run}><Icon name={icon ?? command.icon ?? 'more'} size={17} /></button>;
}
