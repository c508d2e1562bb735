import { collectorScript } from './package-file.ts';

/** `hvlint collect`: the script that writes an export of the host it is run on. */
export function collectCommand(): void {
  process.stdout.write(collectorScript());
}
