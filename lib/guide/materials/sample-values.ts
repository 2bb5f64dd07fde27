/** A word that people write where a secret will be. */
export const isSampleWord = (value: string): boolean => sampleWords.test(value);
/** Text that asks to be replaced, such as "<enter password here>". */
export const hasSampleShape = (value: string): boolean => sampleShape.test(value);

const sampleWords = /^(?:change[-_ ]?me|changeit|password\d*|passw0rd|secret|admin|administrator|test|example|sample|dummy|default|todo|tbd|none|null|x{3,}|\*{3,}|\.{3}|1234(?:5(?:6(?:7(?:89?0?)?)?)?)?|qwerty|letmein|foobar)$/i;
const sampleShape = /<[^<>]{2,}>|\byour[-_ ]|change[-_ ]?me|enter[-_ ](?:the[-_ ])?password|\breplace[-_ ](?:me|this|with)/i;
