// zod would try `new Function`, which the page's policy forbids. This is the object that its `config()` writes to;
// set by name, so that a page without a form does not load zod (tests/components/instrumentation.test.tsx).
(globalThis as { __zod_globalConfig?: { jitless: boolean } }).__zod_globalConfig = { jitless: true };

// Libraries (toasts, scroll lock) create style elements; the policy admits those that carry the page's nonce.
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
if (nonce) {
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options);
    if (name.toLowerCase() === 'style') element.nonce = nonce;
    return element;
  };
}

export {};
