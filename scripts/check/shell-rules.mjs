// What ESLint refuses in lib/ (T-SH-2): shell text that is put together. A command is argv words, or a named .sh file
// with positional parameters; only lib/shell and lib/ssh, the renderer and its connection, write text for a shell.
const shell = '/(^|\\u002f)(ba|da|z)?sh$/';

export const shellRules = [
  { selector: `CallExpression[callee.name=/^(ask|sudo)$/] > ArrayExpression > Literal:first-child[value=${shell}]`, message: 'No command of ours is a shell with text. Use script() and a named .sh file.' },
  { selector: "CallExpression[callee.name=/^(script|reading)$/][arguments.0.type!='Literal']", message: 'The name of a script is written out, so that the file can be found and checked.' },
  { selector: "CallExpression[callee.property.name=/^(exec|shell|execCommand)$/] > :matches(TemplateLiteral[expressions.length>0], BinaryExpression[operator='+']):first-child", message: 'No text that is put together reaches a shell.' },
  { selector: "CallExpression[callee.name=/^(ask|sudo)$/] > :matches(TemplateLiteral, BinaryExpression)", message: 'A command is a list of words, not a text.' },
];
