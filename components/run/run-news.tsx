'use client';
import { Bell } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { LiveRegion } from '@/components/ui/live-region';
import { runLook } from '@/components/ui/status';
import type { Run } from '@/lib/contract/run';

const ended: readonly Run['state'][] = ['done', 'failed', 'cancelled', 'interrupted'];
const badge: Partial<Record<Run['state'], string>> = { running: '●', waiting: '◐ Your nod', failed: '✕', interrupted: '!', done: '✓', cancelled: '–', cancelling: '●', unknown: '?' };

/** The run's state where the page is not looked at: in the tab's title, for screen readers, and as a notification. */
export function RunNews({ run }: { run: Run }) {
  const { done, total } = run.progress;
  const before = useRef<Run['state'] | null>(null);
  useEffect(() => {
    const figure = run.state === 'running' ? ` ${done}/${total}` : '';
    document.title = `${badge[run.state] ?? ''}${figure} ${run.title} · ${run.serverName}`.trim();
  }, [run.state, done, total, run.title, run.serverName]);
  useEffect(() => {
    const news = before.current !== null && before.current !== run.state && (ended.includes(run.state) || run.state === 'waiting');
    before.current = run.state;
    if (news && document.hidden && typeof Notification !== 'undefined' && Notification.permission === 'granted') {
      new Notification(`${run.serverName}: ${runLook[run.state].word}`, { body: run.sentence, tag: run.id });
    }
  }, [run.state, run.sentence, run.serverName, run.id]);
  const now = run.steps.find((step) => step.state === 'running' || step.state === 'waiting');
  return <LiveRegion>{`${runLook[run.state].word}. ${now ? `Step ${run.steps.indexOf(now) + 1} of ${total}: ${now.title}.` : run.sentence}`}</LiveRegion>;
}

/** Asks the browser for leave to notify; gone once it was answered. */
export function NotifyButton() {
  const [permission, setPermission] = useState<NotificationPermission | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setPermission(typeof Notification === 'undefined' ? 'denied' : Notification.permission), 0);
    return () => clearTimeout(timer);
  }, []);
  if (permission !== 'default') return null;
  return <Button kind="quiet" icon={Bell} onClick={() => void Notification.requestPermission().then(setPermission)}>Notify me at the end</Button>;
}
