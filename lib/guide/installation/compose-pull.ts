import { count, minutes } from '@/lib/core/units';
import { composeConfig } from '@/lib/facts/compose-config';
import { images } from '@/lib/facts/images';
import { compose } from '../compose-command';
import { step } from '../define';
import { missingImages } from '../missing-images';

export const composePull = step({
  id: 'installation/compose-pull',
  guide: 'installing-the-server/6',
  title: 'Pull the images',
  why: 'Pulled on their own, they show progress, and a failure leaves nothing half started.',
  departure: 'The guide lets "up" pull them.',
  sameResult: true,
  usually: minutes(10),
  needs: ({ images: named, layout }) => ({ images: images(named), config: composeConfig(layout.base) }),
  notNeeded: (_facts, { files }) => (files.compose === null ? "The images are not known before ClearML's files are supplied." : null),
  plan({ images, config }, inputs) {
    const missing = missingImages(images, config);
    if (missing?.length === 0) return [];
    const number = missing?.length ?? inputs.images.length;
    return [compose(inputs, ['pull'], { effect: 'downloads', why: `Pulls ${count(number, 'image')}` })];
  },
});
