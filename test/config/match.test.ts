import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { estateFolder, matcher } from '#config/match';

describe('patterns of a configuration', () => {
  it('count from its folder, on every system', () => {
    for (const folder of [
      '/repo/net',
      'C:/repo/net',
      path.win32.normalize('C:/repo/net').replaceAll('\\', '/'),
      '//server/share/net',
    ]) {
      const lab = matcher(folder, ['lab/**']);
      expect(lab(`${folder}/lab/a/hv01.yaml`)).toBe(true);
      expect(lab(`${folder}/prod/hv01.yaml`)).toBe(false);
      expect(lab(`${folder}/../lab/hv01.yaml`)).toBe(false);
    }
  });

  it('make each matching folder an estate of its own', () => {
    expect(estateFolder('C:/repo', ['sites/*'], 'C:/repo/sites/oslo/hosts/hv01.yaml')).toBe('C:/repo/sites/oslo');
    expect(estateFolder('/repo', ['sites/*/'], '/repo/sites/oslo/hv01.yaml')).toBe('/repo/sites/oslo');
    expect(estateFolder('/repo', ['sites/*'], '/repo/hv01.yaml')).toBeUndefined();
    expect(estateFolder('/', ['a'], '/a/x.yaml')).toBe('/a');
  });
});
