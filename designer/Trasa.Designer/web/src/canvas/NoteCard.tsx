import { NodeResizer, type Node, type NodeProps } from '@xyflow/react';
import { memo, useEffect, useRef } from 'react';
import type { Note } from '../edit/notes.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';

export type NoteNode = Node<{ readonly note: Note; readonly canEdit: boolean } & Record<string, unknown>, 'note'>;

export const NoteCard = memo(function NoteCard({ data, selected }: NodeProps<NoteNode>) {
  const { acts } = useDesk();
  const field = useRef<HTMLTextAreaElement>(null);
  const { note, canEdit } = data;
  useEffect(() => {
    if (selected && canEdit && note.text === '') field.current?.focus();
  }, [selected, canEdit, note.text]);
  return (
    <div className={selected ? 'td-note is-selected' : 'td-note'}>
      {canEdit && <NodeResizer isVisible={selected} minWidth={120} minHeight={60} onResizeEnd={(_, size) => acts.changeNote(note.id, { x: Math.round(size.x), y: Math.round(size.y), width: Math.round(size.width), height: Math.round(size.height) })} />}
      {canEdit
        ? <textarea ref={field} className="nodrag nowheel" value={note.text} placeholder={t('Write a note')} aria-label={t('Note')} onChange={event => acts.changeNote(note.id, { text: event.target.value }, `note ${note.id}`)} />
        : <p>{note.text}</p>}
    </div>
  );
});
