import { print, type Json, type JsonObject } from '../model/json.ts';
import type { Store } from '../state/store.ts';
import { t } from '../text/text.ts';
import { lastActivity, marksOf } from './marks.ts';
import { recorded, withoutScenario, withScenario, type Scenario } from './scenarios.ts';
import type { TrialAnswer, TrialPerson, TrialState, TrialTask } from './types.ts';

/** What a person does with the test clock. The trial itself lives on the server and is thrown away. */
export class TrialActs {
  constructor(private readonly store: Store) {}

  /** Prepares a trial of what is on the canvas, and does the steps given again. */
  async open(start: string | null, steps: readonly JsonObject[] = []): Promise<void> {
    const { doc } = this.store.read();
    await this.close();
    await this.busy(async () => {
      const opened = await this.store.host.tryOpen(print(doc), start);
      if (opened.problem) return this.store.set({ trialProblem: opened.problem });
      this.show(opened, doc);
      for (const step of steps) {
        if (!(await this.step(step))) break;
      }
    });
  }

  async act(step: JsonObject): Promise<boolean> {
    return this.busy(() => this.step(step));
  }

  /** Has the form of a task filled in, and answers with it. */
  async fill(task: TrialTask, by: TrialPerson): Promise<void> {
    const { trying } = this.store.read();
    if (!trying) return;
    const filled = await this.busy(() => this.store.host.tryFill(trying.state.trial, task.id, by));
    if (filled) await this.answer(task, by.login, filled);
  }

  async answer(task: TrialTask, by: string, { outcome, comment, values }: TrialAnswer): Promise<boolean> {
    return this.act({ task: { by, title: task.title, outcome, ...(comment ? { comment } : {}), ...(values && Object.keys(values).length > 0 ? { values } : {}) } });
  }

  /** Has the record chosen or filled in that the event is about, and does to it what raises the event. */
  async happen(event: string, about: string | null = null): Promise<void> {
    const { trying } = this.store.read();
    if (!trying) return;
    const steps = await this.busy(() => this.store.host.tryHappen(trying.state.trial, event, about));
    for (const step of steps || []) {
      if (!(await this.act(step))) break;
    }
  }

  async close(): Promise<void> {
    const { trying } = this.store.read();
    this.store.set({ trying: null, trialProblem: null, overlays: null });
    if (trying) await this.store.host.tryClose(trying.state.trial).catch(() => undefined);
  }

  /** Starts again from the same moment with what is on the canvas now, and does the same. */
  async again(): Promise<void> {
    const { trying, trialStart } = this.store.read();
    await this.open(trialStart, trying?.state.steps ?? []);
  }

  /** Shows one moment more or fewer of what happened, or all of it. */
  reveal(shown: number): void {
    const { trying } = this.store.read();
    if (!trying) return;
    const count = Math.max(0, Math.min(trying.state.path.length, shown));
    this.store.set({ trying: { ...trying, shown: count }, overlays: this.marks(trying.state, count) });
    const moment = trying.state.path[count - 1];
    const id = lastActivity(trying.state, count);
    if (id) this.store.select({ activities: new Set([id]) }, true);
    if (moment) this.store.say(`${moment.at} ${moment.label} ${t(moment.said)} ${moment.outcome ?? ''}`);
  }

  keep(name: string): void {
    const { trying, trialStart, doc } = this.store.read();
    if (!trying) return;
    const start = trialStart ?? trying.state.path[0]?.at ?? trying.state.now;
    this.store.apply(t('Scenario “{0}” kept', name), withScenario(doc, trying.state.zone, recorded(name, start, this.store.options.key, trying.state)));
  }

  forget(name: string): void {
    this.store.apply(t('Scenario “{0}” deleted', name), withoutScenario(this.store.read().doc, name));
  }

  async replay(scenario: Scenario): Promise<void> {
    this.store.set({ trialStart: scenario.start });
    await this.open(scenario.start, scenario.steps.filter(step => !Object.keys(step).some(name => name.startsWith('expect'))));
  }

  async runAll(): Promise<void> {
    await this.busy(async () => {
      const verdicts = await this.store.host.runScenarios(print(this.store.read().doc));
      const failed = verdicts.filter(verdict => verdict.failure).length;
      this.store.set({ verdicts });
      this.store.say(t('{0} passed, {1} failed', verdicts.length - failed, failed));
    });
  }

  private async step(step: JsonObject): Promise<boolean> {
    const { trying } = this.store.read();
    if (!trying) return false;
    const state = await this.store.host.tryDo(trying.state.trial, print(step));
    if (state.problem && state.path.length === 0) {
      this.store.set({ trialProblem: state.problem });
      return false;
    }
    this.show(state, trying.doc);
    this.store.set({ trialProblem: state.problem ?? null });
    this.store.say(state.problem ?? t('The test clock shows {0}.', state.now));
    return !state.problem;
  }

  private show(state: TrialState, doc: Json): void {
    this.store.set({ trying: { state, doc, shown: state.path.length }, overlays: this.marks(state, state.path.length) });
  }

  private marks(state: TrialState, shown: number) {
    return marksOf(state, this.store.options.key, shown, this.store.scope.connections);
  }

  private async busy<T>(work: () => Promise<T>): Promise<T> {
    this.store.set({ trialBusy: true, trialProblem: null });
    try {
      return await work();
    } catch {
      this.store.set({ trialProblem: t('The connection was lost. Start the trial again; the draft is kept.') });
      return false as T;
    } finally {
      this.store.set({ trialBusy: false });
    }
  }
}
