import { describe, expect, it } from 'vitest';
import { isLocalToNode } from '#model/cluster-path';
import { network } from './estate.ts';

describe('isLocalToNode', () => {
  it.each([
    ['D:\\CapPlan', true],
    ['d:/CapPlan', true],
    ['D:', true],
    ['C:\\ClusterStorage\\Volume1\\x', false],
    ['c:\\clusterstorage', false],
    ['C:\\ClusterStorage2', true],
    ['S:\\Shared\\x', false],
    ['S:\\Sharedx', true],
    ['\\\\fs01\\share', false],
    ['CapPlan', false],
    ['D:CapPlan', false],
  ])('%s: %s', async (path, expected) => {
    const all = await network({ 'c1.yaml': "kind: cluster\nname: c1\nsharedVolumes: [{ path: 'S:\\Shared\\' }]\n" });
    expect(isLocalToNode(path, all.all('cluster')[0])).toBe(expected);
  });

  it('needs no cluster to know', () => {
    expect(isLocalToNode('D:\\x', undefined)).toBe(true);
  });
});
