import { chapters } from '../chapters';
import { check } from '../define';

export const registryCredentials = check({
  id: 'prerequisites/registry-credentials',
  guide: 'prerequisites/7',
  title: 'Registry login from ClearML',
  chapter: chapters.provided,
  needs: () => ({}),
  wanted: ({ settings }) => `a registry login for ${settings.registryHost}`,
  outcomes: [
    { outcome: 'pass', when: (_facts, { layout, settings }) => layout.id === 'oss' && settings.registryUser === '', message: () => "The open-source server's images are public." },
    { outcome: 'warn', when: (_facts, { settings }) => settings.registryUser === '', message: (_facts, { settings }) => `No user for the registry ${settings.registryHost} is entered.`, remedy: 'Enter the registry login that ClearML gave you on the Settings page. Go on without only if the registry asks for none.' },
    { outcome: 'fail', when: (_facts, { settings }) => settings.registryPassword.isEmpty(), message: (_facts, { settings }) => `The password of ${settings.registryUser} at ${settings.registryHost} is not entered.`, remedy: 'Enter it on the Settings page.' },
    { outcome: 'pass', when: () => true, message: (_facts, { settings }) => `The registry login of ${settings.registryUser} at ${settings.registryHost} is entered. It is tried before the pull.` },
  ],
});
