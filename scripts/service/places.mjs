/** Where the service keeps what. /var/lib/groundcrew is left alone: a server that is managed from here has it, and may be this one. */
export const places = {
  user: 'groundcrew',
  unit: '/etc/systemd/system/groundcrew.service',
  environment: '/etc/groundcrew/environment',
  code: '/opt/groundcrew',
  data: '/var/lib/groundcrew-console',
};

/** What stands in places.code; anything else there is not ours. */
export const codeNames = ['releases', 'current', 'current.new', 'admin'];

/** The name of a release's folder: a version and a part of a hash. */
export const isRelease = (name) => /^[\w.-]+-[0-9a-f]{12}$/.test(name);
