import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Runs vitest projects and counts by their JSON report. A file that could not be read as tests counts as one failure,
 * and so does a runner that left no report: nothing is lost by crashing.
 * @returns {Promise<{ passed: number, failed: number, skipped: string[], failures: string[] }>}
 */
export async function runSuite(projects, filters = []) {
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'groundcrew-report-')), 'report.json');
  const words = ['node_modules/vitest/vitest.mjs', 'run', ...projects.flatMap((project) => ['--project', project]), ...filters, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const done = await ended(spawn(process.execPath, words, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_ENV: 'test' } }));
  const name = projects.join(' and ');
  let files;
  try {
    files = JSON.parse(fs.readFileSync(report, 'utf8')).testResults;
  } catch {
    return { passed: 0, failed: 1, skipped: [], failures: [`the ${name} tests left no report (exit code ${done.status ?? done.signal})`] };
  } finally {
    fs.rmSync(path.dirname(report), { recursive: true, force: true });
  }
  const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: path.relative(process.cwd(), file.name) })));
  const unread = files.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'));
  const failed = tests.filter((test) => test.status === 'failed');
  const failures = [...failed.map((test) => `${test.file}: ${test.fullName}`), ...unread.map((file) => `${path.relative(process.cwd(), file.name)}: could not be run`)];
  if (done.status !== 0 && failures.length === 0) failures.push(`the ${name} tests ended with exit code ${done.status ?? done.signal}`);
  return { passed: tests.filter((test) => test.status === 'passed').length, failed: failures.length, skipped: tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => `${test.file}: ${test.fullName}`), failures };
}

/** How a child process ended; `signal` also says why it could not begin. */
export function ended(child) {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ status: null, signal: error.message }));
    child.on('close', (status, signal) => resolve({ status, signal }));
  });
}
