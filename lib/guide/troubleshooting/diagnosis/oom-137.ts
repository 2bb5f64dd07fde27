import type { FailureRule } from '@/lib/engine/diagnosis-rule';
import { endings, exitOf } from '../exit-status';

/** 137 alone is a guess: Docker kills a container with the same signal when it does not stop in time. */
export const oom137: FailureRule = {
  id: 'OOM-137',
  title: 'A process was killed for want of memory',
  severity: 'critical',
  cause: "The server, or the limit of a container, had too little memory, and the kernel killed a process. ClearML Enterprise needs 32 GB, the open-source server 8 GB; Elasticsearch's heap or MongoDB's cache may be set too large for what is there.",
  remedy: 'Compare "docker stats" with "free -h". Add memory, stop what else runs there, lower ES_JAVA_OPTS (a heap of at most half of what Elasticsearch may use, below 31 GB, Xms as Xmx), or run fewer workers of the API server.',
  where: ['docker', 'kernel'],
  signs: [
    { line: ['out of memory: kill'] },
    { line: [['oom-kill:constraint', 'invoked oom-killer', 'oom_reaper: reaped', 'memory cgroup out of memory', 'killed by the oom killer', "result 'oom-kill'", 'container oom']] },
    { line: ['oomkilled', /oomkilled\W{1,3}true/] },
    { line: ['killed process', ['total-vm', 'anon-rss']] },
    { line: ['systemd-oomd', 'killed'] },
    { line: ['perhaps out of memory'], guess: true },
    { line: [['insufficient memory for the java runtime environment', 'native memory allocation']], guess: true },
    { line: [endings, exitOf(137)], guess: true },
    { line: [['killed as a result of limit of', 'oom-kill', 'oom_kill', 'oom killer', 'oom-killed', 'oomkill', 'earlyoom', 'exceeded its memory limit', 'memory limit reached'], ['kill', 'exceed', 'sigterm', 'sigkill', 'reached', 'limit']], without: ['oom_kill 0', 'oom_kill_disable', 'oomkilled: false', 'oomkilled:false', 'oomkilled=false', 'oom killer disabled', 'oomscoreadj', 'disabling the oom', 'mongo_'] },
    { line: [['signal 9', 'signal: 9', 'sigkill', 'signal: killed', '9/kill', 'signal=kill'], ['killed', 'terminated', 'sent', 'exited', 'worker', 'died']], without: ['redis', 'stop', 'background'], guess: true },
    { line: [['os::commit_memory', 'cannot allocate memory', 'errno 12]', 'enomem', 'std::bad_alloc', 'failed to allocate memory', 'unable to allocate memory']], without: ['mlock', 'memlock', 'lock jvm', 'address pool', 'map failed', 'in background'], guess: true },
    { line: ['memoryerror', /\bmemoryerror\b/], in: ['apiserver', 'fileserver', 'async-delete'], guess: true },
  ],
  needs: 'What "docker inspect" tells of the container: OOMKilled is true when it was memory.',
  source: ['https://github.com/clearml/clearml-server/issues/216', 'guide: troubleshooting/environment/2'],
};
