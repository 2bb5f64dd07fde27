/** What the variables of constants.env mean, in our words. Evidence: the guide, and ClearML's public pages of 2025 and 2026. */
const meanings: Readonly<Record<string, string>> = {
  DOCKERHUB_USER: 'User of the registry login that ClearML gave you.',
  DOCKERHUB_PASSWORD: 'Password or token of the registry login that ClearML gave you.',
  WEBSERVER_URL_FOR_EXTERNAL_WORKERS: 'Address under which browsers and agents reach the web interface. The settings write it.',
  APISERVER_URL_FOR_EXTERNAL_WORKERS: 'Address under which browsers, agents and SDKs reach the API. The settings write it.',
  FILESERVER_URL_FOR_EXTERNAL_WORKERS: 'Address under which files (models, debug samples) are up- and downloaded. The settings write it.',
  APISERVER_WORKERS_NUMBER: 'Worker processes of the API server; at most one more for each CPU that you add.',
  SERVER_URL: 'Bare domain of the installation; app, api and files stand in front of it.',
  TASK_ROUTER_URL: 'Address of the task router, over which applications are reached.',
  TASK_ROUTER_TOKEN_SECRET: 'Signs the tokens of the task router: 50 random letters and digits. Required from version 3.29.',
  CLEARML_ROOT: 'Directory on the server that holds data, logs and configuration. Required from version 3.29.',
  DOCKER_GID: 'Group number of /var/run/docker.sock on the server (stat -c %g /var/run/docker.sock). Required from version 3.29.',
  CONTAINER_PREFIX: 'First part of every container name; "allegro-" keeps the names of older versions.',
  ELASTICSEARCH_TAG: 'Version of the Elasticsearch image.',
  MONGO_TAG: 'Version of the MongoDB image; raise it by one major version at a time.',
  REDIS_TAG: 'Version of the Redis image.',
  APISERVER_TAG: 'Version of the API server, which is the version of ClearML.',
  WEBSERVER_TAG: 'Version of the web interface.',
  WEBSERVER_CONFIG_TAG: 'Version of the web interface\'s configuration image.',
  APPS_DAEMON_TAG: 'Version of the daemon that runs ClearML applications.',
  APPS_WORKER_TAG: 'Version of the image in which ClearML applications run.',
  parameter__resource_policy_enabled: 'Switches resource policies; without effect from version 3.29.',
  APPS_AGENT_USER_KEY: 'Access key of the applications\' agent.',
  APPS_AGENT_USER_SECRET: 'Secret key of the applications\' agent.',
  APPS_AGENT_GIT_USER: 'Git user with which the applications\' agent clones.',
  APPS_AGENT_GIT_PASSWORD: 'Git password or token of the applications\' agent.',
  APPS_AGENT_INSTANCES: 'How many applications may run at once.',
  APPS_WORKER_DOCKER_IMAGE: 'Image in which ClearML applications run.',
  APPS_DAEMON_DOCKER_IMAGE: 'Image of the daemon that runs ClearML applications.',
  CUSTOM_APPS_AGENT_USER_KEY: 'Access key of the agent for your own applications.',
  CUSTOM_APPS_AGENT_USER_SECRET: 'Secret key of the agent for your own applications.',
  CUSTOM_APPS_AGENT_GIT_USER: 'Git user of the agent for your own applications.',
  CUSTOM_APPS_AGENT_GIT_PASSWORD: 'Git password or token of the agent for your own applications.',
  CLEARML_FILES_HOST: 'Address of the file server, needed to delete artifacts in the background.',
  CLEARML_WEB_HOST: 'Address of the web interface as agents see it.',
  CLEARML_API_HOST: 'Address of the API as agents see it.',
  CLEARML_HOST_IP: 'Address of the server as agents see it.',
  CLEARML_API_ACCESS_KEY: 'Access key of the services agent.',
  CLEARML_API_SECRET_KEY: 'Secret key of the services agent.',
  CLEARML_AGENT_ACCESS_KEY: 'Access key of the services agent.',
  CLEARML_AGENT_SECRET_KEY: 'Secret key of the services agent.',
  CLEARML_AGENT_GIT_USER: 'Git user with which the services agent clones.',
  CLEARML_AGENT_GIT_PASS: 'Git password or token of the services agent.',
  CLEARML_AGENT_UPDATE_VERSION: 'Version of the agent that is installed at start.',
  ELASTIC_PASSWORD: 'Password of Elasticsearch.',
};

const signOn: Readonly<Record<string, string>> = { OKTA: 'Okta', KEYCLOAK: 'Keycloak', GOOGLE: 'Google', AD: 'Microsoft Entra ID', COGNITO: 'Amazon Cognito' };

/** What a variable means; null when the console knows nothing of it. */
export function meaningOf(name: string): string | null {
  if (Object.hasOwn(meanings, name)) return meanings[name] ?? null;
  const [, provider = '', kind] = /^([A-Z]+)_AUTH_CLIENT_(ID|SECRET)$/.exec(name) ?? [];
  if (Object.hasOwn(signOn, provider)) return kind === 'ID' ? `Client id for signing in with ${signOn[provider]}.` : `Client secret for signing in with ${signOn[provider]}.`;
  return null;
}

const secretWords = new Set(['PASSWORD', 'PASSWD', 'PASS', 'PWD', 'PASSPHRASE', 'SECRET', 'SECRETS', 'TOKEN', 'TOKENS', 'KEY', 'KEYS', 'CREDENTIAL', 'CREDENTIALS', 'SALT', 'DSN', 'APIKEY', 'COOKIE', 'SIGNATURE']);
const secretEnding = /(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|APIKEY|SECRETKEY|ACCESSKEY|PRIVATEKEY)$/;
/** Words behind which a secret's name means something about it, not the secret itself. */
const aboutWords = new Set(['FILE', 'PATH', 'TAG', 'URL', 'ENABLED', 'TIMEOUT', 'EXPIRATION', 'LENGTH', 'NAME', 'ID']);

/** Whether a variable's name says that its value is a secret. */
export function isSecretName(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase().split(/[^A-Z0-9]+/).filter(Boolean);
  if (aboutWords.has(words.at(-1) ?? '') && !/^(?:AWS|ACCESS)_(?:ACCESS_)?KEY_ID$/i.test(name)) return false;
  return words.some((word) => secretWords.has(word) || secretEnding.test(word));
}

/** Whether a value gives itself away: a private key, or a URL with a password in it. */
export function isSecretValue(value: string): boolean {
  return /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value) || /[a-z0-9]:\/\/[^\s/@:]*:[^\s/@]+@/i.test(value);
}
