import { describe, expect, it } from 'vitest';
import { withoutHarm } from '#fix/harm';
import type { Finding } from '#lint/finding';

function finding(fingerprint: string, how: { safe?: boolean; about?: string } = {}): Finding {
  return { fingerprint, rule: { about: how.about ?? 'host' }, fix: { safe: how.safe ?? true, edits: [] } } as unknown as Finding;
}

/** Fixes of which some bring about findings, and which are made. */
async function tried(fixes: readonly Finding[], harm: (made: ReadonlySet<string>) => readonly string[]) {
  let attempts = 0;
  const attempt = (some: readonly Finding[]) => {
    attempts++;
    const made = new Set(some.map(({ fingerprint }) => fingerprint));
    return Promise.resolve({
      findings: [...fixes.filter(({ fingerprint }) => !made.has(fingerprint)), ...harm(made).map((each) => finding(each))],
    });
  };
  const { made, left, harmful } = await withoutHarm(fixes, { findings: fixes }, attempt);
  const names = (findings: readonly Finding[]): string => findings.map((f) => f.fingerprint).join('');
  return { made: names(made), left: names(left.findings), harmful: names(harmful), attempts };
}

const MANY = [...'abcdefgh'].map((each) => finding(each));

describe('fixes of a round', () => {
  it('are all made in one attempt when nothing comes of them', async () => {
    expect(await tried(MANY, () => [])).toEqual({ made: 'abcdefgh', left: '', harmful: '', attempts: 1 });
  });

  it('are made without the one that brings something about', async () => {
    const { made, left, harmful } = await tried(MANY, (fixed) => (fixed.has('d') ? ['!'] : []));
    expect({ made, left, harmful }).toEqual({ made: 'abcefgh', left: 'd', harmful: 'd' });
  });

  it('are made without the second of two that do harm together', async () => {
    const { made, harmful } = await tried(MANY, (fixed) => (fixed.has('b') && fixed.has('g') ? ['!'] : []));
    expect({ made, harmful }).toEqual({ made: 'abcdefh', harmful: 'g' });
  });

  it('are left out whole when each does harm', async () => {
    const { made, left } = await tried(MANY, (fixed) => [...fixed].map((each) => each.toUpperCase()));
    expect({ made, left }).toEqual({ made: '', left: 'abcdefgh' });
  });

  it('are made when they only say rightly what was misspelt, and when they are unsafe', async () => {
    const fixes = [finding('w', { about: 'file' }), finding('u', { safe: false }), finding('s')];
    const { made, harmful } = await tried(fixes, (fixed) => [...fixed].map((each) => each.toUpperCase()));
    expect({ made, harmful }).toEqual({ made: 'wu', harmful: 's' });
  });
});
