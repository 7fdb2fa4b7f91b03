import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import { Canvas } from '../canvas/Canvas.tsx';
import { Breadcrumbs } from './Breadcrumbs.tsx';
import type { UsedChange, Version } from '../host/host.ts';
import { compare, type Change, type ChangeKind } from '../model/compare.ts';
import { parse, print, type Json } from '../model/json.ts';
import { union } from '../model/union.ts';
import { Saver } from '../state/saver.ts';
import { Store } from '../state/store.ts';
import { DeskContext, deskOf, useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Select } from '../properties/fields.tsx';
import { Dialog } from './Dialog.tsx';

/** 0 stands for what is on the canvas, null for the draft that is saved. */
type Side = number | null;

export function CompareDialog({ older, newer }: { readonly older: Side; readonly newer: Side }) {
  const { store } = useDesk();
  const [sides, setSides] = useState({ older, newer });
  const [versions, setVersions] = useState<readonly Version[]>([]);
  const before = useContent(sides.older);
  const after = useContent(sides.newer);
  useEffect(() => void store.host.versions().then(setVersions, () => undefined), [store]);
  const options = [{ value: '0', label: t('What is here now') }, ...versions.map(version => ({ value: version.isDraft ? 'draft' : String(version.version), label: version.isDraft ? t('The saved draft') : t('Version {0}', version.version) }))];
  const written = (side: Side) => (side === null ? 'draft' : String(side));
  const read = (value: string): Side => (value === 'draft' ? null : Number(value));
  return (
    <Dialog wide title={t('Compare versions')} onClose={() => store.set({ dialog: null })}>
      <div className="td-compare-head">
        <Select label={t('Older')} value={written(sides.older)} options={options} onChange={value => setSides({ ...sides, older: read(value) })} />
        <span aria-hidden="true">→</span>
        <Select label={t('Newer')} value={written(sides.newer)} options={options} onChange={value => setSides({ ...sides, newer: read(value) })} />
      </div>
      {before !== undefined && after !== undefined ? <Comparison older={before} newer={after} sides={sides} /> : <p className="td-none">{t('Loading')}</p>}
    </Dialog>
  );
}

function Comparison({ older, newer, sides }: { readonly older: Json; readonly newer: Json; readonly sides: { readonly older: Side; readonly newer: Side } }) {
  const outer = useDesk();
  const used = useUsed(older, newer, sides);
  const { changes, desk } = useMemo(() => {
    const found = compare(older, newer, outer.store.read().catalogue);
    const { doc, marks } = union(older, newer, found);
    const store = new Store({ ...outer.store.options, mode: 'view', content: print(doc), overlays: marks }, outer.store.host);
    return { changes: found, desk: deskOf(store, new Saver(store)) };
  }, [older, newer, outer]);
  const go = (change: Change) => {
    if (change.path) desk.store.show(change.path);
  };
  if (changes.length === 0 && used.length === 0) return <p className="td-none">{t('These versions do not differ.')}</p>;
  return (
    <div className="td-compare">
      <ul className="td-changes" aria-label={t('Differences')}>
        {changes.map((change, position) => (
          <li key={position} className={`is-${change.kind}`}>
            <button type="button" disabled={!change.path} onClick={() => go(change)}>
              <small>{kindName(change.kind)}</small> <b>{change.what}</b>
              {change.details.map(detail => <span key={detail}>{detail}</span>)}
            </button>
          </li>
        ))}
        {used.map(change => (
          <li key={change.what} className={`is-${change.kind}`}>
            <div className="td-used">
              <small>{kindName(change.kind)}</small> <b>{change.href ? <a href={change.href} target="_blank" rel="noreferrer">{change.what}</a> : change.what}</b>
              {change.details.map(detail => <span key={detail}>{detail}</span>)}
            </div>
          </li>
        ))}
      </ul>
      <DeskContext.Provider value={desk}>
        <ReactFlowProvider>
          <div className="td-compare-canvas"><Breadcrumbs /><Canvas /></div>
        </ReactFlowProvider>
      </DeskContext.Provider>
    </div>
  );
}

/** Forms and tables live on while the workflow stands still: what of them is another. */
function useUsed(older: Json, newer: Json, sides: { readonly older: Side; readonly newer: Side }): readonly UsedChange[] {
  const { store } = useDesk();
  const [used, setUsed] = useState<readonly UsedChange[]>([]);
  useEffect(() => {
    let wanted = true;
    store.host.comparedUses(print(older), sides.older || null, print(newer), sides.newer || null).then(found => wanted && setUsed(found), () => undefined);
    return () => { wanted = false; };
  }, [store, older, newer, sides]);
  return used;
}

function useContent(side: Side): Json | undefined {
  const { store } = useDesk();
  const [content, setContent] = useState<Json>();
  useEffect(() => {
    let wanted = true;
    setContent(undefined);
    if (side === 0) setContent(store.read().doc);
    else store.host.content(side).then(text => wanted && setContent(parse(text ?? '{}')), () => undefined);
    return () => { wanted = false; };
  }, [store, side]);
  return content;
}

function kindName(kind: ChangeKind): string {
  switch (kind) {
    case 'added': return t('Added');
    case 'removed': return t('Removed');
    case 'changed': return t('Changed');
    case 'moved': return t('Moved');
  }
}
