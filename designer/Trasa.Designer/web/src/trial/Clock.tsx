import { useState, type FormEvent } from 'react';
import { Icon } from '../canvas/icons.tsx';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';

/** The test clock and what moves it; on the way everything that becomes due happens. */
export function Clock() {
  const { trial } = useDesk();
  const { state } = usePart(all => all.trying)!;
  const busy = usePart(all => all.trialBusy);
  const [to, setTo] = useState('');
  const move = (clock: string) => void trial.act({ clock });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to.trim()) move(to.trim());
  };
  return (
    <section className="td-clock" aria-label={t('Test clock')}>
      <p className="td-clock-face"><Icon name="clock" size={15} /> <output data-testid="clock">{shownDay(state.now)}</output> <small>{state.zone}</small></p>
      <form className="td-clock-move" onSubmit={submit}>
        <input className="td-field" value={to} aria-label={t('Move the clock to')} placeholder={t('Monday 09:10, + 2 wd, 2026-05-04 09:00')} onChange={event => setTo(event.target.value)} />
        <button type="submit" className="td-button is-small" disabled={busy}>{t('Move')}</button>
      </form>
      <div className="td-actions">
        {state.nextDue && state.nextDue > state.now && <button type="button" className="td-button is-small" disabled={busy} onClick={() => move(state.nextDue!)}>{t('To what is due next: {0}', shownDay(state.nextDue))}</button>}
        {['+ 1 h', '+ 1 wd', '+ 7 d'].map(by => <button key={by} type="button" className="td-button is-small" disabled={busy} onClick={() => move(by)}>{by}</button>)}
      </div>
    </section>
  );
}

/** `2026-04-24 09:00` with the day of the week in front: people think of Mondays. */
export function shownDay(local: string): string {
  const day = new Date(`${local.slice(0, 10)}T12:00:00Z`);
  return Number.isNaN(day.getTime()) ? local : `${new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' }).format(day)} ${local}`;
}
