import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeFleet } from '../../bench/fleet.mjs';
import { barriers, CHROMIUM, launch, type Opened, open } from './review-page.ts';
import { hvlint } from './run-hvlint.ts';

const root = new URL('../..', import.meta.url).pathname;

it('has a browser in CI', () => {
  expect(CHROMIUM !== undefined || !process.env.CI).toBe(true);
});

const EVIL = `<img src=x onerror="document.title='owned'">`;
const EVIL_NIC = `</script><script>document.title='owned'</script>`;

const SEEN = {
  kind: 'host',
  name: 'DONST-R710',
  os: '2012R2',
  nics: [
    { name: 'NIC1', status: 'Up', linkSpeed: '10 Gbps', statistics: { receivedBytes: 3_000_000, sentBytes: 12 } },
    { name: 'NIC2', status: 'Up', linkSpeed: '1 Gbps', statistics: { receivedBytes: 1_000_000, sentBytes: 30 } },
    { name: 'NIC3', status: 'Disconnected', statistics: { receivedBytes: 0, sentBytes: 0 } },
    { name: 'NIC10', status: 'Up' },
    { name: 'Wi-Fi', status: 'Up', physicalMediaType: 'Native 802.11' },
    { name: 'Team1', status: 'Up', interfaceDescription: 'Microsoft Network Adapter Multiplexor Driver' },
  ],
  teams: [
    {
      name: 'Team1',
      teamingMode: 'SwitchIndependent',
      loadBalancingAlgorithm: 'HyperVPort',
      status: 'Degraded',
      members: [
        { name: 'NIC1' },
        { name: 'NIC2' },
        { name: 'NIC3', operationalMode: 'Failed', failureReason: 'PhysicalMediaDisconnected' },
      ],
      teamNics: [
        { name: 'Team1', primary: true, default: true },
        { name: 'Team1 - VLAN 42', vlanId: 42 },
      ],
    },
  ],
};

const HOSTILE = {
  kind: 'host',
  name: EVIL,
  os: '2019',
  nics: [{ name: EVIL_NIC, vlanId: 42 }, { name: 'NIC2\u2028\u202e' }],
  teams: [{ name: '"><svg onload=alert(1)>', teamingMode: 'SwitchIndependent', members: [EVIL_NIC, 'NIC2\u2028\u202e'] }],
};

