import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const nameConflict: FailureRule = {
  id: 'NAME-CONFLICT',
  title: 'A container with this name exists',
  severity: 'error',
  cause: 'A container of another project, of another directory or of an earlier installation has the name that ClearML wants.',
  remedy: 'Look what it is with "docker ps -a", then run "docker compose down --remove-orphans" in its old directory, or "docker rm -f" with that one name. Never remove all containers at once.',
  where: ['compose', 'docker'],
  signs: [
    { line: ['already in use by container'] },
    { line: ['container name', 'is already in use'] },
    { line: ['conflict', 'container', 'already in use'] },
    { line: [['container name', 'container with name', 'container with the name', 'container named', 'name of the container'], ['already exists', 'is reserved', 'already taken', 'duplicate', 'in use', 'already used', 'not unique', 'exists already', 'must be unique']] },
    { line: [['duplicate container name', 'name is already in use', 'name is reserved for', 'name already in use', 'must remove (or rename) that container', 'remove (or rename)']], without: ['port', 'network', 'volume'] },
  ],
  source: ['https://clear.ml/docs/latest/docs/faq'],
};
