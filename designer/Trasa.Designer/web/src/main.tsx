import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { beginOpening } from './canvas/look.ts';
import { Host, type DotNet, type Options, type Overlays } from './host/host.ts';
import { parse } from './model/json.ts';
import { Checker } from './state/checker.ts';
import { Saver } from './state/saver.ts';
import { Store } from './state/store.ts';
import { deskOf } from './state/use.ts';
import { speak, t } from './text/text.ts';
import './styles/all.css';

/** Puts the designer, or with `mode: 'view'` a diagram to look at, into an element. */
export async function mount(element: HTMLElement, component: DotNet, options: Options) {
  beginOpening();
  await dressed();
  speak(options.texts, options.language, options.zone);
  const store = new Store(options, new Host(component, options.largest));
  const saver = new Saver(store);
  const checker = store.canEdit ? new Checker(store) : undefined;
  const root = createRoot(element);
  root.render(<App desk={deskOf(store, saver)} />);

  const beforeLeaving = (event: BeforeUnloadEvent) => {
    const { saving } = store.read();
    if (saving.is !== 'clean') event.preventDefault();
  };
  if (store.canEdit) addEventListener('beforeunload', beforeLeaving);

  return {
    /** New marks over the same diagram, e.g. when the instance has moved on. */
    mark(overlays: Overlays | null): void {
      store.set({ overlays });
    },
    /** Another definition to look at. */
    show(content: string): void {
      store.set({ doc: parse(content), saved: parse(content), scope: ['root'] });
      store.lookAtAll();
    },
    select(activityId: string | null): void {
      store.select(activityId ? { activities: new Set([activityId]) } : {}, true);
    },
    async dispose(): Promise<void> {
      removeEventListener('beforeunload', beforeLeaving);
      if (store.canEdit && store.read().saving.is === 'unsaved') await saver.now().catch(() => store.say(t('Not saved')));
      saver.dispose();
      checker?.dispose();
      root.unmount();
    },
  };
}

/** The style sheet stands beside this file; drawing waits for it, so that nothing jumps. */
function dressed(): Promise<void> {
  const href = new URL('./designer.css', import.meta.url).href;
  if ([...document.styleSheets].some(sheet => sheet.href === href)) return Promise.resolve();
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  return new Promise(resolve => {
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}
