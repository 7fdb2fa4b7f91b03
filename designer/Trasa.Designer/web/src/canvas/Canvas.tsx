import { Background, BackgroundVariant, ConnectionMode, Controls, MiniMap, ReactFlow, SelectionMode, type Connection as Link, type EdgeTypes, type FinalConnectionState, type Node, type NodeTypes } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { useDesk, usePart, useScope } from '../state/use.ts';
import { typeOf } from '../model/activity.ts';
import { around, openScope } from '../model/scope.ts';
import { refusal } from '../edit/connections.ts';
import { t } from '../text/text.ts';
import { ActivityCard, type CardData } from './ActivityCard.tsx';
import { AreaFrame } from './AreaFrame.tsx';
import { Arrow, type ArrowEdge } from './Arrow.tsx';
import { lookOf } from './icons.tsx';
import { NoteCard } from './NoteCard.tsx';
import { aria } from './aria.ts';
import { arrows, chosen, drawn, moved, raised, selectedNodes, type Drawing } from './drawing.ts';
import { useFound } from './found.ts';
import { useLook } from './look.ts';
import { useMoves } from './moves.ts';

const nodeTypes = { activity: ActivityCard, note: NoteCard, area: AreaFrame } as NodeTypes;
const edgeTypes = { arrow: Arrow } as EdgeTypes;

export function Canvas() {
  const { store, acts } = useDesk();
  const scope = useScope();
  const canEdit = usePart(state => state.mode === 'edit');
  const selection = usePart(state => state.selection);
  const catalogue = usePart(state => state.catalogue);
  const problems = usePart(state => state.problems);
  const overlays = usePart(state => state.overlays);
  const showsMap = usePart(state => state.showsMap);
  const found = useFound();
  const moves = useMoves();
  const place = useRef<HTMLDivElement>(null);
  const fromCanvas = useLook(scope, place);

  const drawing: Drawing = useMemo(() => ({ scope, catalogue, problems, overlays, found, canEdit }), [scope, catalogue, problems, overlays, found, canEdit]);
  const fixed = useUnchanged(useMemo(() => drawn(drawing), [drawing]));
  const nodes = useMemo(() => chosen(moved(fixed as readonly Node[], moves.places), selectedNodes(selection, scope.path)), [fixed, moves.places, selection, scope]);
  const lines = useUnchanged(useMemo(() => arrows(drawing, fixed), [drawing, fixed]));
  const edges = useMemo(() => raised(chosen(lines, selection.connections)), [lines, selection.connections]);

  const ends = (link: Link) => ({ source: link.source, port: link.sourceHandle ?? 'Done', target: link.target });
  const dropOnCanvas = (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
    if (state.isValid || !state.fromNode || state.fromHandle?.type !== 'source') return;
    const { clientX, clientY } = 'changedTouches' in event ? event.changedTouches[0]! : event;
    const card = document.elementFromPoint(clientX, clientY)?.closest('.react-flow__node-activity')?.getAttribute('data-id');
    const from = { id: state.fromNode.id, port: state.fromHandle.id ?? 'Done' };
    if (card && card !== state.fromNode.parentId) return acts.connect({ source: from.id, port: from.port, target: card });
    const { scope: into, shift } = state.fromNode.data as CardData;
    const frame = state.fromNode.internals.positionAbsolute;
    const at = fromCanvas({ x: clientX, y: clientY });
    const corner = { x: frame.x - state.fromNode.position.x + shift.x, y: frame.y - state.fromNode.position.y + shift.y };
    store.set({ dialog: { is: 'add', how: { after: from, into, at: { x: at.x - corner.x, y: at.y - corner.y - 31 } } } });
  };

  return (
    <div className="td-canvas" ref={place} data-testid="canvas">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={moves.onNodesChange}
        onEdgesChange={moves.onEdgesChange}
        onConnect={link => acts.connect(ends(link))}
        onConnectEnd={dropOnCanvas}
        onReconnect={(edge: ArrowEdge, link) => edge.data?.connection && acts.reconnect(edge.data.connection, ends(link))}
        onNodeDrag={moves.onNodeDrag}
        isValidConnection={link => refusal(openScope(store.read().doc, around(store.read().doc, link.source) ?? scope.path), ends(link as Link)) === undefined}
        onNodeDoubleClick={(_, node) => enterOrEdit(node)}
        nodesDraggable={canEdit}
        nodesConnectable={canEdit}
        edgesReconnectable={canEdit}
        connectionMode={ConnectionMode.Strict}
        connectionRadius={26}
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={['Control', 'Meta', 'Shift']}
        selectionMode={SelectionMode.Partial}
        zoomOnDoubleClick={false}
        zoomOnScroll={canEdit}
        preventScrolling={canEdit}
        selectNodesOnDrag={false}
        snapToGrid={canEdit}
        snapGrid={[10, 10]}
        minZoom={0.1}
        maxZoom={2}
        onlyRenderVisibleElements
        zIndexMode="manual"
        ariaLabelConfig={aria()}
        aria-label={t('Diagram')}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} />
        {!canEdit && <Controls showInteractive={false} orientation="horizontal" aria-label={t('Zoom')} />}
        {showsMap && nodes.length > (canEdit ? 0 : 12) && <MiniMap pannable zoomable nodeClassName={mapClass} ariaLabel={t('Overview')} />}
      </ReactFlow>
      {nodes.length === 0 && canEdit && <Empty />}
    </div>
  );

  function enterOrEdit(node: Node) {
    const data = node.data as Partial<CardData>;
    if (data.shape?.inside !== null && data.path) store.enter(data.path);
    else store.set({ showsPanel: true, panel: 'properties' });
  }

  function mapClass(node: Node): string {
    const data = node.data as Partial<CardData>;
    return data.activity ? `td-family-${lookOf(typeOf(data.activity), data.descriptor).family} ${data.overlay ? `is-${data.overlay.state}` : ''}` : node.type === 'area' ? 'td-map-area' : 'td-map-note';
  }
}

/** The list of before when everything in it is the same: then there is nothing to do for it. */
function useUnchanged<T>(list: readonly T[]): readonly T[] {
  const last = useRef(list);
  if (list.length !== last.current.length || list.some((item, index) => item !== last.current[index])) last.current = list;
  return last.current;
}

function Empty() {
  const { store } = useDesk();
  return (
    <div className="td-empty">
      <p><b>{t('Nothing here yet')}</b></p>
      <p>{t('Drag an activity from the left, or add the first one here.')}</p>
      <button type="button" className="td-button is-primary" onClick={() => store.set({ dialog: { is: 'add', how: {} } })}>{t('Add an activity')}</button>
    </div>
  );
}

