import type { StageName } from './stages';

/** What a stage means, in our own words, with the lines of the guide that it serves. */
export interface Meaning {
  /** The duty, as the guide puts it to the operator. */
  duty: string;
  /** Lines of `lib/guide/lines.json`. */
  lines: readonly string[];
  why: readonly string[];
  wrong: readonly string[];
}

export const meanings: Record<StageName, Meaning> = {
  connect: {
    duty: 'One Linux server, and a user on it with administrator rights.',
    lines: ['prerequisites/5'],
    why: [
      'Everything that follows runs over this one SSH connection. The console installs no agent on the server.',
      'The host key is pinned at first use. From then on a machine that answers with another key gets no password.',
    ],
    wrong: [
      'A wrong password is never tried twice by itself: servers lock addresses out for that.',
      'If sudo asks for a password that differs from the login password, enter it in the profile.',
    ],
  },
  materials: {
    duty: 'The registry login and three files, which ClearML provides. Review constants.env before you install.',
    lines: ['prerequisites/7', 'prerequisites/8', 'prerequisites/9', 'prerequisites/10'],
    why: [
      'The compose file names the services and images. The override holds what is special about this server. constants.env holds keys, passwords and versions.',
      'The files are kept encrypted in the console. Secrets are shown as numbered placeholders, and a placeholder saves back unchanged.',
    ],
    wrong: [
      'A variable that the compose file wants and constants.env lacks becomes an empty string, and a service starts with it.',
      'Windows line ends put an invisible character at the end of every value.',
    ],
  },
  settings: {
    duty: 'What the guide leaves to you: how ClearML is reached, the support user, the registry login, an earlier installation.',
    lines: ['installing-the-server/1', 'installing-the-server/4', 'installing-the-server/5', 'security/http/4', 'security/tls/5'],
    why: [
      'TLS in front of the server is recommended. Over HTTP, passwords and data cross the network readable.',
      'Agents and SDKs are told the addresses that you enter here. They must be right as seen from where those run.',
    ],
    wrong: [
      'With an address that only your laptop resolves, the page opens and agents fail.',
      'Once the support user’s file exists, ClearML deletes users that are dropped from it.',
    ],
  },
  preflight: {
    duty: 'At least 8 CPUs, 32 GB of RAM, Ubuntu 20 or later, four disks in their places, ports 8080, 8081 and 8008 free.',
    lines: ['prerequisites/1', 'prerequisites/2', 'prerequisites/3', 'prerequisites/4', 'prerequisites/5', 'prerequisites/6'],
    why: [
      'Each check asks the server now. Nothing is changed by asking.',
      'Beyond the guide, it asks what tends to break an installation half-way: time, names, repositories, a snap of Docker, a held apt.',
    ],
    wrong: [
      'Unknown is not a pass: the console could not find out, and says why.',
      'You can override a failure with a reason. It goes into the install record under your name.',
    ],
  },
  plan: {
    duty: 'Every command of Preliminary Steps and Installing the Server, before any of them runs.',
    lines: ['preliminary-steps/1', 'installing-the-server/6'],
    why: [
      'The plan was made from what the server answered a moment ago. What is in place already is left alone.',
      'Each step is planned again just before it runs. If a command would then destroy or restart something that is not shown here, the run waits for your nod.',
    ],
    wrong: [
      'When the files, settings or overrides change, this plan no longer fits and has to be made again.',
      'A restart of Docker stops every container on the server, ClearML’s or not.',
    ],
  },
  run: {
    duty: 'The plan’s steps, in the guide’s order, with the reboot in the middle.',
    lines: ['preliminary-steps/7'],
    why: [
      'Each step runs on the server itself, detached. Closing this page, losing Wi-Fi or restarting the console changes nothing.',
      'A step is called done only after the server was asked again and nothing was left to do.',
    ],
    wrong: [
      'After an interruption the console reads from the server what happened. What it can’t know, it asks you.',
      'apt must not be cut off half-way: cancelling then waits until it ends.',
    ],
  },
  verify: {
    duty: 'Browse to the server on port 8080.',
    lines: ['installing-the-server/7'],
    why: [
      'A page that opens is not yet a server that works: so every service, the API, the file server and the support user’s login are asked too.',
      'The first start takes minutes: the databases are created, and the API server waits for them.',
    ],
    wrong: [
      'If it answers on the server and not from outside, a firewall is between.',
      'A container that restarts again and again says why in its last lines.',
    ],
  },
  finish: {
    duty: 'ClearML answers, and a record says how it came to be.',
    lines: ['security/1', 'security/tls/4'],
    why: ['The record names the files by their hashes, every command with its result, each departure from the guide and each override with its reason.'],
    wrong: ['Ports that are open to anyone stay open until you close them: the guide wants all but three closed.', 'There is no backup yet.'],
  },
};
