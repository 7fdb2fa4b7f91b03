import type { Staffed } from '../edit/areas.ts';
import type { BpmnNote, DueVersion, Mode, Overlays, Problem } from '../host/host.ts';
import { Catalogue } from '../model/descriptor.ts';
import type { Json } from '../model/json.ts';
import type { Path } from '../model/path.ts';
import type { TrialVerdict, Trying } from '../trial/types.ts';

export type Panel = 'properties' | 'problems' | 'versions' | 'trial';

export type Saving =
  | { readonly is: 'clean' | 'unsaved' | 'saving' }
  | { readonly is: 'failed'; readonly message: string }
  | { readonly is: 'conflict'; readonly by: string; readonly revision: number };

/** A step that can be taken back. Steps with the same merge key that follow each other are one. */
export interface Past {
  readonly doc: Json;
  readonly scope: Path;
  readonly label: string;
  readonly merge?: string | undefined;
}

export interface Selection {
  readonly activities: ReadonlySet<string>;
  readonly connections: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
  /** Groups and lanes. */
  readonly areas: ReadonlySet<string>;
  /** The container or slot in which it stands, when that is a frame on the canvas and not the canvas itself. */
  readonly in?: Path | undefined;
}

export type Dialog =
  | { readonly is: 'add'; readonly how: AddHow }
  | { readonly is: 'commands' | 'publish' | 'json' | 'shortcuts' | 'connect' | 'move' }
  | { readonly is: 'inside'; readonly owner: Path; readonly then: 'enter' | 'add' }
  | { readonly is: 'staff'; readonly asked: Staffed['asked'] }
  | { readonly is: 'report'; readonly title: string; readonly notes: readonly BpmnNote[] }
  | { readonly is: 'discard'; readonly published: number | null; readonly due: DueVersion | null }
  | { readonly is: 'refusal'; readonly message: string }
  | { readonly is: 'compare'; readonly older: number | null; readonly newer: number | null };

/** Where the activity that is picked goes. */
export interface AddHow {
  readonly after?: { readonly id: string; readonly port: string };
  readonly insideKey?: string;
  /** The container or slot, when it is not the one in which something is selected. */
  readonly into?: Path;
  readonly at?: { readonly x: number; readonly y: number };
}

export interface State {
  readonly mode: Mode;
  readonly doc: Json;
  readonly saved: Json;
  readonly scope: Path;
  readonly selection: Selection;
  readonly past: readonly Past[];
  readonly future: readonly Past[];
  readonly catalogue: Catalogue;
  readonly problems: readonly Problem[];
  readonly saving: Saving;
  readonly revision: number;
  readonly version: number;
  readonly isDraft: boolean;
  readonly panel: Panel;
  readonly showsPalette: boolean;
  readonly showsPanel: boolean;
  readonly showsMap: boolean;
  readonly dialog: Dialog | null;
  readonly search: string | null;
  /** The outcome whose name is being typed on the canvas. */
  readonly renaming: { readonly id: string; readonly outcome: string } | null;
  readonly said: string;
  /** Changed to bring what is selected, or everything, into view; what was added, only when it is not in view already. */
  readonly look: { readonly at: 'selection' | 'added' | 'all'; readonly count: number };
  readonly overlays: Overlays | null;
  readonly trying: Trying | null;
  readonly trialBusy: boolean;
  readonly trialProblem: string | null;
  /** Where the test clock begins; null is now. */
  readonly trialStart: string | null;
  /** Sample data by input. */
  readonly sample: Readonly<Record<string, string>>;
  readonly verdicts: readonly TrialVerdict[];
}

export const nothing: Selection = { activities: new Set(), connections: new Set(), notes: new Set(), areas: new Set() };

export function activePath({ selection, scope }: State): Path {
  return selection.in ?? scope;
}
