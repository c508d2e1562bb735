import type { Spinner } from 'yocto-spinner';

/** Work shorter than this needs no progress. Milliseconds. */
const QUIET_FOR = 500;

/** Progress on standard error, for long work on a terminal only. */
export function progressOn(wanted: boolean): { step: (done: number, of: number) => void; stop: () => void } | undefined {
  if (!wanted || !process.stderr.isTTY || process.env.CI) return undefined;
  const start = Date.now();
  let spinner: Spinner | 'loading' | undefined;
  let last = 0;
  return {
    step(done, of) {
      const now = Date.now();
      if (now - start < QUIET_FOR || now - last < 80) return;
      last = now;
      if (spinner === undefined) {
        spinner = 'loading';
        void import('yocto-spinner').then(({ default: make }) => {
          spinner = make({ stream: process.stderr }).start();
        });
      } else if (spinner !== 'loading') spinner.text = `${done} of ${of} files`;
    },
    stop() {
      if (spinner !== undefined && spinner !== 'loading') spinner.stop();
    },
  };
}
