import type { ActivityDescriptor } from '../model/descriptor.ts';
import type { TrialState, TrialVerdict } from '../trial/types.ts';

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
  readonly overlays?: Overlays | null;
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
  readonly outcome: 'published' | 'conflict' | 'invalid' | 'refused';
  readonly version: number;
  readonly by?: string | null;
  readonly message?: string | null;
  readonly problems: readonly Problem[];
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

export class Host {
  private readonly choices = new Map<string, Promise<readonly Choice[]>>();

  constructor(private readonly component: DotNet) {}

  save(content: string, revision: number): Promise<SaveAnswer> {
    return this.component.invokeMethodAsync('SaveAsync', content, revision);
  }

  publish(content: string, revision: number, notes: string): Promise<PublishAnswer> {
    return this.component.invokeMethodAsync('PublishAsync', content, revision, notes);
  }

  validate(content: string): Promise<readonly Problem[]> {
    return this.component.invokeMethodAsync('ValidateAsync', content);
  }

  versions(): Promise<readonly Version[]> {
    return this.component.invokeMethodAsync('VersionsAsync');
  }

  /** The text of a version; of the draft when no number is given. */
  content(version: number | null): Promise<string | null> {
    return this.component.invokeMethodAsync('ContentAsync', version);
  }

  /** What a picker offers, asked once for each kind. */
  choicesOf(editor: string): Promise<readonly Choice[]> {
    let answer = this.choices.get(editor);
    if (!answer) {
      answer = this.component.invokeMethodAsync<readonly Choice[]>('ChoicesAsync', editor);
      answer.catch(() => this.choices.delete(editor));
      this.choices.set(editor, answer);
    }
    return answer;
  }

  bpmnIn(xml: string): Promise<BpmnAnswer> {
    return this.component.invokeMethodAsync('BpmnInAsync', xml);
  }

  bpmnOut(content: string): Promise<BpmnAnswer> {
    return this.component.invokeMethodAsync('BpmnOutAsync', content);
  }

  tryOpen(content: string, start: string | null): Promise<TrialState> {
    return this.component.invokeMethodAsync('TryOpenAsync', content, start);
  }

  tryDo(trial: string, step: string): Promise<TrialState> {
    return this.component.invokeMethodAsync('TryDoAsync', trial, step);
  }

  tryClose(trial: string): Promise<void> {
    return this.component.invokeMethodAsync('TryCloseAsync', trial);
  }

  runScenarios(content: string): Promise<readonly TrialVerdict[]> {
    return this.component.invokeMethodAsync('RunScenariosAsync', content);
  }

  selected(activityId: string | null): void {
    void this.component.invokeMethodAsync('SelectedAsync', activityId).catch(() => undefined);
  }
}
