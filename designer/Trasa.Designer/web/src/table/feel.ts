import { autocompletion, closeBrackets, completionKeymap, type Completion, type CompletionContext } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { linter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { Name, Note } from './contract.ts';

export interface FeelField {
  readonly text: () => string;
  readonly focus: () => void;
  readonly destroy: () => void;
}

interface Wanted {
  readonly text: string;
  readonly label: string;
  readonly names: readonly Name[];
  readonly check: (text: string) => Promise<readonly Note[]>;
  readonly done: () => void;
  readonly left: () => void;
}

/** An editor for one FEEL text: what it knows and what is wrong with it comes from the server's engine. */
export function feelField(place: HTMLElement, wanted: Wanted): FeelField {
  const options: Completion[] = wanted.names.map(name => ({
    label: name.label,
    type: name.isFunction ? 'function' : 'variable',
    detail: name.detail,
    ...(name.info ? { info: name.info } : {}),
    ...(name.isFunction ? { apply: `${name.label}(` } : {}),
  }));
  const view = new EditorView({
    parent: place,
    state: EditorState.create({
      doc: wanted.text,
      selection: { anchor: wanted.text.length },
      extensions: [
        history(),
        closeBrackets(),
        autocompletion({ override: [context => complete(context, options)], interactionDelay: 50 }),
        keymap.of([
          ...completionKeymap,
          { key: 'Enter', run: () => (wanted.done(), true) },
          { key: 'Escape', run: () => (wanted.left(), true) },
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': wanted.label }),
        linter(async of => (await wanted.check(of.state.doc.toString())).map(note => ({
          from: Math.min(note.from, of.state.doc.length),
          to: Math.min(Math.max(note.to, note.from), of.state.doc.length),
          severity: 'error' as const,
          message: note.message,
        })), { delay: 250 }),
      ],
    }),
  });
  return { text: () => view.state.doc.toString(), focus: () => view.focus(), destroy: () => view.destroy() };
}

/** Names have blanks in them, so what is typed so far may be several words; the longest tail that begins a name counts. */
function complete(context: CompletionContext, options: readonly Completion[]) {
  const line = context.matchBefore(/[\p{L}_][\p{L}\p{N}_ .]*/u);
  if (!line) return context.explicit ? { from: context.pos, options } : null;
  const words = line.text.split(/(?<= )/);
  for (let skip = 0; skip < words.length; skip++) {
    const tail = words.slice(skip).join('').toLowerCase();
    const found = options.filter(option => option.label.toLowerCase().startsWith(tail));
    if (found.length > 0 && (tail.length > 1 || context.explicit)) return { from: line.to - tail.length, options: found, filter: false };
  }
  return null;
}
