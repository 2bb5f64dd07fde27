import { minutes } from '@/lib/core/units';
import { projectImages } from '@/lib/facts/project-images';
import { compose } from '../compose-command';
import { disksAreThere } from '../disks-are-there';
import { driftProbe } from '../drift-probe';

export const imagesDrift = driftProbe({
  id: 'drift/images',
  guide: null,
  title: 'The containers run the images that have their names',
  every: minutes(60),
  slow: true,
  needs: ({ layout }) => ({ images: projectImages(layout.base) }),
  changes: ({ images = [] }) => images.flatMap(({ service, image, id, current }) => {
    if (id === current) return [];
    return [{ item: service, wanted: current === null ? `an image that is here, ${image}` : `the image ${image} (${short(current)})`, actual: current === null ? `made from ${short(id)}, which has that name no more` : `made from an earlier one of that name (${short(id)})` }];
  }),
  repair: {
    title: 'Make the containers anew from the present images',
    plan: ({ images = [] }, inputs) => (inputs.files.compose === null || images.some(({ current }) => current === null) ? [] : [disksAreThere, compose(inputs, ['up', '-d'], { effect: 'restarts', why: 'Replaces each container whose image has changed' })]),
  },
});

const short = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12) || 'an unknown one';
