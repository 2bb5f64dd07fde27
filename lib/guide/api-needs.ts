import { clearmlApi, type ApiTold, type ClearmlApi } from '@/lib/facts/clearml-api';
import type { ServerFact } from '@/lib/facts/fact';
import type { Inputs } from './inputs';
import { localUrl } from './urls';

interface Facts { readonly api: ClearmlApi | undefined }

/** Nothing is asked without an API key; `api` is undefined then. */
export const apiNeeds = ({ apiKey, layout }: Inputs) => (apiKey === null ? {} : { api: clearmlApi(localUrl(layout.ports.api, ''), apiKey) }) as { readonly api: ServerFact<ClearmlApi | undefined> };

/** What the API server told; undefined without a key, and when it told nothing. */
export const toldOf = ({ api }: Facts): ApiTold | undefined => (api?.state === 'answered' ? api.told : undefined);
