import { posix, win32 } from 'node:path';

const WINDOWS = /^([A-Za-z]:[\\/]|\\\\|\/\/)/;

/**
 * A path as reports show it: relative to a folder, with `/`; `../` leads out of the folder. A path on another Windows drive, or
 * one that is not absolute, stays as it is.
 */
export function relativePath(folder: string, path: string): string {
  if (WINDOWS.test(path)) return win32.relative(folder, path).replaceAll('\\', '/') || '.';
  return posix.isAbsolute(path) && posix.isAbsolute(folder) ? posix.relative(folder, path) || '.' : path || '.';
}

/** The `file://` address of an absolute path with `/`, also of a Windows drive or share. */
export function fileUrl(path: string): string {
  const drive = /^[A-Za-z]:/.test(path);
  const share = path.startsWith('//');
  const steps = path.split('/').map((step, i) => (drive && i === 0 ? step : encodeURIComponent(step)));
  return `file:${drive ? '///' : share ? '' : '//'}${steps.join('/')}`;
}
