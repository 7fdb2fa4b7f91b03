/** What the designer knows of an activity type; the host sends the catalogue once. */
export interface ActivityDescriptor {
  readonly type: string;
  readonly category: string;
  readonly displayName: string;
  readonly description: string;
  readonly inputs: readonly ActivityInput[];
  readonly outputs: readonly ActivityOutput[];
  readonly outcomes: readonly string[];
  readonly outcomesFrom?: string | null;
  readonly slots: readonly string[];
  readonly isTrigger: boolean;
  readonly isContainer: boolean;
  readonly isTerminal: boolean;
}

export interface ActivityInput {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly required: boolean;
  readonly editor: string;
  readonly options?: readonly string[] | null;
}

export interface ActivityOutput {
  readonly name: string;
  readonly type: string;
  readonly description: string;
}

export class Catalogue {
  readonly all: readonly ActivityDescriptor[];
  private readonly byType: ReadonlyMap<string, ActivityDescriptor>;

  constructor(descriptors: readonly ActivityDescriptor[]) {
    this.all = [...descriptors].sort((a, b) => a.category.localeCompare(b.category) || a.displayName.localeCompare(b.displayName));
    this.byType = new Map(descriptors.map(descriptor => [descriptor.type, descriptor]));
  }

  find(type: string): ActivityDescriptor | undefined {
    return this.byType.get(type);
  }

  get categories(): readonly string[] {
    return [...new Set(this.all.map(descriptor => descriptor.category))];
  }
}
