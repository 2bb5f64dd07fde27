import type { Run, RunStep, RunSummary } from '@/lib/contract/run';
import type { RunRecord, StepRecord } from '@/lib/store/repositories/run-record';
import { isEnded, runSentence, timeLeft } from './run-sentence';
import { failureId, waitId } from './shown';

/** The run as pages see it. `bars` are figures of the running step that are not stored. */
export function viewRun(run: RunRecord, now: number, bars: RunStep['bars'] = []): Run {
  return { ...summarizeRun(run, now, bars), steps: run.steps.map((step) => viewStep(run, step, now, bars)) };
}

export function summarizeRun(run: RunRecord, now: number, bars: RunStep['bars'] = []): RunSummary {
  const { id, serverId, serverName, kind, title, state, actor, createdAt, startedAt, endedAt, steps, lastSeq } = run;
  const progress = { done: steps.filter(isEnded).length, total: steps.length, left: state === 'running' ? timeLeft(run, now, bars) : null };
  // A run outlives its server's profile; its own id then stands in for the server's, which no page can open.
  return { id, serverId: serverId ?? id, serverName, kind, title, state, actor, createdAt, startedAt, endedAt, lastSeq, progress, sentence: runSentence(run, now, bars) };
}

function viewStep(run: RunRecord, step: StepRecord, now: number, bars: RunStep['bars']): RunStep {
  const { stepId: id, title, chapter, guide, state, startedAt, endedAt, usually, interruptible, exitCode, failure, waitsFor, skipReason } = step;
  const isRunning = state === 'running';
  const slow = isRunning && startedAt !== null && now - Date.parse(startedAt) > usually;
  return {
    id, title, chapter, guide, startedAt, endedAt, usually, slow, interruptible, exitCode, skipReason,
    failure: failure && { ...failure, id: failureId(step) },
    waitsFor: waitsFor && { ...waitsFor, id: waitId(waitsFor) },
    state: isRunning && run.state === 'unknown' ? 'unknown' : state,
    attempts: step.attempts.length,
    bars: isRunning ? bars : [],
  };
}
