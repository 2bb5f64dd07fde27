import type { Metric } from './metrics-text';

/** What this console's own process needs, by the names that are usual for it. */
export function metricsOfConsole(version: string, now: number): Metric[] {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const one = (value: number) => [{ labels: {}, value }];
  return [
    { name: 'groundcrew_info', type: 'gauge', help: 'The release of this console.', samples: [{ labels: { version }, value: 1 }] },
    { name: 'process_cpu_seconds_total', type: 'counter', help: 'CPU time of the console in seconds.', samples: one((user + system) / 1e6) },
    { name: 'process_resident_memory_bytes', type: 'gauge', help: 'Resident memory of the console.', samples: one(rss) },
    { name: 'nodejs_heap_size_used_bytes', type: 'gauge', help: 'Heap of the console in use.', samples: one(heapUsed) },
    { name: 'process_start_time_seconds', type: 'gauge', help: 'When the console started, in seconds since 1970.', samples: one(Math.round(now / 1000 - process.uptime())) },
  ];
}
