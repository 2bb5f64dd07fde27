import { serverHttp } from '@/lib/facts/server-http';
import { supportUser } from './apiserver-conf-file';
import type { Inputs } from './inputs';
import { localUrl } from './urls';

/** What the web page itself does at a login, asked on the server, so that the password crosses no network. */
export const loginFact = ({ layout, settings }: Inputs) => serverHttp({ url: localUrl(layout.ports.api, '/auth.login'), method: 'POST', user: { name: supportUser, password: settings.supportPassword } });
