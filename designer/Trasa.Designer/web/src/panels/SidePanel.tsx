import type { KeyboardEvent } from 'react';
import { Icon } from '../canvas/icons.tsx';
import { Properties } from '../properties/Properties.tsx';
import type { Panel } from '../state/state.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { TrialPanel } from '../trial/TrialPanel.tsx';
import { Problems } from './Problems.tsx';
import { Versions } from './Versions.tsx';

export function SidePanel() {
  const { store } = useDesk();
  const panel = usePart(state => state.panel);
  const problems = usePart(state => state.problems.length);
  const canEdit = usePart(state => state.mode === 'edit');
  const tabs: readonly (readonly [Panel, string])[] = [['properties', t('Properties')], ['problems', problems > 0 ? `${t('Problems')} ${problems}` : t('Problems')], ['versions', t('Versions')], ['trial', t('Try it')]];
  const shown = canEdit ? tabs : tabs.slice(0, 1);
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const at = shown.findIndex(([id]) => id === panel);
    const [next] = shown[(at + by + shown.length) % shown.length]!;
    store.set({ panel: next });
    document.getElementById(`td-tab-${next}`)?.focus();
  };
  return (
    <aside className="td-panel" aria-label={t('Details')}>
      <div className="td-tabs">
        <div role="tablist" aria-label={t('Details')} onKeyDown={onKey}>
          {shown.map(([id, name]) => (
            <button key={id} type="button" id={`td-tab-${id}`} role="tab" aria-selected={panel === id} aria-controls="td-tab-panel" tabIndex={panel === id ? 0 : -1} onClick={() => store.set({ panel: id })}>{name}</button>
          ))}
        </div>
        <button type="button" className="td-icon-button is-small td-panel-close" aria-label={t('Hide the panel')} onClick={() => store.set({ showsPanel: false })}><Icon name="close" size={14} /></button>
      </div>
      <div className="td-panel-body" id="td-tab-panel" role="tabpanel" aria-labelledby={`td-tab-${panel}`} tabIndex={-1}>
        {panel === 'properties' && <Properties />}
        {panel === 'problems' && <Problems />}
        {panel === 'versions' && <Versions />}
        {panel === 'trial' && <TrialPanel />}
      </div>
    </aside>
  );
}
