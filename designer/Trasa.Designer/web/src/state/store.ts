import type { Host, Options } from '../host/host.ts';
import { Catalogue } from '../model/descriptor.ts';
import { parse, type Json } from '../model/json.ts';
import { at, root, samePath, type Path } from '../model/path.ts';
import { isActivity } from '../model/activity.ts';
import { isDrawn } from '../model/frame.ts';
import { crumbs, isContainer, nearest, openScope, scopeOf, type Scope } from '../model/scope.ts';
import { isEdited, type Edited } from '../edit/edit.ts';
import { t } from '../text/text.ts';
import { activePath, nothing, type Past, type Selection, type State } from './state.ts';

const longestPast = 500;

/** The one state of the designer. Every change of the definition passes through `apply`, which is what undo takes back. */
export class Store {
  readonly host: Host;
  readonly options: Options;
  private current: State;
  private readonly listeners = new Set<() => void>();

  constructor(options: Options, host: Host) {
    this.host = host;
    this.options = options;
    const doc = parse(options.content);
    this.current = {
      mode: options.mode, doc, saved: doc, scope: root, selection: nothing, past: [], future: [],
      catalogue: new Catalogue(options.descriptors), problems: [], saving: { is: 'clean' },
      revision: options.revision, version: options.version, isDraft: options.isDraft,
      panel: 'properties', showsPalette: isWide(), showsPanel: isWide(), showsMap: true,
      dialog: options.compare && options.mode === 'edit' ? { is: 'compare', ...options.compare } : null, search: null, renaming: null, said: '', look: { at: 'all', count: 0 }, overlays: options.overlays ?? null,
      trying: null, trialBusy: false, trialProblem: null, trialStart: null, sample: {}, verdicts: [],
    };
  }

  readonly read = (): State => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(change: Partial<State>): void {
    this.current = { ...this.current, ...change };
    this.listeners.forEach(listener => listener());
  }

  /** Where acts take place: in the frame in which something is selected, else in what the canvas shows. */
  get scope(): Scope {
    return openScope(this.current.doc, activePath(this.current));
  }

  get canEdit(): boolean {
    return this.current.mode === 'edit';
  }

  /** Does what the label says. `merge` joins it with the step before when that has the same key: one word typed is one undo. */
  apply(label: string, edit: Json | Edited, merge?: string): boolean {
    if (!this.canEdit) return false;
    const edited = isEdited(edit) ? edit : { doc: edit };
    const { doc, scope, past } = this.current;
    if (edited.doc === doc) return false;
    const last = past[past.length - 1];
    const joins = merge !== undefined && last?.merge === merge && this.current.future.length === 0;
    const step: Past = { doc, scope, label, merge };
    this.set({
      doc: edited.doc,
      scope: nearest(edited.doc, scope),
      past: joins ? past : [...past, step].slice(-longestPast),
      future: [],
      ...(edited.select ? { selection: selected(edited, this.current) } : {}),
      said: merge === undefined ? label : this.current.said,
    });
    return true;
  }

  undo(): void {
    this.step('past', 'future', 'Undone: {0}', 'There is nothing to undo.');
  }

  redo(): void {
    this.step('future', 'past', 'Done again: {0}', 'There is nothing to redo.');
  }

  say(text: string): void {
    this.set({ said: text === this.current.said ? `${text}\u00a0` : text });
  }

  select(selection: Partial<Selection>, look = false): void {
    const { look: before } = this.current;
    this.set({ selection: { ...nothing, ...selection, in: this.frame(selection.in) }, ...(look ? { look: { at: 'selection', count: before.count + 1 } } : {}) });
  }

  /** The frame, or nothing when it is what the canvas shows anyway. */
  frame(path: Path | undefined): Path | undefined {
    return path && !samePath(path, this.current.scope) ? path : undefined;
  }

  /** Shows an activity where it is drawn already, in a frame or not, or else by going inside. */
  show(path: Path): void {
    const { doc, scope } = this.current;
    const found = scopeOf(doc, path);
    if (!found) return;
    const activities = new Set([found.id]);
    if (!isDrawn(doc, scope, found.scope)) return this.enter(found.scope, { activities });
    this.select({ activities, in: found.scope }, true);
  }

  /** The same for a note, a group or a lane of a container. */
  showMark(mark: Partial<Selection>, scope: Path): void {
    if (isDrawn(this.current.doc, this.current.scope, scope)) this.select({ ...mark, in: scope }, true);
    else this.enter(scope, mark);
  }

  /** An activity that only has slots is no place of its own: it is shown where it stands. */
  enter(path: Path, selection: Partial<Selection> = {}): void {
    const { doc, catalogue, look } = this.current;
    const wanted = nearest(doc, path);
    const card = isCardWithSlots(doc, wanted) ? scopeOf(doc, wanted) : undefined;
    const scope = card?.scope ?? wanted;
    const chosen = card && !selection.activities?.size ? { ...selection, activities: new Set([card.id]) } : selection;
    const said = t('Inside of {0}', crumbs(doc, scope, catalogue).at(-1)?.label ?? '');
    this.set({ scope, selection: { ...nothing, ...chosen }, look: { at: (chosen.activities ?? chosen.notes ?? chosen.areas)?.size ? 'selection' : 'all', count: look.count + 1 }, said });
  }

  lookAtAll(): void {
    this.set({ look: { at: 'all', count: this.current.look.count + 1 } });
  }

  /** What is selected was added just now. */
  lookAtAdded(): void {
    this.set({ look: { at: 'added', count: this.current.look.count + 1 } });
  }

  private step(from: 'past' | 'future', to: 'past' | 'future', done: string, none: string): void {
    const steps = this.current[from];
    const step = steps[steps.length - 1];
    if (!step || !this.canEdit) return this.say(t(none));
    const back: Past = { doc: this.current.doc, scope: this.current.scope, label: step.label };
    const scope = nearest(step.doc, step.scope);
    this.set({
      doc: step.doc,
      scope,
      [from]: steps.slice(0, -1),
      [to]: [...this.current[to], back],
      selection: remaining(this.current.selection, step.doc, scope),
      said: t(done, step.label),
    });
  }
}

function isCardWithSlots(doc: Json, path: Path): boolean {
  const value = at(doc, path);
  return isActivity(value) && !isContainer(value) && path[path.length - 2] === 'activities';
}

/** On a phone the canvas comes first; palette and properties are called up. */
function isWide(): boolean {
  return innerWidth > 900;
}

function selected(edited: Edited, { selection, scope }: State): Selection {
  const place = edited.in ?? selection.in;
  const isHere = !place || samePath(place, scope);
  return { ...nothing, activities: new Set(edited.select), ...(isHere ? {} : { in: place }) };
}

function remaining(selection: Selection, doc: Json, scope: Path): Selection {
  const ids = new Set(openScope(doc, selection.in ?? scope).activities.map(activity => String(activity.id)));
  const kept = [...selection.activities].filter(id => ids.has(id));
  return kept.length === 0 ? nothing : { ...nothing, activities: new Set(kept), ...(selection.in ? { in: selection.in } : {}) };
}
