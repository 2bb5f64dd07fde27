import type { WantedFile } from './files-on-server';
import type { Inputs } from './inputs';
import { writeApiserverConf } from './materials/apiserver-conf';

/** The fixed user of the guide. */
export const supportUser = 'support';

export const apiserverConfPath = ({ layout }: Inputs): string => `${layout.configDirectory}/apiserver.conf`;

/** The file as the settings want it; it belongs to whom its directory belongs to, so that the API server can read it. */
export function apiserverConf(inputs: Inputs): WantedFile {
  const { layout, settings } = inputs;
  const directory = layout.directories.find(({ path }) => `${layout.base}/${path}` === layout.configDirectory);
  return {
    path: apiserverConfPath(inputs),
    content: writeApiserverConf({ username: supportUser, password: settings.supportPassword, name: 'allegro.ai Support User', canBeAdmin: layout.id !== 'oss' }),
    mode: 0o600,
    owner: directory?.owner ?? '0:0',
  };
}
