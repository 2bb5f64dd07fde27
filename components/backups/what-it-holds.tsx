import { WithoutRedis } from './without-redis';

/** What a backup holds, for who has none yet. */
export function WhatItHolds() {
  return (
    <div className="flex max-w-[68ch] flex-col gap-2">
      <p>A backup holds all that an empty server needs to become this one:</p>
      <ul className="list-disc pl-5">
        <li><span className="font-medium">MongoDB</span>: projects, tasks, models, queues and users.</li>
        <li><span className="font-medium">Elasticsearch</span>: scalars, plots and logs.</li>
        <li><span className="font-medium">The configuration</span>: the compose files, constants.env and the settings of ClearML and of the kernel.</li>
        <li><span className="font-medium">The file server&apos;s files</span>: artifacts, models and debug samples.</li>
      </ul>
      <p className="text-ink-soft">Each part is read back after it was stored. It is encrypted; what has not changed is stored once.</p>
      <WithoutRedis />
    </div>
  );
}
