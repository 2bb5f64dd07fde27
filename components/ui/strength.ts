import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** 0 (guessed at once) to 4 (strong). Long texts are cut: what follows can only make them stronger. */
export function estimateStrength(password: string): number {
  return estimator.check(password.slice(0, 100), ['clearml', 'allegro', 'support', 'groundcrew']).score;
}
