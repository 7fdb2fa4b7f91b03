import { speak, t } from '../text/text.ts';
import type { Check, ColumnKind, DotNet, Note, Options } from './contract.ts';
import { element } from './dom.ts';
import { Grid } from './grid.ts';
import { Problems } from './problems.ts';
import { Saver } from './saver.ts';
import { Sheet } from './sheet.ts';
import './table.css';

/** Puts the editor of one decision table into an element. Every change is checked and saved by one call, a moment after the last key. */
export async function mount(host: HTMLElement, component: DotNet, options: Options) {
  await dressed();
  speak(options.texts, options.language);
  const root = element('div', 'tg td-workspace');
  const said = element('div', 'td-said');
  said.setAttribute('aria-live', 'polite');
  let check: Check = options;

  const sheet = new Sheet(options.table, () => {
    grid.changed();
    tools();
    saver.changed();
  });
  const saver = new Saver(component, sheet, answer => {
    if (sheet.describe(answer.columns)) grid.changed();
    know(answer);
  });
  const grid = new Grid({
    sheet, canEdit: options.canEdit, label: options.label, names: options.names, marks: options.marks, hasHits: options.hasHits, types: options.types,
    checkCell: (column, text) => component.invokeMethodAsync<readonly Note[]>('CheckCellAsync', column, text),
    say: text => { said.textContent = text; },
  });
  const problems = new Problems(row => grid.goTo(row));

  const filter = element('input', 'tg-filter');
  filter.type = 'search';
  filter.placeholder = t('Filter rows');
  filter.setAttribute('aria-label', t('Filter rows'));
  const count = element('span', 'tg-count');
  filter.oninput = () => tell(grid.find(filter.value));
  const tell = (shown: number) => { count.textContent = shown !== sheet.rows.length ? t('{0} of {1} rows', shown, sheet.rows.length) : shown === 1 ? t('1 row') : t('{0} rows', shown); };
  const bar = element('div', 'tg-bar');
  const buttons = options.canEdit ? {
    add: button(t('Add row'), 'Ctrl+Enter', () => grid.insert(true)),
    copy: button(t('Duplicate'), 'Ctrl+D', () => grid.duplicate()),
    remove: button(t('Delete'), 'Ctrl+Delete', () => grid.remove()),
    undo: button(t('Undo'), 'Ctrl+Z', () => sheet.undo()),
    redo: button(t('Redo'), 'Ctrl+Y', () => sheet.redo()),
  } : undefined;
  const tools = () => {
    policy.value = sheet.table.policy;
    if (buttons) {
      buttons.undo.disabled = !sheet.canUndo;
      buttons.redo.disabled = !sheet.canRedo;
    }
    tell(filter.value ? grid.find(filter.value) : sheet.rows.length);
  };
  const policy = select(t('Hit policy'), options.policies.map(each => [each.key, each.name]), key => sheet.choosePolicy(key));
  policy.disabled = !options.canEdit;
  const columns = select(t('Add column'), [['', t('Add column …')], ['input', t('Input')], ['output', t('Output')], ['note', t('Remark')]], kind => {
    columns.value = '';
    if (kind) grid.heads.add(kind as ColumnKind);
  });
  bar.append(policy, filter, count, ...(buttons ? [buttons.add, buttons.copy, buttons.remove, columns, buttons.undo, buttons.redo] : []), saver.place, saver.retry);
  root.append(bar, grid.place, problems.place, said);
  host.replaceChildren(root);
  // The field for FEEL is fetched while the person reads, so that it is there when they type.
  if (options.canEdit) setTimeout(() => void import('./feel.ts'), 500);
  know(options);
  tools();
  grid.changed();

  function know(known: Check): void {
    check = known;
    grid.known(check);
    problems.show(check, sheet.rows, sheet.columns);
  }

  const leaving = (event: BeforeUnloadEvent) => { if (saver.isDirty) event.preventDefault(); };
  addEventListener('beforeunload', leaving);

  return {
    goTo(row: string): void {
      grid.goTo(row);
    },
    /** What is typed but not saved yet is saved now; false when it could not be. */
    flush(): Promise<boolean> {
      return saver.flush();
    },
    async dispose(): Promise<void> {
      removeEventListener('beforeunload', leaving);
      await saver.flush();
      root.remove();
    },
  };
}

function button(text: string, keys: string, act: () => void): HTMLButtonElement {
  const made = element('button', 'td-button is-small');
  made.type = 'button';
  made.textContent = text;
  made.title = keys;
  made.onclick = act;
  return made;
}

function select(label: string, choices: readonly (readonly [string, string])[], chosen: (key: string) => void): HTMLSelectElement {
  const made = element('select', 'tg-choose');
  made.setAttribute('aria-label', label);
  made.title = label;
  for (const [key, name] of choices) made.add(new Option(name, key));
  made.onchange = () => chosen(made.value);
  return made;
}

/** The style sheet stands beside this file; drawing waits for it, so that nothing jumps. */
function dressed(): Promise<void> {
  const href = new URL('./table.css', import.meta.url).href;
  if ([...document.styleSheets].some(sheet => sheet.href === href)) return Promise.resolve();
  const link = Object.assign(element('link'), { rel: 'stylesheet', href });
  return new Promise(resolve => {
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}