describe.runIf(CHROMIUM !== undefined)('the review page in a browser', { timeout: 120_000 }, () => {
  let browser: Browser;
  let folder: string;
  const opened: Opened[] = [];

  /** A page of hvlint report, opened from disk. */
  async function report(cwd: string, args: readonly string[], options?: Parameters<Browser['newPage']>[0]): Promise<Page> {
    const file = path.join(folder, `${opened.length}-${args.at(-1)?.replaceAll(/\W/g, '-')}.html`);
    const ran = hvlint(cwd, ['report', ...args, '-o', file]);
    // One file of contoso-broken cannot be read in full.
    const isBroken = args.includes('examples') || args.includes('contoso-broken');
    expect(ran).toMatchObject({ status: isBroken ? 2 : 0, out: '' });
    opened.push(await open(browser, file, options));
    return opened.at(-1)!.page;
  }

  /** The first cells of the rows that a table shows. */
  const names = (page: Page, table: string): Promise<string[]> =>
    page.locator(`[data-table="${table}"] .scroll tbody th`).allTextContents();
  const statistics = (page: Page, table: string) => page.locator(`[data-table="${table}"] .shown-statistics`);

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'hvlint-page-'));
    writeFileSync(path.join(folder, 'seen.json'), JSON.stringify({ ...SEEN, $hvlint: { stance: 'observed' } }));
    writeFileSync(path.join(folder, 'hostile.json'), JSON.stringify(HOSTILE));
    browser = await launch();
  });

  afterEach(async () => {
    for (const { page, complaints, requests } of opened) {
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
      expect(await page.title()).not.toBe('owned');
      await page.close();
    }
    opened.length = 0;
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('opens every example at once, with what each tile holds', async () => {
    const page = await report(root, ['examples']);
    expect(await page.locator('[data-table="servers"] thead').innerText()).toContain('Estate');
    for (const table of ['servers', 'teams', 'adapters', 'switches', 'vms', 'tenants'])
      expect((await names(page, table)).length, table).toBeGreaterThan(1);
    await page.locator('details.finding summary').first().click();
    expect(await page.locator('.picture .pointed').count()).toBeGreaterThan(0);
  });

  it('rolls the status up, shows the statistics of what is selected, and narrows the other tiles to it', async () => {
    const page = await report(folder, ['seen.json']);
    const server = page.locator('[data-table="servers"] tbody tr');
    expect(await server.innerText()).toContain('Warning Team Team1 (NIC3: Media disconnected)');
    expect(await page.locator('[data-table="adapters"] tbody tr', { hasText: 'NIC3' }).innerText()).toContain('Fault');
    expect(await statistics(page, 'teams').innerText()).toContain('Select a team');
    await page.locator('[data-table="teams"] .choose').click();
    expect(await statistics(page, 'teams').locator('tr', { hasText: 'Bytes received' }).locator('td').allTextContents()).toEqual([
      '4.0 MB',
      '3.0 MB',
      '1.0 MB',
      '0',
    ]);
    expect(await names(page, 'adapters')).toEqual(['NIC1', 'NIC2', 'NIC3']);
    await page.locator('[data-table="adapters"] .choose', { hasText: 'NIC2' }).click();
    expect(await statistics(page, 'adapters').innerText()).toContain('1.0 MB');
    await page.locator('[data-table="adapters"] .within button').click();
    expect(await names(page, 'adapters')).toEqual(['NIC1', 'NIC2', 'NIC3', 'NIC10']);
    expect(await page.locator('[data-table="teams"] .choose').getAttribute('aria-pressed')).toBe('false');
    await page.locator('[data-table="adapters"] .choose', { hasText: 'NIC10' }).click();
    expect(await statistics(page, 'adapters').innerText()).toContain('No export shows statistics of NIC10');
  });

  it('hides adapters that cannot be teamed until asked for', async () => {
    const page = await report(folder, ['seen.json']);
    expect(await names(page, 'adapters')).not.toContain('Wi-Fi');
    await page.getByLabel('Show adapters that cannot be teamed (1)').check();
    expect(await names(page, 'adapters')).toContain('Wi-Fi');
  });

  it('sorts, filters, hides and shows columns', async () => {
    const page = await report(folder, ['seen.json']);
    const table = page.locator('[data-table="adapters"]');
    const title = table.locator('thead th', { hasText: 'Speed' });
    await title.getByRole('button').click();
    expect(await title.getAttribute('aria-sort')).toBe('descending');
    expect((await names(page, 'adapters')).slice(0, 2)).toEqual(['NIC1', 'NIC2']);
    await title.getByRole('button').press('Enter');
    expect(await title.getAttribute('aria-sort')).toBe('ascending');
    expect((await names(page, 'adapters')).slice(-2)).toEqual(['NIC2', 'NIC1']);
    await table.getByLabel('Filter Network Adapters').fill('team1 gbps');
    expect(await names(page, 'adapters')).toEqual(['NIC2', 'NIC1']);
    expect(await table.locator('.rows').innerText()).toBe('2 rows (4 in all)');
    await table.getByLabel('Filter Network Adapters').fill('');
    await table.getByRole('button', { name: 'By column' }).click();
    await table.getByLabel('Network Adapters: Status has').selectOption('Fault');
    expect(await names(page, 'adapters')).toEqual(['NIC3']);
    await table.getByRole('button', { name: 'By column' }).click();
    expect((await names(page, 'adapters')).length).toBe(4);
    // As in the management interface, a right click on a title leads to the columns.
    await title.click({ button: 'right' });
    await table.getByLabel('Speed').uncheck();
    await table.getByLabel('Role').check();
    const titles = await table.locator('thead th').allTextContents();
    expect(titles).toContain('Role');
    expect(titles).not.toContain('Speed');
    await page.keyboard.press('Escape');
    expect(await table.locator('.chooser').getAttribute('open')).toBeNull();
  });

  it('is used by keyboard: tabs by arrows, rows by arrows, and every choice by Enter', async () => {
    const page = await report(folder, ['seen.json']);
    const tab = (name: string) => page.getByRole('tab', { name });
    expect(await page.locator('#panel-interfaces').isVisible()).toBe(false);
    await tab('Network Adapters').focus();
    await page.keyboard.press('ArrowRight');
    expect(await tab('Team Interfaces').getAttribute('aria-selected')).toBe('true');
    expect(await tab('Team Interfaces').and(page.locator(':focus')).count()).toBe(1);
    expect(await page.locator('#panel-adapters').isVisible()).toBe(false);
    expect(await names(page, 'interfaces')).toEqual(['Team1', 'Team1 - VLAN 42']);
    await page.keyboard.press('Home');
    expect(await tab('Network Adapters').getAttribute('tabindex')).toBe('0');
    const row = page.locator('[data-table="adapters"] .choose');
    await row.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await row.nth(1).getAttribute('aria-pressed')).toBe('true');
    expect(await row.nth(1).and(page.locator(':focus')).count()).toBe(1);
  });

  it('filters and groups findings, and shows those of a thing, with frames, why and remedies', async () => {
    const page = await report(path.join(root, 'examples'), ['contoso-broken']);
    const list = page.locator('#findings');
    const rows = list.locator('.rows');
    const all = Number(/\d+(?= findings)/.exec(await rows.innerText())![0]);
    await list.getByLabel('warning').uncheck();
    await list.getByLabel('info').uncheck();
    const errors = await list.locator('details.finding').count();
    expect(errors).toBeGreaterThan(5);
    expect(errors).toBeLessThan(all);
    expect(await list.locator('.pill').allTextContents()).toEqual(Array(errors).fill('error'));
    await list.getByLabel('Area', { exact: true }).selectOption('vlan');
    for (const rule of await list.locator('.rule').allTextContents()) expect(rule).toMatch(/^vlan\//);
    await list.getByLabel('Group by').selectOption('host');
    expect(await list.locator('h3').count()).toBeGreaterThan(1);
    const finding = list.locator('details.finding', { hasText: 'vlan/trunk-missing-vlan' }).first();
    await finding.locator('summary').first().press('Enter');
    const text = await finding.innerText();
    expect(text).toContain('Every VLAN that a team interface, a host adapter or a VM uses must be in the list');
    expect(text).toContain('switchport trunk allowed vlan add');
    expect(await finding.locator('.frame').count()).toBeGreaterThan(2);
    expect(await page.locator('.picture .pointed').count()).toBeGreaterThan(0);
    await finding.getByRole('button', { name: 'Copy' }).click();
    // The clipboard answers when it likes.
    await finding.locator('.copy', { hasText: /Copied|Selected/ }).waitFor();
    await page.locator('[data-table="servers"] tr', { hasText: 'hv02' }).locator('.findings-of').click();
    expect(await list.locator('.within').innerText()).toContain('Only about hv02');
    expect(await list.locator('details.finding').count()).toBeGreaterThan(1);
    expect(await barriers(page)).toEqual([]);
  });

  it('shows hostile names as text and nothing else', async () => {
    const page = await report(folder, ['hostile.json']);
    expect(await names(page, 'servers')).toEqual([EVIL]);
    expect(await names(page, 'adapters')).toContain(EVIL_NIC);
    await page.locator('[data-table="servers"] .choose').click();
    await page.locator('[data-table="teams"] .choose').click();
    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await page.locator('img, svg[onload], [onerror]').count()).toBe(0);
    // Even if something of a file became markup, it would not run.
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(`<div id="proof">${EVIL}</div>`)})`);
    await page.locator('#proof img').waitFor({ state: 'attached' });
    await page.waitForTimeout(200);
    expect(await page.title()).not.toBe('owned');
    expect(opened.pop()!.complaints.join('\n')).toContain('Content Security Policy');
    await page.close();
  });

  it('is dark where the reader wants it, and prints everything', async () => {
    const page = await report(folder, ['seen.json'], { colorScheme: 'dark' });
    const back = () => page.evaluate("getComputedStyle(document.querySelector('.tile')).backgroundColor");
    expect(await back()).toBe('rgb(23, 28, 35)');
    expect(await barriers(page)).toEqual([]);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await back()).toBe('rgb(255, 255, 255)');
    await page.locator('details.finding[open]').first().waitFor();
    expect(await page.locator('#panel-interfaces').isVisible()).toBe(true);
    expect(await page.locator('.tools .filter').first().isVisible()).toBe(false);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    expect(await back()).toBe('rgb(255, 255, 255)');
    await page.locator('details.finding:not([open])').first().waitFor();
  });

  it('is read without its script too', async () => {
    const page = await report(folder, ['seen.json'], { javaScriptEnabled: false });
    expect(await page.locator('#panel-interfaces').isVisible()).toBe(true);
    expect(await names(page, 'adapters')).toEqual(['NIC1', 'NIC2', 'NIC3', 'NIC10']);
    expect(await page.locator('details.finding').count()).toBe(1);
  });

  it('stands a fleet: pages of rows, and a file of a sensible size', async () => {
    const fleet = path.join(folder, 'fleet');
    writeFleet({ hosts: 200, out: fleet, faults: 0.9 });
    const page = await report(folder, ['fleet']);
    expect(readFileSync(path.join(folder, '0-fleet.html')).length).toBeLessThan(4_000_000);
    expect((await names(page, 'servers')).length).toBe(50);
    await page.locator('[data-table="servers"] .pages').getByRole('button', { name: 'Next' }).click();
    expect(await page.locator('[data-table="servers"] .rows').innerText()).toBe('51–100 of 200');
    await page.getByLabel('Filter Servers').fill('00199');
    expect((await names(page, 'servers')).length).toBe(1);
  });

  it('has other names in an anonymous page, and no line of a file', async () => {
    const page = await report(path.join(root, 'examples'), ['--anon', 'contoso-broken']);
    const text = await page.content();
    for (const name of ['hv01', 'hvc01', 'tor1', 'contoso', 'app01', '10.0.10.'])
      expect(text.toLowerCase(), name).not.toContain(name);
    expect(await page.locator('.frame').count()).toBe(0);
    await page.locator('[data-table="servers"] .findings-of').first().click();
    expect(await page.locator('#findings details.finding').count()).toBeGreaterThan(0);
    const seen = await report(folder, ['--anon', 'seen.json']);
    expect((await names(seen, 'adapters')).length).toBe(4);
    expect(await seen.locator('[data-table="servers"] tbody tr').innerText()).toMatch(
      /Warning Team team-\d+ \(nic-\d+: Media disconnected\)/,
    );
  });
});

describe('hvlint report', () => {
  it('writes to standard output where no file is named, and refuses what cannot be read', () => {
    const ran = hvlint(path.join(root, 'examples'), ['report', 'lbfo-2012r2']);
    expect(ran.status).toBe(0);
    expect(ran.out).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(hvlint(root, ['report', 'no-such-folder']).status).toBe(2);
    expect(hvlint(root, ['report', 'LICENSE'])).toMatchObject({ status: 2, out: '' });
  });
});
