import { describe, expect, it } from 'vitest';
import { isLocalAdministrator } from '#model/local-administrators';
import { network } from './estate.ts';

async function host(text: string) {
  return (await network({ 'hv01.yaml': `kind: host\nname: hv01\n${text}` })).all('host')[0]!;
}

describe('isLocalAdministrator', () => {
  it.each([
    ['[CONTOSO\\anna]', 'contoso\\Anna', true],
    ['[CONTOSO\\anna]', 'anna@contoso.com', true],
    ['[.\\anna]', 'HV01\\anna', true],
    ['[{ name: CONTOSO\\Ops, members: [CONTOSO\\anna] }]', 'CONTOSO\\anna', true],
    ['[{ name: CONTOSO\\Ops, objectClass: Group, members: [CONTOSO\\bert] }]', 'CONTOSO\\anna', false],
    ['[]', 'CONTOSO\\anna', false],
    ['[HV01\\Administrator, CONTOSO\\BKP01$]', 'CONTOSO\\anna', false],
    ['[{ name: FABRIKAM\\anna, objectClass: User }]', 'CONTOSO\\anna', false],
    ['[CONTOSO\\Domain Admins]', 'CONTOSO\\anna', undefined],
    ['[{ name: CONTOSO\\Ops, objectClass: Group }]', 'CONTOSO\\anna', undefined],
    ['[]', 'NT AUTHORITY\\SYSTEM', undefined],
  ])('%s, %s: %s', async (administrators, account, expected) => {
    expect(isLocalAdministrator(await host(`administrators: ${administrators}\n`), account)).toBe(expected);
  });

  it('does not know a group that is not written', async () => {
    expect(isLocalAdministrator(await host('os: 2019\n'), 'CONTOSO\\anna')).toBeUndefined();
  });
});
