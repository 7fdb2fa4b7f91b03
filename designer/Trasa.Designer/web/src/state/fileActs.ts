import { TooLarge } from '../host/host.ts';
import { parse, print, type Json } from '../model/json.ts';
import { underKey } from '../model/key.ts';
import { t } from '../text/text.ts';
import { chooseFile, download } from './files.ts';
import type { Store } from './store.ts';

/** Workflows as files: ours and Elsa's JSON, and BPMN 2.0. */
export class FileActs {
  constructor(private readonly store: Store) {}

  export(): void {
    const { store } = this;
    download(`${store.options.key || 'workflow'}.json`, `${print(store.read().doc)}\n`);
  }

  /** As BPMN 2.0, with a report of what other tools see less of. */
  exportBpmn(): Promise<void> {
    return this.telling(async () => {
      const { store } = this;
      const answer = await store.host.bpmnOut(print(store.read().doc));
      if (!answer.content) return store.say(answer.problem ?? t('This draft cannot be exported.'));
      download(`${store.options.key || 'workflow'}.bpmn`, answer.content);
      store.set({ dialog: { is: 'report', title: t('Exported as BPMN 2.0'), notes: answer.notes } });
    });
  }

  /** A workflow as JSON (ours or Elsa's) or a BPMN diagram; one step back undoes it. */
  async import(): Promise<void> {
    const content = await chooseFile();
    if (content !== undefined) await this.telling(() => (content.trimStart().startsWith('<') ? this.importBpmn(content) : this.importJson(content)));
  }

  private async importJson(content: string): Promise<void> {
    const { store } = this;
    const json = parsed(content);
    if (json === undefined) return this.refused(t('This file is neither JSON nor BPMN. Nothing was changed.'));
    const doc = underKey(json, store.options.key);
    if (doc === undefined) return this.refused(t('This file is not a workflow. Nothing was changed.'));
    store.apply(t('File imported'), doc);
    store.lookAtAll();
  }

  private async importBpmn(xml: string): Promise<void> {
    const { store } = this;
    const answer = await store.host.bpmnIn(xml);
    if (!answer.content) return this.refused(answer.problem ?? t('This file is not a workflow. Nothing was changed.'));
    store.apply(t('BPMN diagram imported'), parse(answer.content));
    store.set({ dialog: { is: 'report', title: t('BPMN diagram imported'), notes: answer.notes } });
    store.lookAtAll();
  }

  /** What cannot be sent or read is told where everybody sees it. */
  private async telling(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (fault) {
      this.refused(fault instanceof TooLarge ? fault.message : t('The connection was lost. Nothing was changed.'));
    }
  }

  private refused(message: string): void {
    this.store.set({ dialog: { is: 'refusal', message } });
    this.store.say(message);
  }
}

function parsed(content: string): Json | undefined {
  try {
    return parse(content);
  } catch {
    return undefined;
  }
}
