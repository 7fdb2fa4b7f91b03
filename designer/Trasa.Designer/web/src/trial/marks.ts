import type { ActivityOverlay, Overlays } from '../host/host.ts';
import type { Connection } from '../model/connection.ts';
import type { TrialMoment, TrialState } from './types.ts';

const states: Readonly<Record<string, ActivityOverlay['state']>> = {
  ActivityStarted: 'running', ActivityResumed: 'running', ActivityWaits: 'waiting', ActivityCompleted: 'done',
  ActivityCancelled: 'cancelled', ActivityFaulted: 'faulted', ActivityRetries: 'faulted',
};

/** What is drawn over the diagram for the moments that are shown. */
export function marksOf(state: TrialState, key: string, shown: number, connections: readonly Connection[]): Overlays {
  const tried = new Set(state.instances.filter(instance => instance.workflow === key).map(instance => instance.id));
  const moments = state.path.slice(0, shown).filter(moment => tried.has(moment.instance) && moment.activityId);
  const activities: Record<string, ActivityOverlay> = {};
  const taken: Record<string, number> = {};
  for (const moment of moments) {
    const id = moment.activityId!;
    const before = activities[id];
    const now = states[moment.event];
    if (now) activities[id] = { state: now, count: now === 'done' ? (before?.count ?? 0) + 1 : (before?.count ?? null) };
    for (const port of leaving(moment)) {
      for (const connection of connections) {
        if (connection.source !== id || connection.port !== port) continue;
        const mark = `${id}|${port}|${connection.target}`;
        taken[mark] = (taken[mark] ?? 0) + 1;
      }
    }
  }
  return { activities, connections: taken };
}

/** The last activity of the tried workflow among the moments shown. */
export function lastActivity(state: TrialState, shown: number): string | undefined {
  return state.path.slice(0, shown).findLast(moment => moment.activityId)?.activityId ?? undefined;
}

function leaving(moment: TrialMoment): readonly string[] {
  if (moment.event === 'BoundaryFired') return moment.outcome ? [moment.outcome] : [];
  return moment.event === 'ActivityCompleted' ? (moment.outcome ?? 'Done').split(', ') : [];
}
