import type { Json, JsonObject } from '../model/json.ts';

/** How a trial on the test clock stands, as the host answers. */
export interface TrialState {
  readonly trial: string;
  readonly problem?: string | null;
  readonly now: string;
  readonly zone: string;
  readonly nextDue?: string | null;
  readonly steps: readonly JsonObject[];
  readonly instances: readonly TrialInstance[];
  readonly path: readonly TrialMoment[];
  /** What other workflows of the house did because of it. */
  readonly others: readonly TrialMoment[];
  readonly waits: readonly TrialWait[];
  readonly tasks: readonly TrialTask[];
  readonly sent: readonly TrialMessage[];
  readonly variables?: JsonObject | null;
}

export interface TrialInstance {
  readonly id: string;
  readonly workflow: string;
  readonly name: string;
  readonly status: string;
}

export interface TrialMoment {
  readonly instance: string;
  readonly at: string;
  readonly event: string;
  /** The same as people say it: a key of the texts. */
  readonly said: string;
  readonly activityId?: string | null;
  readonly label: string;
  readonly outcome?: string | null;
  readonly actor?: string | null;
  readonly data?: Json;
}

export interface TrialWait {
  readonly instance: string;
  readonly activityId: string;
  readonly label: string;
  readonly kind: string;
  /** What is waited for, as people say it: a key of the texts, with {0} for the name. */
  readonly said: string;
  readonly name: string;
  readonly about?: string | null;
  readonly due?: string | null;
}

export interface TrialTask {
  readonly id: string;
  readonly title: string;
  readonly description?: string | null;
  readonly outcomes: readonly string[];
  readonly due?: string | null;
  readonly people: readonly TrialPerson[];
  readonly reasons: readonly string[];
  readonly hasForm: boolean;
}

export interface TrialPerson {
  readonly login: string;
  readonly name: string;
  readonly because: string;
}

/** What was filled in on the form of a task. */
export interface TrialAnswer {
  readonly outcome: string;
  readonly comment?: string | null;
  readonly values?: JsonObject | null;
}

export interface TrialMessage {
  readonly at: string;
  readonly channel: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface TrialVerdict {
  readonly scenario: string;
  readonly failure?: string | null;
}

/** A trial as the panel holds it. */
export interface Trying {
  readonly state: TrialState;
  /** The definition that is tried; the draft may have moved on since. */
  readonly doc: Json;
  /** Moments of the path that are shown; the rest is stepped through. */
  readonly shown: number;
}
