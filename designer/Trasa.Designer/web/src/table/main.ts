import { speak, t } from '../text/text.ts';
import type { Check, DotNet, Note, Options, Saved } from './contract.ts';
import { element } from './dom.ts';
import { Grid } from './grid.ts';
import { Problems } from './problems.ts';
import { Sheet } from './sheet.ts';
import './table.css';

const pause = 700;

/** Puts the editor of one decision table into an element. Every change is checked and saved by one call, a moment after the last key. */
export async function mount(host: HTMLElement, component: DotNet, options: Options) {
  await dressed();
  speak(options.texts, options.language);
  const root = element('div', 'tg td-workspace');
  const said = element('div', 'td-said');
  said.setAttribute('aria-live', 'polite');
  const state = element('span', 'td-save');
  state.setAttribute('role', 'status');
  let timer: number | undefined;
  let sending: Promise<void> | undefined;
  let check: Check = options;

  const sheet = new Sheet(options.columns, options.rows, () => {
    grid.changed();
    tools();
    state.textContent = t('Not saved yet');
    clearTimeout(timer);
    timer = setTimeout(() => void send(), pause);
  });
  const grid = new Grid({
    sheet, canEdit: options.canEdit, label: options.label, names: options.names, marks: options.marks, hasHits: options.hasHits,
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
  const tell = (shown: number) => { count.textContent = shown === sheet.rows.length ? t('{0} rows', shown) : t('{0} of {1} rows', shown, sheet.rows.length); };
  const bar = element('div', 'tg-bar');
  const buttons = options.canEdit ? {
    add: button(t('Add row'), 'Ctrl+Enter', () => grid.insert(true)),
    copy: button(t('Duplicate'), 'Ctrl+D', () => grid.duplicate()),
    remove: button(t('Delete'), 'Ctrl+Delete', () => grid.remove()),
    undo: button(t('Undo'), 'Ctrl+Z', () => sheet.undo()),
    redo: button(t('Redo'), 'Ctrl+Y', () => sheet.redo()),
  } : undefined;
  const tools = () => {
    if (buttons) {
      buttons.undo.disabled = !sheet.canUndo;
      buttons.redo.disabled = !sheet.canRedo;
    }
    tell(filter.value ? grid.find(filter.value) : sheet.rows.length);
  };
  const policy = element('span', 'td-chip');
  policy.textContent = options.policy;
  policy.title = t('Hit policy');
  bar.append(policy, filter, count, ...Object.values(buttons ?? {}), state);
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

  async function send(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (sending) await sending;
    const rows = sheet.rows;
    state.textContent = t('Saving…');
    sending = component.invokeMethodAsync<Saved>('ChangedAsync', rows).then(answer => {
      if (rows !== sheet.rows) return;
      state.textContent = answer.outcome === 'saved' ? t('Saved') : answer.message ?? t('Not saved');
      state.classList.toggle('is-bad', answer.outcome !== 'saved');
      know(answer);
    }, () => {
      state.textContent = t('Not saved');
      state.classList.add('is-bad');
    });
    await sending;
    sending = undefined;
  }

  const leaving = (event: BeforeUnloadEvent) => { if (timer !== undefined) event.preventDefault(); };
  addEventListener('beforeunload', leaving);

  return {
    goTo(row: string): void {
      grid.goTo(row);
    },
    /** What is typed but not sent yet is sent now. */
    async flush(): Promise<void> {
      if (timer !== undefined) await send();
      else await sending;
    },
    async dispose(): Promise<void> {
      removeEventListener('beforeunload', leaving);
      if (timer !== undefined) await send().catch(() => undefined);
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
