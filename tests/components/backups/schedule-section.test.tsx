import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { ScheduleSection } from '@/components/backups/schedule-section';
import { cronOf, judgeSchedule, scheduleValues } from '@/components/backups/schedule-values';
import { TooltipProvider } from '@/components/ui/tooltip';
import { usualRetention, type RetentionPlan } from '@/lib/contract/backup-retention';
import { noDrills, usualSchedule } from '@/lib/contract/backup-schedule';
import type { BackupSchedulePlan, BackupSchedulePreview, BackupScheduleView } from '@/lib/contract/backup-schedule-view';
import { usualBackupLimits } from '@/lib/contract/backup-watch';
import { axeFinds } from '../../support/axe-dom';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
vi.mock('sonner', () => ({ toast: () => undefined }));

const saved = { schedule: { ...usualSchedule, isOn: true, zone: 'Europe/Berlin' }, retention: usualRetention, limits: usualBackupLimits, drill: noDrills } satisfies BackupSchedulePlan;
const drill: BackupScheduleView['drill'] = { next: null, waits: null, skipped: null };
const retention: RetentionPlan = {
  complete: [{ set: '1'.repeat(20), startedAt: '2026-11-29T23:30:00.000Z', reasons: ['the newest complete one', 'daily, 1 of 7'] }, { set: '2'.repeat(20), startedAt: '2026-10-02T00:30:00.000Z', reasons: [] }],
  apart: [{ set: '3'.repeat(20), startedAt: '2026-11-28T00:30:00.000Z', isCleanedUp: true, why: 'It is cleaned up, for there is a newer complete backup.' }],
};
let view: BackupScheduleView;
let sent: { server: string; plan: BackupSchedulePlan }[];
let asked: Pick<BackupSchedulePlan, 'schedule' | 'retention' | 'drill'>[];
let refusal: Record<string, unknown> | null;

