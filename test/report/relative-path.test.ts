import { describe, expect, it } from 'vitest';
import { fileUrl, relativePath } from '#report/relative-path';

describe('relativePath', () => {
  it.each([
    ['/estate', '/estate/hosts/hv01.yaml', 'hosts/hv01.yaml'],
    ['/estate', '/estates/hv01.yaml', '../estates/hv01.yaml'],
    ['/estate/a/b', '/estate/hv01.yaml', '../../hv01.yaml'],
    ['/', '/etc/x.yaml', 'etc/x.yaml'],
    ['/estate', '/estate/a\\b.yaml', 'a\\b.yaml'],
    ['C:/Estate', 'C:/Estate/Hosts/hv01.yaml', 'Hosts/hv01.yaml'],
    ['c:\\estate', 'C:/Estate/hosts/hv01.yaml', 'hosts/hv01.yaml'],
    ['C:\\estate', 'C:\\other\\hv01.yaml', '../other/hv01.yaml'],
    ['C:/estate', 'D:/x/hv01.yaml', 'D:/x/hv01.yaml'],
    ['//files/share/estate', '//files/share/hv01.yaml', '../hv01.yaml'],
    ['/estate', '', '.'],
    ['/estate', '<stdin>', '<stdin>'],
  ])('from %s to %s', (folder, path, expected) => expect(relativePath(folder, path)).toBe(expected));
});

describe('fileUrl', () => {
  it.each([
    ['/estate/hv 01#?.yaml', 'file:///estate/hv%2001%23%3F.yaml'],
    ['C:/Estate/hv01.yaml', 'file:///C:/Estate/hv01.yaml'],
    ['//files/share/hv01.yaml', 'file://files/share/hv01.yaml'],
    ['/estate/\u001b]8;;x\u0007', 'file:///estate/%1B%5D8%3B%3Bx%07'],
  ])('of %s', (path, expected) => expect(fileUrl(path)).toBe(expected));
});
