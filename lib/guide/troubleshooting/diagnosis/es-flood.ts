import type { FailureRule } from '@/lib/engine/diagnosis-rule';

/** A 429 or 403 of Elasticsearch says nothing by itself: only with the block that it names. */
export const esFlood: FailureRule = {
  id: 'ES-FLOOD',
  title: 'Elasticsearch is read-only since its disk was nearly full',
  severity: 'critical',
  cause: 'The data disk fell below the flood stage of Elasticsearch (by default 95 % used; 500 MB free in the open-source server), which then blocks all writing. In ClearML events are lost and pages fail with "General data error", while training goes on.',
  remedy: 'Make room on the data disk, or enlarge it. From version 7.4 on Elasticsearch lifts the block by itself once there is room; else set index.blocks.read_only_allow_delete of all indices to null. Old tasks and old monthly indices (worker_stats_*, queue_metrics_*) can go.',
  where: ['elasticsearch', 'apiserver', 'sdk'],
  signs: [
    { line: [/flood[ _-]?stage/, 'watermark', ['exceeded', 'read-only', 'read_only']], without: ['no longer exceeded', 'releasing'] },
    { line: [['index read-only / allow delete', 'forbidden/12/', 'too_many_requests/12/', 'read-only-allow-delete block']], without: ['releasing', 'removing', 'removed'] },
    { line: [['cluster_block_exception', 'clusterblockexception'], ['read-only', 'read_only', 'flood', 'disk usage']] },
    { line: ['read_only_allow_delete', /read_only_allow_delete ?[:=]{1,2} ?true/] },
    { line: [['cluster_block_exception', 'clusterblockexception'], [/\b403\b/, /\b429\b/]], guess: true },
    { line: [['indexed data is in read-only', 'index has read-only', 'index is read-only', 'indices are read-only', 'indices have been marked read-only', 'elasticsearch is in read-only', 'read-only-allow-delete', 'indices read-only', 'index read only', 'read_only_allow_delete block', 'blocked by: [forbidden', 'blocked by: [too_many_requests']], without: ['releasing', 'removing', 'removed', 'cleared', 'lifted'] },
    { line: [/flood[ _-]?stage/, ['exceeded', 'reached', 'breached', 'above', 'crossed', 'passed'], ['disk', 'watermark', 'index', 'indices']], without: ['no longer', 'releasing', 'not exceeded'] },
  ],
  insteadOf: ['NO-SPACE'],
  follows: ['NO-SPACE'],
  source: ['https://github.com/clearml/clearml/issues/201', 'https://github.com/clearml/clearml-server/issues/58', 'https://github.com/elastic/elasticsearch/issues/58376'],
};
