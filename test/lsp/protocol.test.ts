import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClientCapabilities, DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { folderWith } from '../cli/run-hvlint.ts';
import { ABLE, Client, uri } from './client.ts';

const CONFIG = 'extends: hvlint:minimal\nrules:\n  "*": off\n  reading/unknown-key: warning\n';
/** What is wrong stands on line 3 behind an emoji. */
const TEXT = 'kind: host\nname: hv01\nx-note: { 😀ä: { kind: a } }\nnics: [{ name: "😀ä", mtuu: 3 }]\n';

function folder(text: string = TEXT, more: Readonly<Record<string, string | Buffer>> = {}) {
  const cwd = folderWith({ 'hv01.yaml': text, 'hvlint.config.yaml': CONFIG, ...more });
  return { cwd, file: path.join(cwd, 'hv01.yaml'), config: path.join(cwd, 'hvlint.config.yaml') };
}

function able(more: ClientCapabilities): ClientCapabilities {
  return {
    ...ABLE,
    ...more,
    workspace: { ...ABLE.workspace, ...more.workspace },
    textDocument: { ...ABLE.textDocument, ...more.textDocument },
  };
}

describe('places', () => {
  it.each([
    ['nothing offered', undefined, 'utf-16', 22],
    ['utf-16', ['utf-16'], 'utf-16', 22],
    ['utf-8 first', ['utf-8', 'utf-16', 'utf-32'], 'utf-8', 25],
    ['utf-32 first', ['utf-32', 'utf-8', 'utf-16'], 'utf-32', 21],
    ['something unknown first', ['utf-7', 'utf-16'], 'utf-16', 22],
  ])('counts in the encoding that is offered: %s', async (_, positionEncodings, encoding, character) => {
    const { cwd, file } = folder();
    const client = await Client.start({
      folders: [cwd],
      capabilities: able(positionEncodings ? { general: { positionEncodings } } : {}),
    });
    expect(client.result.capabilities.positionEncoding).toBe(encoding);
    await client.until(() => client.rules(file).length === 1);
    expect(client.shown.get(file)![0]!.range).toEqual({
      start: { line: 3, character },
      end: { line: 3, character: character + 4 },
    });
    // An edit behind the emoji, in the same units.
    await client.open(file, TEXT);
    await client.change(file, 'x-mtu', { start: { line: 3, character }, end: { line: 3, character: character + 4 } });
    await client.until(() => client.rules(file).length === 0);
  });

  it.each(['\r\n', '\r', '\n'])('counts lines that end with %j', async (end) => {
    const { cwd, file } = folder(TEXT.replaceAll('\n', end));
    const client = await Client.start({ folders: [cwd] });
    await client.until(() => client.rules(file).length === 1);
    expect(client.shown.get(file)![0]!.range.start).toEqual({ line: 3, character: 22 });
    await client.open(file, TEXT.replaceAll('\n', end));
    await client.change(file, `x-mtu: 1${end}    }]${end}`, {
      start: { line: 3, character: 22 },
      end: { line: 9, character: 0 },
    });
    await client.until(() => client.rules(file).length === 0);
  });

  it('puts several changes of one notification on each other', async () => {
    const { cwd, file } = folder();
    const client = await Client.start({ folders: [cwd] });
    await client.open(file, 'kind: host\n');
    await client.notify('textDocument/didChange', {
      textDocument: { uri: uri(file), version: 2 },
      contentChanges: [
        { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, text: 'name: hv01\n' },
        { range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } }, text: 'mtuu: 1\n' },
        { range: { start: { line: 2, character: 0 }, end: { line: 2, character: 1 } }, text: 'a' },
      ],
    });
    await client.until(() => client.shown.get(file)?.[0]?.range.start.line === 2);
    expect(String(client.shown.get(file)![0]!.message)).toContain('atuu');
  });
});

