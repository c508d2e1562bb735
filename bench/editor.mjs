// An editor at the language server: how long a keystroke takes, and whether memory stays flat.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const hvlint = process.env.HVLINT_BIN ?? fileURLToPath(new URL('../dist/hvlint.js', import.meta.url));
/** A VLAN no switch of the fleet carries. */
const STRAY = 4001;

/** A server on a fleet, and the VMs of one host open in it. */
async function openFleet(folder) {
  const child = spawn(process.execPath, [hvlint, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  let told = () => {};
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => told(uri, diagnostics));
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  const capabilities = {
    workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
    textDocument: { publishDiagnostics: {} },
  };
  connection.onRequest('client/registerCapability', () => null);
  // The wait for more keystrokes is not what is measured.
  await connection.sendRequest('initialize', { processId: null, rootUri, capabilities, initializationOptions: { delay: 0 } });
  await connection.sendNotification('initialized', {});
  const file = join(folder, 'vms/r0000/hv-00000.vms.yaml');
  const healthy = readFileSync(file, 'utf8');
  const found = /accessVlanId: (\d+)/.exec(healthy);
  const stray = healthy.slice(0, found.index) + healthy.slice(found.index).replace(found[1], String(STRAY));
  const uri = pathToFileURL(file).href;
  let version = 1;
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version, text: healthy },
  });
  return {
    /** One keystroke; resolves with the milliseconds to the marker in the file of a switch that comes or goes with it. */
    async press(isStray) {
      const shown = new Promise((resolve) => {
        told = (where, diagnostics) => {
          if (where.includes('/switches/') && diagnostics.length > 0 === isStray) resolve(performance.now());
        };
      });
      const start = performance.now();
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [{ text: isStray ? stray : healthy }],
      });
      return (await shown) - start;
    },
    /** Resident memory, in MB. */
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024,
    async end() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
    },
  };
}

/** Milliseconds of each of some keystrokes, once the server is warm. */
export async function keystrokes(folder, times = 40) {
  const editor = await openFleet(folder);
  const all = [];
  for (let i = 0; i < times + 20; i++) {
    all.push(await editor.press(i % 2 === 0));
    await pause(i % 10 === 9 ? 1500 : 20);
  }
  const mb = editor.memory();
  await editor.end();
  return { times: all.slice(20).sort((a, b) => a - b), mb };
}

/** Resident memory after each thousandth of so many edits, with a pause now and then in which everything is checked. */
export async function memoryOfEdits(folder, edits = 10_000) {
  const editor = await openFleet(folder);
  const memory = [];
  for (let i = 1; i <= edits; i++) {
    await editor.press(i % 2 === 1);
    if (i % 250 === 0) await pause(1200);
    if (i % (edits / 10) === 0) memory.push(editor.memory());
  }
  await editor.end();
  return memory;
}
