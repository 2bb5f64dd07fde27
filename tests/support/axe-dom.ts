import axe from 'axe-core';

/** What axe finds in what is drawn. jsdom has no layout and no colours: those rules are for the browser. */
export async function axeFinds(root: Element = document.body): Promise<string[]> {
  const { violations } = await axe.run(root, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false }, region: { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}
