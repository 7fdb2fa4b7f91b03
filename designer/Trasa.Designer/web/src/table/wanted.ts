import type { Mark, Name, Note } from './contract.ts';
import type { Sheet } from './sheet.ts';

/** What the grid works on, and what it asks of its surroundings. */
export interface GridWanted {
  readonly sheet: Sheet;
  readonly canEdit: boolean;
  readonly label: string;
  readonly names: readonly Name[];
  readonly marks: Readonly<Record<string, Mark>>;
  readonly hasHits: boolean;
  readonly types: readonly string[];
  readonly checkCell: (column: number, text: string) => Promise<readonly Note[]>;
  readonly say: (text: string) => void;
}
