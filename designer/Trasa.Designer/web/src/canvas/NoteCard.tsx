import { NodeResizer, type Node, type NodeProps } from '@xyflow/react';
import { memo, useEffect, useRef } from 'react';
import type { Note } from '../edit/notes.ts';
import type { Point } from '../model/activity.ts';
import type { Path } from '../model/path.ts';
import { useDesk } from '../state/use.ts';
import { t } from '../text/text.ts';

export type NoteNode = Node<{ readonly note: Note; readonly scope: Path; readonly shift: Point; readonly found: boolean; readonly canEdit: boolean } & Record<string, unknown>, 'note'>;

export const NoteCard = memo(function NoteCard({ data, selected }: NodeProps<NoteNode>) {
  const { marks } = useDesk();
  const field = useRef<HTMLTextAreaElement>(null);
  const { note, scope, shift, found, canEdit } = data;
  useEffect(() => {
    if (selected && canEdit && note.text === '') field.current?.focus();
  }, [selected, canEdit, note.text]);
  return (
    <div className={`td-note${found ? ' is-found' : ''}${selected ? ' is-selected' : ''}`}>
      {canEdit && <NodeResizer isVisible={selected} minWidth={120} minHeight={60} onResizeEnd={(_, size) => marks.changeNote(note.id, { x: Math.round(size.x - shift.x), y: Math.round(size.y - shift.y), width: Math.round(size.width), height: Math.round(size.height) }, scope)} />}
      {canEdit
        ? <textarea ref={field} className="nodrag nowheel" value={note.text} placeholder={t('Write a note')} aria-label={t('Note')} onChange={event => marks.changeNote(note.id, { text: event.target.value }, scope, `note ${note.id}`)} />
        : <p>{note.text}</p>}
    </div>
  );
});
