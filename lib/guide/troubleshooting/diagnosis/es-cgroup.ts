import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esCgroup: FailureRule = {
  id: 'ES-CGROUP',
  title: "Elasticsearch's Java does not understand the kernel's control groups",
  severity: 'critical',
  cause: 'An older Elasticsearch 7.17 brings a Java that fails on some newer kernels with control groups of version 2. From which kernel on is not known.',
  remedy: 'Use a newer patch of Elasticsearch (a later 7.17, or 8) as ClearML offers it, or start an older kernel.',
  where: ['elasticsearch'],
  signs: [
    { line: ['cgroupinfo', ['getmountpoint', 'is null', 'nullpointerexception']] },
    { line: ['anycontroller', 'null'] },
    { line: [['jdk.internal.platform', 'cgroupv2subsystem', 'cgroupsubsystem'], ['nullpointerexception', 'exceptionininitializererror', 'exception:', 'cannot invoke']] },
    { line: [['jdk.internal.platform.cgroupinfo', 'jdk.internal.platform.cgroupv', 'jdk.internal.platform.cgroupsubsystem', 'cgrouputil.'], /\bat \S{0,40}jdk\.internal\.platform\./] },
    { line: [['/sys/fs/cgroup', 'cgroup'], ['nosuchfileexception', 'accessdeniedexception', 'nullpointerexception', 'illegalstateexception', 'exceptionininitializererror', 'noclassdeffounderror', 'arrayindexoutofbounds']], without: ['mongo'] },
    { line: [['osprobe', 'cgroupmetrics', 'systemmetrics', 'containerinfo', 'cgroupsubsystemfactory'], ['nullpointerexception', 'exceptionininitializererror', 'could not initialize class', 'cgroup'], ['exception', 'error', 'could not']], in: ['elasticsearch'] },
  ],
  source: ['https://github.com/actions/runner-images/issues/13684', 'https://github.com/pelias/docker/issues/366'],
};
