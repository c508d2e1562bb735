import { describe, expect, it } from 'vitest';
import { nearest } from '#text/nearest';

describe('nearest', () => {
  it.each([
    ['teamingmode', ['teamNics', 'teamingMode'], 'teamingMode'],
    ['memebrs', ['name', 'members'], 'members'],
    ['NCI2', ['NIC1', 'NIC2'], 'NIC2'],
    ['Externel', ['External', 'Internal', 'Private'], 'External'],
    ['vm', ['host', 'vm'], 'vm'],
    ['CL10', ['CL01'], 'CL01'],
  ])('%s means one of %j', (word, candidates, meant) => {
    expect(nearest(word, candidates)).toBe(meant);
  });

  it.each([
    ['rackUnit', ['roles', 'name', 'os']],
    ['Slot7', ['NIC1', 'NIC2']],
    ['x', []],
    ['', ['name']],
    ['Q', ['S']],
    ['a', ['bcd']],
  ])('%s means none of %j', (word, candidates) => {
    expect(nearest(word, candidates)).toBeUndefined();
  });

  it('the first of equally near ones', () => {
    expect(nearest('NIC3', ['NIC1', 'NIC2'])).toBe('NIC1');
  });

  it('long words may be wrong in three places, not more', () => {
    expect(nearest('loadBalansingAlgorythmm', ['loadBalancingAlgorithm'])).toBe('loadBalancingAlgorithm');
    expect(nearest('loddBalansingAlgorythmm', ['loadBalancingAlgorithm'])).toBeUndefined();
  });
});
