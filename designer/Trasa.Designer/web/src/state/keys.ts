import { useEffect, type RefObject } from 'react';
import { commands, type Command } from './commands.ts';
import { useDesk, type Desk } from './use.ts';

/** Keys work while the focus is in the designer or nowhere. A key in a field is text, and text is copied as text. */
export function useKeys(workspace: RefObject<HTMLElement | null>): void {
  const desk = useDesk();
  useEffect(() => {
    const isOurs = (event: Event) => {
      const target = event.target as Element | null;
      return !!target && (target === document.body || !!workspace.current?.contains(target)) && !desk.store.read().dialog;
    };
    const onKey = (event: KeyboardEvent) => {
      if (!isOurs(event)) return;
      if (event.key === 'Escape') return leave(desk, event);
      const command = commandFor(desk, event);
      if (!command) return;
      event.preventDefault();
      event.stopPropagation();
      command.run();
    };
    const onClipboard = (event: ClipboardEvent) => {
      if (!isOurs(event) || isField(event.target) || (event.type !== 'paste' && hasSelectedText())) return;
      if (event.type !== 'copy' && !desk.store.canEdit) return;
      const given = event.type === 'paste' ? event.clipboardData?.getData('text/plain') : undefined;
      if (event.type === 'paste') desk.copies.paste(given ?? '');
      const copied = event.type === 'copy' ? desk.copies.copy() : event.type === 'cut' ? desk.copies.cut() : undefined;
      if (copied) event.clipboardData?.setData('text/plain', copied);
      if (copied || event.type === 'paste') event.preventDefault();
    };
    document.addEventListener('keydown', onKey, true);
    for (const type of ['copy', 'cut', 'paste'] as const) document.addEventListener(type, onClipboard);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      for (const type of ['copy', 'cut', 'paste'] as const) document.removeEventListener(type, onClipboard);
    };
  }, [desk, workspace]);
}

function commandFor(desk: Desk, event: KeyboardEvent): Command | undefined {
  const keys = spell(event);
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const inField = isField(event.target);
  if (inField && (plain || ['Ctrl+A', 'Ctrl+D', 'Ctrl+G', 'Ctrl+ArrowUp', 'Ctrl+Enter', 'Alt+ArrowLeft', 'Alt+ArrowRight'].includes(keys))) return undefined;
  const target = event.target as Element;
  if (keys === 'Enter' && (target.closest('button, a, [role=option], [role=tab]') || desk.store.read().selection.activities.size + desk.store.read().selection.areas.size === 0 || !isSelectedCard(desk, target))) return undefined;
  return commands(desk).find(command => command.keys?.includes(keys) && (!command.edits || desk.store.canEdit));
}

function spell(event: KeyboardEvent): string {
  const main = event.ctrlKey || event.metaKey;
  const key = event.code === 'Digit1' && event.shiftKey ? '1' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && key !== '?' ? 'Shift+' : '';
  return `${main ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${shift}${key}`;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && !!target.closest('input, textarea, select, [contenteditable=true]');
}

function isSelectedCard(desk: Desk, target: Element): boolean {
  const card = target.closest('.react-flow__node');
  return !card || desk.store.read().selection.activities.has(card.getAttribute('data-id') ?? '');
}

function hasSelectedText(): boolean {
  return !(getSelection()?.isCollapsed ?? true);
}

function leave({ store }: Desk, event: KeyboardEvent): void {
  const { search, selection, scope } = store.read();
  if (store.read().renaming !== null) return store.set({ renaming: null });
  if (search !== null) store.set({ search: null });
  else if (isField(event.target)) document.querySelector<HTMLElement>('.td-workspace')?.focus();
  else if (selection.activities.size + selection.connections.size + selection.notes.size + selection.areas.size > 0) store.select({});
  else if (scope.length > 1) store.enter(scope.slice(0, -1));
}
