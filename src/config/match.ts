import path from 'node:path';
import picomatch from 'picomatch';

/** Whether a file (absolute, with `/`) matches one of the patterns, which are relative to a folder. */
export function matcher(folder: string, patterns: readonly string[]): (file: string) => boolean {
  const matches = picomatch([...patterns], { dot: true });
  return (file) => {
    const relative = path.posix.relative(folder, file);
    return !relative.startsWith('..') && matches(relative);
  };
}

/** The folder a pattern of `estates:` matches that holds a file: its longest leading part that matches. */
export function estateFolder(folder: string, patterns: readonly string[], file: string): string | undefined {
  const relative = path.posix.relative(folder, file);
  if (relative.startsWith('..') || patterns.length === 0) return undefined;
  const matches = picomatch(
    patterns.map((p) => p.replace(/\/+$/, '')),
    { dot: true },
  );
  const steps = relative.split('/');
  for (let length = 1; length < steps.length; length++) {
    const candidate = steps.slice(0, length).join('/');
    if (matches(candidate)) return `${folder === '/' ? '' : folder}/${candidate}`;
  }
  return undefined;
}
