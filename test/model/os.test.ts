import { expect, it } from 'vitest';
import { isOlder } from '#model/os';

it('a release is older than another where both are known; Azure Local only newer', () => {
  expect(isOlder('2012', '2012R2')).toBe(true);
  expect(isOlder('2012R2', '2012R2')).toBe(false);
  expect(isOlder('2025', '2022')).toBe(false);
  expect(isOlder('2019', 'azure-local')).toBe(true);
  expect(isOlder('azure-local', '2025')).toBe(false);
  expect(isOlder('2012', 'windows-11')).toBe(false);
  expect(isOlder('2012', undefined)).toBe(false);
  expect(isOlder(undefined, '2012')).toBe(false);
});
