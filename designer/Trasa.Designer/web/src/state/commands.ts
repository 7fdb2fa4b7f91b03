import type { Store } from './store.ts';
import type { Desk } from './use.ts';
import type { IconName } from '../canvas/icons.tsx';
import { idOf, type Activity } from '../model/activity.ts';
import { isExpanded, partsOf } from '../model/frame.ts';
import { pathOf } from '../model/scope.ts';
import { t } from '../text/text.ts';
import { focusAfter } from './focus.ts';
import { follow, goInside } from './walk.ts';

/** An act that has a name: in the command palette, on the toolbar, on a key, in the list of shortcuts. */
export interface Command {
  readonly id: string;
  readonly name: string;
  readonly icon?: IconName;
  /** As `Ctrl+Shift+Z`; Ctrl is the command key on a Mac. */
  readonly keys?: readonly string[];
  readonly edits?: boolean;
  readonly run: () => void;
}

export function commands(desk: Desk): Command[] {
  return [...editing(desk), ...arranging(desk), ...looking(desk)];
}

function editing(desk: Desk): Command[] {
  const { store, acts, copies, marks } = desk;
  const { selection } = store.read();
  const edge = [...selection.connections][0];
  return [
    { id: 'add', name: t('Add an activity'), icon: 'add', keys: ['A'], edits: true, run: () => store.set({ dialog: { is: 'add', how: acts.addHow() } }) },
    { id: 'addInside', name: t('Add an activity inside'), keys: ['Shift+A'], edits: true, run: () => inside(desk, 'add') },
    { id: 'insert', name: t('Insert into the connection'), keys: ['I'], edits: true, run: () => (edge ? store.set({ dialog: { is: 'add', how: { insideKey: edge, into: store.scope.path } } }) : store.say(t('Select a connection first.'))) },
    { id: 'connect', name: t('Connect with …'), keys: ['C'], edits: true, run: () => withOne(desk, () => store.set({ dialog: { is: 'connect' } })) },
    { id: 'outcome', name: t('Add an outcome'), keys: ['O'], edits: true, run: () => withOne(desk, activity => acts.addOutcome(idOf(activity))) },
    { id: 'timer', name: t('Add a timer to the activity'), icon: 'clock', keys: ['B'], edits: true, run: () => withOne(desk, activity => acts.addBoundary(pathOf(store.scope, idOf(activity)), 'timer')) },
    { id: 'event', name: t('Add an event to the activity'), icon: 'event', keys: ['Shift+B'], edits: true, run: () => withOne(desk, activity => acts.addBoundary(pathOf(store.scope, idOf(activity)), 'event')) },
    { id: 'move', name: t('Move to another container …'), keys: ['M'], edits: true, run: () => (acts.selectedActivities.length > 0 ? store.set({ dialog: { is: 'move' } }) : store.say(t('Select one activity first.'))) },
    { id: 'note', name: t('Add a note'), icon: 'note', keys: ['N'], edits: true, run: () => marks.addNote() },
    { id: 'group', name: t('Group what is selected'), icon: 'box', keys: ['Ctrl+G'], edits: true, run: () => marks.addGroup() },
    { id: 'lane', name: t('Add a lane'), icon: 'lanes', keys: ['L'], edits: true, run: () => marks.addLane() },
    { id: 'delete', name: t('Delete'), icon: 'trash', keys: ['Delete', 'Backspace'], edits: true, run: () => acts.remove() },
    { id: 'undo', name: t('Undo'), icon: 'undo', keys: ['Ctrl+Z'], edits: true, run: () => store.undo() },
    { id: 'redo', name: t('Redo'), icon: 'redo', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], edits: true, run: () => store.redo() },
    { id: 'duplicate', name: t('Duplicate'), icon: 'copy', keys: ['Ctrl+D'], edits: true, run: () => copies.duplicate() },
    { id: 'copy', name: t('Copy'), run: () => void copies.copy() },
    { id: 'cut', name: t('Cut'), edits: true, run: () => void copies.cut() },
    { id: 'paste', name: t('Paste'), edits: true, run: () => copies.paste() },
    { id: 'all', name: t('Select all'), keys: ['Ctrl+A'], run: () => acts.selectAll() },
    { id: 'save', name: t('Save now'), keys: ['Ctrl+S'], edits: true, run: () => void acts.saver.now() },
    { id: 'publish', name: t('Publish …'), edits: true, run: () => store.set({ dialog: { is: 'publish' } }) },
    { id: 'rename', name: t('Rename'), keys: ['F2'], edits: true, run: () => goToFields(store) },
  ];
}

