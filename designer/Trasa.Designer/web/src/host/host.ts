import type { ActivityDescriptor } from '../model/descriptor.ts';
import { parse, type JsonObject } from '../model/json.ts';
import { t } from '../text/text.ts';
import type { TrialAnswer, TrialPerson, TrialState, TrialVerdict } from '../trial/types.ts';

/** The component that put the designer on the page. One call per act of the person, never one per move of the mouse. */
export interface DotNet {
  invokeMethodAsync<T>(method: string, ...values: unknown[]): Promise<T>;
}

export type Mode = 'edit' | 'view';

export interface Options {
  readonly mode: Mode;
  readonly title: string;
  readonly content: string;
  readonly revision: number;
  readonly isDraft: boolean;
  readonly version: number;
  readonly canPublish: boolean;
  readonly descriptors: readonly ActivityDescriptor[];
  readonly texts: Readonly<Record<string, string>>;
  readonly language: string;
  readonly key: string;
  readonly back?: string | null;
  /** Two versions to compare at once; 0 is what is on the canvas. */
  readonly compare?: { readonly older: number; readonly newer: number } | null;
  readonly overlays?: Overlays | null;
  /** The person's time zone; null is the browser's. */
  readonly zone?: string | null;
  /** Bytes of the largest message that the connection carries. */
  readonly largest: number;
}

/** What is drawn over a diagram that is only looked at. */
export interface Overlays {
  readonly activities: Readonly<Record<string, ActivityOverlay>>;
  /** How often a connection was taken, by `source|port|target`. */
  readonly connections?: Readonly<Record<string, number>>;
}

export interface ActivityOverlay {
  readonly state: 'done' | 'waiting' | 'running' | 'faulted' | 'cancelled' | 'added' | 'removed' | 'changed' | 'none';
  readonly count?: number | null;
  readonly text?: string | null;
  /** How warm it is drawn, 0 to 1. */
  readonly heat?: number | null;
}

export interface Problem {
  readonly code: string;
  readonly isError: boolean;
  readonly message: string;
  readonly place: string;
  readonly activityId?: string | null;
}

export interface Version {
  readonly version: number;
  readonly isDraft: boolean;
  readonly at: string;
  readonly by: string;
  readonly notes?: string | null;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | null;
  readonly href?: string | null;
}

export interface SaveAnswer {
  readonly outcome: 'saved' | 'conflict' | 'refused';
  readonly revision: number;
  readonly by?: string | null;
  readonly message?: string | null;
}

export interface PublishAnswer {
  readonly outcome: 'published' | 'scheduled' | 'conflict' | 'invalid' | 'refused';
  readonly version: number;
  readonly by?: string | null;
  readonly message?: string | null;
  readonly problems: readonly Problem[];
  readonly at?: string | null;
}

/** Something that the workflow uses and that is another in the newer of two versions. */
export interface UsedChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly what: string;
  readonly details: readonly string[];
  readonly href?: string | null;
}

/** Another published workflow that begins with the same event. */
export interface SharedStart {
  readonly name: string;
  readonly event: string;
  readonly href: string;
}

/** What was handed in and comes into force later. */
export interface DueVersion {
  readonly publication: string;
  readonly at: string;
  readonly by: string;
  readonly notes?: string | null;
}

/** A BPMN diagram that came in or goes out, and what became of its elements. */
export interface BpmnAnswer {
  readonly content?: string | null;
  readonly problem?: string | null;
  readonly notes: readonly BpmnNote[];
}

export interface BpmnNote {
  readonly fate: 'kept' | 'degraded' | 'dropped';
  readonly element: string;
  readonly name: string;
  readonly text: string;
}

/** A message that is larger than the connection carries would end it, and the page with it; so it is never sent. */
export class TooLarge extends Error {}

export class Host {
  private lastRun: Promise<JsonObject> | undefined;
  private readonly choices = new Map<string, Promise<readonly Choice[]>>();

  constructor(private readonly component: DotNet, private readonly largest: number) {}

  save(content: string, revision: number): Promise<SaveAnswer> {
    return this.call('SaveAsync', content, revision);
  }

