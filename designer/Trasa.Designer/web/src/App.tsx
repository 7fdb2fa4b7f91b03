import { ReactFlowProvider } from '@xyflow/react';
import { useRef } from 'react';
import { Canvas } from './canvas/Canvas.tsx';
import { Palette } from './palette/Palette.tsx';
import { AddDialog } from './panels/AddDialog.tsx';
import { Banners } from './panels/Banners.tsx';
import { Breadcrumbs } from './panels/Breadcrumbs.tsx';
import { CommandPalette } from './panels/CommandPalette.tsx';
import { CompareDialog } from './panels/CompareDialog.tsx';
import { ConnectDialog } from './panels/ConnectDialog.tsx';
import { DiscardDialog } from './panels/DiscardDialog.tsx';
import { InsideDialog } from './panels/InsideDialog.tsx';
import { JsonDialog } from './panels/JsonDialog.tsx';
import { MoveDialog } from './panels/MoveDialog.tsx';
import { PublishDialog } from './panels/PublishDialog.tsx';
import { RefusalDialog } from './panels/RefusalDialog.tsx';
import { ReportDialog } from './panels/ReportDialog.tsx';
import { SearchBar } from './panels/SearchBar.tsx';
import { ShortcutsDialog } from './panels/ShortcutsDialog.tsx';
import { SidePanel } from './panels/SidePanel.tsx';
import { StaffDialog } from './panels/StaffDialog.tsx';
import { Toolbar } from './panels/Toolbar.tsx';
import { useKeys } from './state/keys.ts';
import { DeskContext, usePart, type Desk } from './state/use.ts';

export function App({ desk }: { readonly desk: Desk }) {
  return (
    <DeskContext.Provider value={desk}>
      <ReactFlowProvider>
        <Workspace />
      </ReactFlowProvider>
    </DeskContext.Provider>
  );
}

function Workspace() {
  const place = useRef<HTMLDivElement>(null);
  useKeys(place);
  const mode = usePart(state => state.mode);
  const showsPalette = usePart(state => state.showsPalette && state.mode === 'edit');
  const showsPanel = usePart(state => state.showsPanel);
  const searches = usePart(state => state.search !== null);
  const classes = ['td-workspace', `is-${mode}`, showsPalette && 'has-palette', showsPanel && mode === 'edit' && 'has-panel'];
  return (
    <div className={classes.filter(Boolean).join(' ')} ref={place} tabIndex={-1}>
      {mode === 'edit' && <Toolbar />}
      <Banners />
      <div className="td-desk">
        {showsPalette && <Palette />}
        <div className="td-middle">
          <Breadcrumbs />
          {searches && <SearchBar />}
          <Canvas />
        </div>
        {showsPanel && mode === 'edit' && <SidePanel />}
      </div>
      <Dialogs />
      <Announcer />
    </div>
  );
}

function Dialogs() {
  const dialog = usePart(state => state.dialog);
  switch (dialog?.is) {
    case undefined: return null;
    case 'add': return <AddDialog how={dialog.how} />;
    case 'commands': return <CommandPalette />;
    case 'compare': return <CompareDialog older={dialog.older} newer={dialog.newer} />;
    case 'connect': return <ConnectDialog />;
    case 'move': return <MoveDialog />;
    case 'json': return <JsonDialog />;
    case 'report': return <ReportDialog title={dialog.title} notes={dialog.notes} />;
    case 'refusal': return <RefusalDialog message={dialog.message} />;
    case 'discard': return <DiscardDialog published={dialog.published} due={dialog.due} />;
    case 'publish': return <PublishDialog />;
    case 'inside': return <InsideDialog owner={dialog.owner} then={dialog.then} />;
    case 'staff': return <StaffDialog asked={dialog.asked} />;
    case 'shortcuts': return <ShortcutsDialog />;
  }
}

/** Says what happened to those who do not see it. */
function Announcer() {
  const said = usePart(state => state.said);
  return <div className="td-said" role="status" aria-live="polite" data-testid="said">{said}</div>;
}
