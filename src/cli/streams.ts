import { reasonOf } from './reason.ts';

/**
 * What becomes of the run when nobody takes its words. A reader that closes the pipe early (head, less) is no error of ours. Where they
 * cannot be written, the run goes on, so that files it was to write are written, and ends with 2.
 */
export function guardStreams(): void {
  let told = false;
  const lost = (): void => {
    process.exitCode = 2;
  };
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    if (told) return;
    told = true;
    // The command sets its own code, maybe later than this.
    process.on('exit', lost);
    process.stderr.write(`hvlint: standard output cannot be written: ${reasonOf(error)}\n`);
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.on('exit', lost);
  });
}
