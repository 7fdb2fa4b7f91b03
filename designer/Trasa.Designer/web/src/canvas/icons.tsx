import type { ActivityDescriptor } from '../model/descriptor.ts';

/** Stroke icons on a 24 px grid, drawn for this product. */
const shapes = {
  add: 'M12 5v14M5 12h14',
  alert: 'M12 4 2.8 19.5h18.4zM12 10v4.5M12 17.2v.1',
  back: 'M15 5l-7 7 7 7',
  box: 'M4 7.5 12 3l8 4.5v9L12 21l-8-4.5zM4 7.5l8 4.5 8-4.5M12 12v9',
  branch: 'M6 4v16M6 12h6a6 6 0 0 0 6-6V4M15 7l3-3 3 3',
  check: 'M5 12.5l4.5 4.5L19 7',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 8v4.5l3 2',
  close: 'M6 6l12 12M18 6L6 18',
  code: 'M8.5 7l-5 5 5 5M15.5 7l5 5-5 5',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  data: 'M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3zM4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3',
  decision: 'M12 3l9 9-9 9-9-9zM12 8.5v.1M12 15.5v-4',
  down: 'M6 9l6 6 6-6',
  end: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9 9h6v6H9z',
  enter: 'M4 12h12M11 6.5l5.5 5.5-5.5 5.5M20 4v16',
  event: 'M13 3L5 13.5h6L10 21l8.5-11h-6z',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  flow: 'M4 4h6v6H4zM14 14h6v6h-6zM7 10v7h7',
  history: 'M4 4v5h5M4.5 9a8.5 8.5 0 1 1-.9 4.5M12 8v4.5l3 2',
  keyboard: 'M3 6h18v12H3zM7 10h.1M11 10h.1M15 10h.1M8 14h8',
  lanes: 'M3.5 4.5h17v15h-17zM3.5 12h17M7.5 4.5v15',
  loop: 'M4 12a8 8 0 0 1 14-5.3L20 9M20 4v5h-5M20 12a8 8 0 0 1-14 5.3L4 15M4 20v-5h5',
  mail: 'M3.5 5.5h17v13h-17zM3.5 7l8.5 6 8.5-6',
  map: 'M9 4L3.5 6.5v13L9 17l6 3 5.5-2.5v-13L15 7zM9 4v13M15 7v13',
  more: 'M5 12h.1M12 12h.1M19 12h.1',
  note: 'M5 4h14v10l-5 6H5zM14 20v-6h5',
  palette: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  panel: 'M3.5 4.5h17v15h-17zM14.5 4.5v15',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0',
  redo: 'M20 9h-9a6 6 0 0 0 0 12h3M20 9l-4-4M20 9l-4 4',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5',
  send: 'M21 3L3 10.5l7 3.5 3.5 7zM10 14l5-5',
  set: 'M4 7h10M18 7h2M16 5v4M4 17h2M10 17h10M8 15v4',
  start: 'M7 4.5v15l12-7.5z',
  tidy: 'M4 5h6v5H4zM4 15h6v4H4zM15 9h5v6h-5zM10 7.5h2.5v9.5H10M12.5 12H15',
  trash: 'M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13',
  undo: 'M4 9h9a6 6 0 0 1 0 12h-3M4 9l4-4M4 9l4 4',
  up: 'M6 15l6-6 6 6',
  web: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17z',
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="td-icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}

export type Family = 'flow' | 'people' | 'rules' | 'time' | 'data' | 'message' | 'other';

interface Look {
  readonly icon: IconName;
  readonly family: Family;
}

/** From the most telling word to the least; the first that is found decides. */
const looks: readonly (readonly [RegExp, IconName, Family])[] = [
  [/\.(End|Finish|Complete|Terminate|Fault)$/, 'end', 'flow'],
  [/\.Start$/, 'start', 'flow'],
  [/FlowDecision|\.If$|Switch/, 'branch', 'flow'],
  [/Decide|Decision|Rules?\b/, 'decision', 'rules'],
  [/Assign|UserTask|Approval|RunTask|Notify|Person|Team|Queue/, 'person', 'people'],
  [/Wait|Delay|Timer|Cron|StartAt|Sla\b|Due/, 'clock', 'time'],
  [/Mail|Sms|SendMessage|Forward|Thread/, 'mail', 'message'],
  [/Message|Note/, 'send', 'message'],
  [/Http|Web/, 'web', 'message'],
  [/Event|Signal/, 'event', 'message'],
  [/For|While|Loop|Repeat|Break/, 'loop', 'flow'],
  [/Workflow|Flowchart|Sequence|Parallel|Fork|Join|Flow/, 'flow', 'flow'],
  [/Set|Correlate|Variable|Output/, 'set', 'data'],
  [/Script|Inline|Code|Log|Line/, 'code', 'other'],
  [/Case|Contact|Company|Lead|Record|Claim|Contract|Create|Update|Find|Get|Delete/, 'data', 'data'],
];

export function lookOf(type: string, descriptor: ActivityDescriptor | undefined): Look {
  const found = looks.find(([pattern]) => pattern.test(type));
  if (found) return { icon: found[1], family: found[2] };
  return descriptor?.isTrigger ? { icon: 'event', family: 'message' } : { icon: 'box', family: 'other' };
}
