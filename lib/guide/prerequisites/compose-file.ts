import { suppliedFileCheck } from '../supplied-file-check';

export const composeFile = suppliedFileCheck('compose', 'prerequisites/8');
