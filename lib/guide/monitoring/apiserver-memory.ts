import { formatBytes, gb, minutes } from '@/lib/core/units';
import { serviceMemory } from '@/lib/facts/service-memory';
import { chapters } from '../chapters';
import { runningWord } from '../container-word';
import { probe } from '../define';
import { formatGb } from '../format-gb';

export const apiserverMemory = probe({
  id: 'monitoring/apiserver-memory',
  guide: 'monitoring/apiserver-memory/1',
  title: 'Memory of the API server',
  chapter: chapters.monitoring,
  every: minutes(1),
  // "A usage spike can happen during normal operation."
  afterMinutes: 10,
  needs: ({ layout }) => ({ memory: serviceMemory(layout.base, 'apiserver') }),
  actual: ({ memory }) => (memory === undefined || memory.containers === 0 ? 'not running' : formatBytes(memory.bytes)),
  wanted: ({ thresholds }) => `at most ${formatGb(thresholds.apiserverMemoryGb)}`,
  figures: ({ memory }) => (memory === undefined || memory.containers === 0 ? [] : [{ id: 'apiserver-memory', value: memory.bytes }]),
  outcomes: [
    { outcome: 'unknown', when: ({ memory }) => memory === undefined, message: () => 'Docker does not answer, so the memory of the API server is not known.', remedy: 'Look at "systemctl status docker", and start it with "systemctl start docker".' },
    { outcome: 'unknown', when: ({ memory }) => memory?.containers === 0, message: () => 'No container of the service apiserver runs, so its memory is not known.', remedy: 'Look with "docker ps --all" why it does not run, and start ClearML.' },
    { outcome: 'warn', when: ({ memory }, { thresholds }) => (memory?.bytes ?? 0) > gb(thresholds.apiserverMemoryGb), message: ({ memory }, { thresholds }) => `The API server uses ${formatBytes(memory?.bytes ?? 0)} of memory; more than ${formatGb(thresholds.apiserverMemoryGb)} are not expected.`, remedy: (_facts, inputs) => `A complex query takes much for a while. When it stays so, look at the output of the service apiserver and restart it at a quiet time: "docker restart ${runningWord(['apiserver'], inputs)}".` },
    { outcome: 'pass', when: () => true, message: ({ memory }) => `The API server uses ${formatBytes(memory?.bytes ?? 0)} of memory.` },
  ],
});
