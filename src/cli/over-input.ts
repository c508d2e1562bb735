import { realpathSync } from 'node:fs';
import path from 'node:path';
import { type EstatePlan, fileReader } from '#estate/estates';
import { visible } from '#text/visible';
import { UsageError } from './main.ts';

/**
 * Refuses outputs that would replace what was read. A file that only lies there, as the report of the run before does, holds nothing of
 * ours and may be replaced; one that was named may not.
 */
export async function refuseOverInput(
  estates: readonly EstatePlan[],
  outputs: readonly (string | undefined)[],
  cwd: string,
): Promise<void> {
  for (const output of outputs) {
    const target = output === undefined ? undefined : realOf(path.resolve(cwd, output));
    if (target === undefined) continue;
    for (const plan of estates)
      for (const file of plan.files) {
        if ((file.target ?? realOf(file.path, file.explicit ? undefined : target)) !== target) continue;
        const read = await fileReader(plan.config)(file, {});
        if (file.explicit || !('unreadable' in read || read.foreign))
          throw new UsageError(`${visible(output!)} is one of the files that were read; write the output to another file`);
      }
  }
}

/** Where a path leads; undefined where nothing is. With `target`, only of a path that may lead there. */
function realOf(file: string, target?: string): string | undefined {
  if (target !== undefined && path.basename(file).toLowerCase() !== path.basename(target).toLowerCase()) return undefined;
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