describe('push and pull', () => {
  const pulling = able({ textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } });

  it('answers a client that asks, and pushes nothing', async () => {
    const { cwd, file } = folder();
    const client = await Client.start({ folders: [cwd], capabilities: pulling });
    expect(client.result.capabilities.diagnosticProvider).toMatchObject({
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    await client.open(file, TEXT);
    const ask = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
      client.request('textDocument/diagnostic', { textDocument: { uri: uri(file) }, previousResultId });
    const first = await ask();
    expect(first).toMatchObject({ kind: 'full', items: [{ code: 'reading/unknown-key' }] });
    expect(await ask(first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.change(file, TEXT.replace('mtuu', 'x-mtu'));
    expect(await ask(first.resultId)).toMatchObject({ kind: 'full', items: [] });
    expect(client.pushes.size).toBe(0);
    expect(client.received.some(({ method }) => method === 'workspace/diagnostic/refresh')).toBe(true);
  });

  it('answers about the whole workspace, and waits with the next answer for something new', async () => {
    const { cwd, file } = folder();
    const client = await Client.start({ folders: [cwd], capabilities: pulling });
    const ask = (previousResultIds: { uri: string; value: string }[]): Promise<WorkspaceDiagnosticReport> =>
      client.request('workspace/diagnostic', { previousResultIds });
    const { items } = await ask([]);
    expect(items).toMatchObject([{ uri: uri(file), kind: 'full', items: [{ code: 'reading/unknown-key' }] }]);
    const next = ask([{ uri: uri(file), value: items[0]!.resultId! }]);
    await client.open(file, TEXT.replace('mtuu', 'x-mtu'));
    expect(await next).toMatchObject({ items: [{ uri: uri(file), kind: 'full', items: [] }] });
  });

  it('gives a request up when it is cancelled', async () => {
    const { cwd, file } = folder();
    const client = await Client.start({ folders: [cwd], capabilities: pulling, settings: { delay: 2000 } });
    await client.open(file, TEXT);
    await client.change(file, TEXT);
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest(
      'workspace/diagnostic',
      { previousResultIds: [{ uri: 'file:///none', value: 'none' }] },
      source.token,
    );
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
  });

  it('writes what a client does not show into the message', async () => {
    const { cwd, file } = folder();
    const client = await Client.start({ folders: [cwd], capabilities: {} });
    await client.until(() => client.rules(file).length === 1);
    const [found] = client.shown.get(file)!;
    expect(Object.keys(found!).sort()).toEqual(['code', 'message', 'range', 'severity', 'source']);
    expect(client.result.capabilities.diagnosticProvider).toBeUndefined();
  });
});

describe('settings', () => {
  it('come with the start, by notification, and are asked for only where that is declared', async () => {
    const { cwd, file } = folder();
    const client = await Client.start({ folders: [cwd], settings: { delay: 20, rules: { 'reading/unknown-key': 'error' } } });
    await client.until(() => client.shown.get(file)?.[0]?.severity === 1);
    await client.notify('workspace/didChangeConfiguration', {
      settings: { hvlint: { rules: { 'reading/unknown-key': 'info' } } },
    });
    await client.until(() => client.shown.get(file)?.[0]?.severity === 3);
    await client.notify('workspace/didChangeConfiguration', {
      settings: { hvlint: { rules: { 'reading/unknown-key': 'off' }, delay: 'x' } },
    });
    await client.until(() => client.rules(file).length === 0);
    expect(client.received.filter(({ method }) => method === 'workspace/configuration')).toEqual([]);
  });

  it('are asked for', async () => {
    const { cwd, file } = folder();
    let level = 'error';
    const client = await Client.start({
      folders: [cwd],
      capabilities: able({ workspace: { configuration: true } }),
      configuration: () => ({ rules: { 'reading/unknown-key': level }, delay: 20 }),
    });
    await client.until(() => client.shown.get(file)?.[0]?.severity === 1);
    level = 'info';
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.shown.get(file)?.[0]?.severity === 3);
  });
});

describe('what goes wrong', () => {
  it('shows what is wrong with a configuration in it, and goes on with what it was', async () => {
    const { cwd, file, config } = folder();
    const client = await Client.start({ folders: [cwd] });
    await client.until(() => client.rules(file).length === 1);
    writeFileSync(config, `${CONFIG}  reading/unknown-kee: error\n`);
    await client.happened([config, 2]);
    await client.until(() => client.rules(config).length === 1);
    expect(client.shown.get(config)).toMatchObject([
      { code: 'configuration', severity: 1, range: { start: { line: 4, character: 2 }, end: { line: 4, character: 21 } } },
    ]);
    expect(client.rules(file)).toEqual(['reading/unknown-key']);
    writeFileSync(config, CONFIG.replace('warning', 'error'));
    await client.happened([config, 2]);
    await client.until(() => client.rules(config).length === 0 && client.shown.get(file)?.[0]?.severity === 1);
  });

  it('says only that where the configuration is wrong from the beginning', async () => {
    const { cwd, file, config } = folder(TEXT, { 'hvlint.config.yaml': 'rules: [\n' });
    const client = await Client.start({ folders: [cwd] });
    await client.until(() => client.rules(config).length > 0);
    expect(client.rules(file)).toEqual([]);
    writeFileSync(config, CONFIG);
    await client.happened([config, 2]);
    await client.until(() => client.rules(config).length === 0 && client.rules(file).length === 1);
  });

  it('shows what is wrong with a baseline in it', async () => {
    const { cwd, file } = folder(TEXT, { 'hvlint-suppressions.json': '{ "suppressions": 1 }' });
    const client = await Client.start({ folders: [cwd] });
    await client.until(
      () => client.rules(path.join(cwd, 'hvlint-suppressions.json')).length === 1 && client.rules(file).length === 1,
    );
  });

  it('reports a rule that crashes, and goes on', async () => {
    const { cwd, file } = folder(TEXT, {
      'crash.mjs':
        "export default ({ defineRule }) => ({ rules: { 'acme/crash': defineRule({ about: 'host', severity: 'error', title: 't', check() { throw new Error('no luck') } }) } });",
    });
    writeFileSync(path.join(cwd, 'hvlint.config.yaml'), 'extends: hvlint:recommended\n');
    const client = await Client.start({ folders: [cwd], args: ['--plugin', path.join(cwd, 'crash.mjs')] });
    await client.until(() => client.rules(file).includes('internal/rule-crashed'));
    expect(client.rules(file)).toContain('reading/unknown-key');
    await client.open(file, TEXT);
    await client.change(file, TEXT.replace('mtuu', 'x-mtu'));
    await client.until(() => !client.rules(file).includes('reading/unknown-key'));
  });

  it('reads bytes that are no UTF-8, binary files and a text of 5 MB', async () => {
    const big = `kind: vm\nname: big\nx-notes:\n${'  - a line of a long list of notes\n'.repeat(150_000)}mtuu: 1\n`;
    const { cwd, file } = folder(TEXT, {
      'latin.yaml': Buffer.from('kind: host\nname: hv02\nmtuu: 1 # Z\xfcrich\n', 'latin1'),
      'binary.yaml': Buffer.from([0, 1, 2, 3, 0, 255]),
      'big.yaml': big,
    });
    expect(big.length).toBeGreaterThan(5e6);
    const client = await Client.start({ folders: [cwd] });
    await client.until(
      () => ['hv01.yaml', 'latin.yaml', 'big.yaml'].every((name) => client.rules(path.join(cwd, name)).length > 0),
      'all are read',
      60_000,
    );
    await client.open(path.join(cwd, 'big.yaml'), big);
    const line = 3 + 150_000;
    await client.change(path.join(cwd, 'big.yaml'), 'x-', { start: { line, character: 0 }, end: { line, character: 0 } });
    await client.until(() => client.rules(path.join(cwd, 'big.yaml')).length === 0, 'the big one is clean', 60_000);
    await client.open(path.join(cwd, 'binary.yaml'), '\u0000\u0001');
    await client.change(file, 'x');
    await client.calm();
    expect(client.process.exitCode).toBeNull();
  });

  it('registers nothing before the client is ready, and goes on where it takes no registration', async () => {
    const { cwd, file } = folder();
    const client = await Client.start({ folders: [cwd], refusesRegistration: true });
    await client.until(() => client.rules(file).length === 1);
    // It watches by itself then.
    writeFileSync(file, TEXT.replace('mtuu', 'x-mtu'));
    await client.until(() => client.rules(file).length === 0);
    const ready = await Client.start({ folders: [cwd] });
    await ready.until(() => ready.received.some(({ method }) => method === 'client/registerCapability'));
  });

  it('leaves alone what is no file, and changes of what is not open', async () => {
    const { cwd, file } = folder();
    const client = await Client.start({ folders: [cwd] });
    await client.notify('textDocument/didOpen', {
      textDocument: { uri: 'untitled:Untitled-1', languageId: 'yaml', version: 1, text: TEXT },
    });
    await client.notify('textDocument/didChange', {
      textDocument: { uri: 'git:/x?y', version: 2 },
      contentChanges: [{ text: '' }],
    });
    await client.notify('textDocument/didChange', {
      textDocument: { uri: uri(file), version: 2 },
      contentChanges: [{ text: '' }],
    });
    await client.notify('textDocument/didClose', { textDocument: { uri: uri(`${file}.not`) } });
    await client.until(() => client.rules(file).length === 1);
  });
});

describe('the end', () => {
  it('goes when it is told to', async () => {
    const client = await Client.start({ folders: [folder().cwd] });
    await client.request('shutdown', undefined);
    await client.notify('exit', undefined);
    expect(await client.exited).toBe(0);
  });

  it('goes with SIGTERM', async () => {
    const client = await Client.start({ folders: [folder().cwd] });
    client.process.kill('SIGTERM');
    expect(await client.exited).toBe(0);
  });

  it('goes when its input ends, behind a shutdown or without', async () => {
    const polite = await Client.start({ folders: [folder().cwd] });
    await polite.request('shutdown', undefined);
    polite.process.stdin!.end();
    expect(await polite.exited).toBe(0);
    const gone = await Client.start({ folders: [folder().cwd] });
    gone.process.stdin!.destroy();
    expect(await gone.exited).not.toBeNull();
  });

  it('goes when nobody reads any more', async () => {
    const { cwd, file } = folder();
    const client = await Client.start({ folders: [cwd] });
    client.process.stdout!.destroy();
    await client.open(file, TEXT);
    client.process.stdin!.end();
    expect(await client.exited).not.toBeNull();
  });
});