beforeEach(() => {
  view = { saved: null, next: [], place: null, waits: null, skipped: [], drill };
  [sent, asked, refusal] = [[], [], null];
  // Each draws hundreds of options otherwise.
  vi.spyOn(Intl, 'supportedValuesOf').mockReturnValue(['Europe/Berlin']);
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (init?.method === 'POST') {
      const input = JSON.parse(init.body as string) as (typeof sent)[number];
      sent.push(input);
      if (refusal) return Promise.resolve(Response.json({ error: refusal }, { status: 400 }));
      view = { ...view, saved: { ...input.plan, drill: input.plan.drill ?? null } };
      return Promise.resolve(Response.json(view));
    }
    if (!url.includes('preview')) return Promise.resolve(Response.json(view));
    const input = JSON.parse(new URL(url, 'http://x').searchParams.get('input') ?? '') as (typeof asked)[number];
    asked.push(input);
    const isWrong = input.schedule.cron.includes('25');
    return Promise.resolve(Response.json({ problem: isWrong ? '"25" is no hour.' : null, next: isWrong ? [] : [{ at: '2026-12-01T01:30:00.000Z', putOff: null }, { at: '2026-12-02T01:30:00.000Z', putOff: 'It waits until a maintenance window is over.' }], nextDrill: input.drill?.often === 'off' ? null : { at: '2026-12-06T04:00:00.000Z', putOff: null }, retention, tooShort: input.retention.days < 2 ? 'Less than two days of backups stay.' : null } satisfies BackupSchedulePreview));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
const show = async () => {
  render(<ApiProvider><TooltipProvider><main><ScheduleSection server="alpha" /></main></TooltipProvider></ApiProvider>);
  await userEvent.click(await screen.findByText(/^(?:Set up|Change) the schedule$/));
  return screen.findByRole('button', { name: 'Save the schedule' });
};
const retype = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

it('proposes each night in the zone of the browser, as the guide wants it, and saves that as it stands', async () => {
  const button = await show();
  expect(screen.getByText(/^No schedule is saved yet\. The guide wants a backup a day/)).toBeVisible();
  expect(screen.getByRole('checkbox', { name: 'Back up by this schedule' })).toBeChecked();
  await userEvent.click(button);
  await vi.waitFor(() => expect(sent).toEqual([{ server: 'alpha', plan: { ...saved, schedule: { ...saved.schedule, zone: Intl.DateTimeFormat().resolvedOptions().timeZone }, drill: { ...noDrills, often: 'weekly' } } }]));
  await vi.waitFor(() => expect(button).toBeDisabled());
});

it('shows before it is saved when it would begin, and which backups would stay and go, by the days of its zone', async () => {
  view = { saved, next: [{ at: '2026-12-01T01:30:00.000Z', putOff: null }], place: '/mnt/backup', waits: 'Back up once by hand first.', skipped: [{ at: '2026-11-20T01:30:00.000Z', why: 'The schedule does not catch up.' }], drill: { next: { at: '2026-12-06T04:00:00.000Z', putOff: null }, waits: 'The drill could not begin. 2 GB of memory must stay.', skipped: null } };
  await show();
  expect(screen.getByText(/^The next backup is due .*Dec 1, 2026.*02:30.*\(Europe\/Berlin\), and goes to \/mnt\/backup\.$/)).toBeVisible();
  expect(screen.getByText('Back up once by hand first.')).toBeVisible();
  expect(screen.getByText(/The schedule does not catch up\.$/)).toBeVisible();
  expect(screen.getByText(/^The next restore drill is due .*\.$/)).toBeVisible();
  expect(screen.getByText('The drill could not begin. 2 GB of memory must stay.')).toBeVisible();
  const next = await screen.findByRole('list', { name: 'The next five, in Europe/Berlin' });
  expect(within(next).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([expect.stringContaining('Dec 1, 2026'), expect.stringContaining('put off by a window')]);
  expect(screen.getByText(/^Of the backups that there are, 1 would stay and 2 would go\./)).toHaveTextContent('They are deleted at the end of the next backup');
  // Half past midnight in Berlin.
  const november = screen.getByRole('table', { name: 'Backups of November 2026' });
  expect(within(november).getByRole('cell', { name: '30: 1 stays' })).toBeVisible();
  expect(within(november).getByRole('cell', { name: '28: 1 goes' })).toBeVisible();
  expect(within(screen.getByRole('table', { name: 'Backups of October 2026' })).getByRole('cell', { name: '2: 1 goes' })).toBeVisible();
  await userEvent.click(screen.getByText('Each of them, in Europe/Berlin, and why (3 backups)'));
  expect(screen.getByText(/stays \(the newest complete one; daily, 1 of 7\)$/)).toBeVisible();
  expect(await axeFinds()).toEqual([]);
  retype('Weeks', '9');
  await vi.waitFor(() => expect(asked.at(-1)?.retention.weeks).toBe(9));
  expect(screen.queryByText('Less than the guide wants')).toBeNull();
  retype('Days', '1');
  expect(await screen.findByText('Less than two days of backups stay.')).toBeVisible();
  expect(sent).toEqual([]);
});

it('takes a week, an hour, or an expression, and says beside the field what is wrong', async () => {
  view = { ...view, saved };
  const button = await show();
  await userEvent.click(screen.getByRole('radio', { name: 'Every week' }));
  await userEvent.selectOptions(screen.getByLabelText('Day'), 'Saturday');
  fireEvent.change(screen.getByLabelText('At'), { target: { value: '04:05' } });
  await vi.waitFor(() => expect(asked.at(-1)?.schedule.cron).toBe('5 4 * * 6'));
  await userEvent.click(screen.getByRole('radio', { name: 'A cron expression' }));
  const cron = screen.getByLabelText('Cron expression');
  expect(cron).toHaveValue('5 4 * * 6');
  retype('Cron expression', '5 25 * * *');
  expect(await screen.findByText('"25" is no hour.')).toBeVisible();
  expect(cron).toBeInvalid();
  retype('Months', '');
  retype('Old after, hours', '0');
  expect(await screen.findByText('Enter how many months.')).toBeVisible();
  expect(screen.getByText('Enter 1 or more.')).toBeVisible();
  await userEvent.click(button);
  expect(sent).toEqual([]);
  retype('Months', '0');
  retype('Old after, hours', '48');
  refusal = { code: 'invalid_input', message: 'Look at the marked fields.', fields: { 'plan.schedule.cron': 'Enter "*" instead of "?".' } };
  retype('Cron expression', '? 4 * * *');
  await userEvent.click(button);
  expect(await screen.findByText('Enter "*" instead of "?".')).toBeVisible();
  expect(sent[0]?.plan).toMatchObject({ schedule: { cron: '? 4 * * *' }, retention: { months: 0 }, limits: { oldestHours: 48 } });
});

it('drills a backup each week or month, and says when first and what is wrong with it', async () => {
  view = { ...view, saved };
  const button = await show();
  expect(screen.getByText(/^No backup is drilled by itself/)).toBeVisible();
  expect(screen.queryByLabelText('Day of the drill')).toBeNull();
  await userEvent.selectOptions(screen.getByLabelText('Drill a backup'), 'Every month, on the first such day');
  await userEvent.selectOptions(screen.getByLabelText('Day of the drill'), 'Saturday');
  retype('Drill at', '');
  await userEvent.click(button);
  expect(await screen.findByText('Enter a time such as 22:00.')).toBeVisible();
  expect(sent).toEqual([]);
  retype('Drill at', '06:00');
  expect(await screen.findByText(/^The next drill would begin/)).toHaveTextContent('Dec 6, 2026');
  expect(await axeFinds()).toEqual([]);
  await userEvent.click(button);
  await vi.waitFor(() => expect(sent[0]?.plan.drill).toEqual({ often: 'monthly', day: 6, at: '06:00' }));
});

it('backs up and copies to the destinations that are chosen, and says so', async () => {
  view = { ...view, saved, place: '/mnt/backup', next: [{ at: '2026-12-01T01:30:00.000Z', putOff: null }], places: [{ id: 'c'.repeat(20), place: '/mnt/backup' }, { id: 'd'.repeat(20), place: '/mnt/other' }] };
  const button = await show();
  expect(screen.getByText(/and goes to \/mnt\/backup\.$/)).toBeVisible();
  expect(screen.getByLabelText('And copy to')).toHaveValue('');
  await userEvent.selectOptions(screen.getByLabelText('And copy to'), '/mnt/other');
  await userEvent.click(button);
  expect(await screen.findByText(/and goes to \/mnt\/backup, then to \/mnt\/other\.$/)).toBeVisible();
  expect(sent[0]?.plan.schedule).toMatchObject({ destination: 'c'.repeat(20), copyTo: 'd'.repeat(20) });
  // What it goes to is no place for its copy.
  await userEvent.selectOptions(screen.getByLabelText('Back up to'), '/mnt/other');
  expect(within(screen.getByLabelText('And copy to')).getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Nowhere else', '/mnt/backup']);
  await userEvent.click(button);
  await vi.waitFor(() => expect(sent[1]?.plan.schedule).toMatchObject({ destination: 'd'.repeat(20), copyTo: '' }));
});

it.each([['30 2 * * *', 'daily'], ['5 4 * * 6', 'weekly'], ['15 * * * *', 'hourly'], ['0 2 1 * *', 'own'], ['0 2,14 * * *', 'own'], ['0 2 * * 1-5', 'own'], ['@daily', 'own'], ['*/30 * * * *', 'own'], ['0 2 * 6 *', 'own']])('reads %s as %s, and means the same by it', (cron, often) => {
  const values = scheduleValues({ ...saved, schedule: { ...saved.schedule, cron } });
  expect([values.often, cronOf(values), judgeSchedule(values).plan]).toEqual([often, cron, { ...saved, schedule: { ...saved.schedule, cron } }]);
});