  /** False when somebody saved the draft in between. */
  discard(revision: number): Promise<boolean> {
    return this.call('DiscardAsync', revision);
  }

  publish(content: string, revision: number, notes: string, validFrom: string | null, despite: boolean): Promise<PublishAnswer> {
    return this.call('PublishAsync', content, revision, notes, validFrom, despite);
  }

  comparedUses(older: string, olderVersion: number | null, newer: string, newerVersion: number | null): Promise<readonly UsedChange[]> {
    return this.call('ComparedUsesAsync', older, olderVersion, newer, newerVersion);
  }

  due(): Promise<DueVersion | null> {
    return this.component.invokeMethodAsync('DueAsync');
  }

  takeBack(publication: string): Promise<boolean> {
    return this.component.invokeMethodAsync('TakeBackAsync', publication);
  }

  /** How many instances have not ended. */
  underWay(): Promise<number> {
    return this.component.invokeMethodAsync('UnderWayAsync');
  }

  /** The published workflows that begin with the same event. */
  alsoStarted(content: string): Promise<readonly SharedStart[]> {
    return this.call('AlsoStartedAsync', content);
  }

  validate(content: string): Promise<readonly Problem[]> {
    return this.call('ValidateAsync', content);
  }

  versions(): Promise<readonly Version[]> {
    return this.call('VersionsAsync');
  }

  /** The text of a version; of the draft when no number is given. */
  content(version: number | null): Promise<string | null> {
    return this.call('ContentAsync', version);
  }

  /** What a picker offers, asked once for each kind. */
  choicesOf(editor: string): Promise<readonly Choice[]> {
    let answer = this.choices.get(editor);
    if (!answer) {
      answer = this.call<readonly Choice[]>('ChoicesAsync', editor);
      answer.catch(() => this.choices.delete(editor));
      this.choices.set(editor, answer);
    }
    return answer;
  }

  /** What names held in the newest run, asked once. */
  samples(): Promise<JsonObject> {
    this.lastRun ??= this.call<string | null>('SamplesAsync').then(text => (text ? (parse(text) as JsonObject) : {}), () => ({}));
    return this.lastRun;
  }

  bpmnIn(xml: string): Promise<BpmnAnswer> {
    return this.call('BpmnInAsync', xml);
  }

  bpmnOut(content: string): Promise<BpmnAnswer> {
    return this.call('BpmnOutAsync', content);
  }

  tryOpen(content: string, start: string | null): Promise<TrialState> {
    return this.call('TryOpenAsync', content, start);
  }

  tryDo(trial: string, step: string): Promise<TrialState> {
    return this.call('TryDoAsync', trial, step);
  }

  /** Shows the form as that person sees it; null when it was closed without an answer. */
  tryFill(trial: string, task: string, by: TrialPerson): Promise<TrialAnswer | null> {
    return this.call('TryFillAsync', trial, task, by);
  }

  /** Asks for the record that the event is about; the steps that raise it, or null when nothing was chosen. */
  tryHappen(trial: string, event: string, about: string | null): Promise<readonly JsonObject[] | null> {
    return this.call('TryHappenAsync', trial, event, about);
  }

  tryClose(trial: string): Promise<void> {
    return this.call('TryCloseAsync', trial);
  }

  runScenarios(content: string): Promise<readonly TrialVerdict[]> {
    return this.call('RunScenariosAsync', content);
  }

  selected(activityId: string | null): void {
    void this.call('SelectedAsync', activityId).catch(() => undefined);
  }

  private async call<T>(method: string, ...values: unknown[]): Promise<T> {
    const bytes = sizeOf(values);
    if (bytes > this.largest) throw new TooLarge(t('This workflow has {0} MB; at most {1} MB can be sent. Move a part of it into a workflow of its own.', megabytes(bytes), megabytes(this.largest)));
    return this.component.invokeMethodAsync<T>(method, ...values);
  }
}

/** As it goes over the wire; counted exactly only when it may matter. */
function sizeOf(values: readonly unknown[]): number {
  const most = values.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length * 6 : 16), 1024);
  return most < 1024 * 1024 ? most : new TextEncoder().encode(JSON.stringify(values)).length + 1024;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