function arranging({ acts }: Desk): Command[] {
  return [
    { id: 'tidy', name: t('Tidy up'), icon: 'tidy', keys: ['Shift+T'], edits: true, run: () => acts.tidy() },
    { id: 'left', name: t('Align left edges'), keys: ['Shift+L'], edits: true, run: () => acts.align('left') },
    { id: 'centre', name: t('Align centres'), edits: true, run: () => acts.align('centre') },
    { id: 'right', name: t('Align right edges'), edits: true, run: () => acts.align('right') },
    { id: 'top', name: t('Align tops'), keys: ['Shift+U'], edits: true, run: () => acts.align('top') },
    { id: 'middle', name: t('Align middles'), edits: true, run: () => acts.align('middle') },
    { id: 'bottom', name: t('Align bottoms'), edits: true, run: () => acts.align('bottom') },
    { id: 'across', name: t('Distribute across'), edits: true, run: () => acts.align('across') },
    { id: 'down', name: t('Distribute down'), edits: true, run: () => acts.align('down') },
  ];
}

function looking(desk: Desk): Command[] {
  const { store, acts, files } = desk;
  const { showsMap, showsPalette, showsPanel, scope } = store.read();
  return [
    { id: 'find', name: t('Find in this workflow'), icon: 'search', keys: ['Ctrl+F'], run: () => store.set({ search: store.read().search ?? '' }) },
    { id: 'commands', name: t('All commands'), keys: ['Ctrl+K'], run: () => store.set({ dialog: { is: 'commands' } }) },
    { id: 'fit', name: t('Zoom to fit'), icon: 'fit', keys: ['Shift+1'], run: () => store.lookAtAll() },
    { id: 'next', name: t('Go along the connection'), keys: ['Alt+ArrowRight'], run: () => follow(desk, 'on') },
    { id: 'back', name: t('Go back along the connection'), keys: ['Alt+ArrowLeft'], run: () => follow(desk, 'back') },
    { id: 'expand', name: t('Expand or collapse'), icon: 'down', keys: ['E'], run: () => withOne(desk, activity => acts.expand(pathOf(store.scope, idOf(activity)), !isExpanded(activity))) },
    { id: 'enter', name: t('Open what is inside'), icon: 'enter', keys: ['Ctrl+Enter'], run: () => inside(desk, 'enter') },
    { id: 'leave', name: t('Leave to what is around'), keys: ['Ctrl+ArrowUp'], run: () => store.enter(scope.slice(0, -1)) },
    { id: 'properties', name: t('Go to the properties'), keys: ['Enter'], run: () => goToFields(store) },
    { id: 'problems', name: t('Show the problems'), icon: 'alert', run: () => store.set({ showsPanel: true, panel: 'problems' }) },
    { id: 'versions', name: t('Show the versions'), icon: 'history', run: () => store.set({ showsPanel: true, panel: 'versions' }) },
    { id: 'try', name: t('Try it on the test clock'), icon: 'start', keys: ['T'], edits: true, run: () => store.set({ showsPanel: true, panel: 'trial' }) },
    { id: 'palette', name: showsPalette ? t('Hide the palette') : t('Show the palette'), icon: 'palette', run: () => store.set({ showsPalette: !showsPalette }) },
    { id: 'panel', name: showsPanel ? t('Hide the panel') : t('Show the panel'), icon: 'panel', run: () => store.set({ showsPanel: !showsPanel }) },
    { id: 'map', name: showsMap ? t('Hide the overview') : t('Show the overview'), icon: 'map', run: () => store.set({ showsMap: !showsMap }) },
    { id: 'json', name: t('Show as JSON'), icon: 'code', run: () => store.set({ dialog: { is: 'json' } }) },
    { id: 'import', name: t('Import a file'), edits: true, run: () => void files.import() },
    { id: 'export', name: t('Export as a file'), run: () => files.export() },
    { id: 'bpmn', name: t('Export as BPMN 2.0'), run: () => void files.exportBpmn() },
    { id: 'shortcuts', name: t('Keyboard shortcuts'), icon: 'keyboard', keys: ['?'], run: () => store.set({ dialog: { is: 'shortcuts' } }) },
  ];
}

function withOne({ store, acts }: Desk, run: (activity: Activity) => void): void {
  const [only, another] = acts.selectedActivities;
  if (only && !another) run(only);
  else store.say(t('Select one activity first.'));
}

/** Into the one part that an activity has, or into the one that is chosen. */
function inside({ store, acts }: Desk, then: 'enter' | 'add'): void {
  const [only] = acts.selectedActivities;
  const parts = only ? partsOf(only, store.read().catalogue) : [];
  const owner = only ? pathOf(store.scope, idOf(only)) : [];
  if (parts.length === 0) return store.say(t('There is nothing inside.'));
  if (parts.length > 1) return store.set({ dialog: { is: 'inside', owner, then } });
  goInside(store, [...owner, ...parts[0]!.inside], then);
}

function goToFields(store: Store): void {
  focusAfter(() => store.set({ showsPanel: true, panel: 'properties' }), '.td-panel [data-first]');
}
