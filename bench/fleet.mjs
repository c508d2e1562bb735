// A deterministic fleet in hvlint's own language: healthy, with faults planted on request.
//
//   node bench/fleet.mjs --hosts 1000 --out DIR [--format yaml|json] [--faults 0.05] [--seed 1]
//
// Writes hosts/<rack>/<host>, vms/<rack>/<host>.vms and switches/<switch>, and planted.json beside DIR's files:
// the list of faults with the rule that must find each and the files it may be found in.
// The healthy estate is made by fleet-estate.mjs, and broken by fleet-faults.mjs.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { HOSTS_PER_RACK, hostName, makeHost, makeOf, makeSwitches, makeVms, rackName, random } from './fleet-estate.mjs';
import { FAULTS } from './fleet-faults.mjs';

const PLAIN = /^[A-Za-z_][A-Za-z0-9_ ./()+-]*$/;
const WORDS = /^(?:true|false|null|~|yes|no|on|off)$/i;
const scalar = (v) =>
  typeof v !== 'string' || (PLAIN.test(v) && !WORDS.test(v) && !v.endsWith(' ')) || /^\d+(?:\.\d+){3}(?:\/\d+)?$/.test(v)
    ? String(v)
    : JSON.stringify(v);
const isScalars = (v) => Array.isArray(v) && v.every((x) => typeof x !== 'object');
/** Small mappings of scalars are written on one line, as people do. */
const isSmall = (v) => !Array.isArray(v) && Object.keys(v).length <= 3 && Object.values(v).every((x) => typeof x !== 'object');
const keyText = (k) => (/^[A-Za-z_]\w*$/.test(k) ? k : `"${k}"`);

function inline(v) {
  if (isScalars(v)) return `[${v.map(scalar).join(', ')}]`;
  return `{ ${Object.entries(v)
    .map(([k, x]) => `${keyText(k)}: ${scalar(x)}`)
    .join(', ')} }`;
}

function emit(value, indent, out) {
  const space = ' '.repeat(indent);
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item !== 'object') out.push(`${space}- ${scalar(item)}`);
      else if (isSmall(item)) out.push(`${space}- ${inline(item)}`);
      else {
        const below = [];
        emit(item, indent + 2, below);
        below[0] = `${space}- ${below[0].slice(indent + 2)}`;
        out.push(...below);
      }
    }
    return;
  }
  for (const [key, v] of Object.entries(value)) {
    if (typeof v !== 'object') out.push(`${space}${keyText(key)}: ${scalar(v)}`);
    else if (isScalars(v) || isSmall(v)) out.push(`${space}${keyText(key)}: ${inline(v)}`);
    else {
      out.push(`${space}${keyText(key)}:`);
      emit(v, indent + 2, out);
    }
  }
}

function toYaml(documents, title) {
  const out = [`# ${title}`];
  for (const [i, document] of documents.entries()) {
    if (i > 0) out.push('---');
    emit(document, 0, out);
  }
  return `${out.join('\n')}\n`;
}

/** A host gets, of the faults that suit its make, the one that was planted least so far; first those that suit few makes. */
function chooser() {
  const byNeed = [...FAULTS].sort((a, b) => a.on.length - b.on.length);
  const times = new Map(byNeed.map((fault) => [fault, 0]));
  return (make) => {
    const suitable = byNeed.filter((fault) => fault.on.includes(make));
    const fault = suitable.reduce((a, b) => (times.get(b) < times.get(a) ? b : a));
    times.set(fault, times.get(fault) + 1);
    return fault;
  };
}

/** Breaks one host, its VMs or the ports behind it. */
function plant(fault, { host, vms, switches, slot }) {
  const { nics } = host;
  const team = host.teams[0];
  const end = (nic) => nics[nic - 1].connectedTo.split(/\/(.*)/);
  const port = (nic) => {
    const device = Object.values(switches).find(({ name }) => name === end(nic)[0]);
    return device.ports.find(({ name }) => name === end(nic)[1]);
  };
  /** Moves a cable to a free port of switch A that is set up alike. */
  const recable = (nic) => {
    const name = `Ethernet1/${61 + slot}`;
    switches.a.ports.push({ ...port(nic), name });
    nics[nic - 1].connectedTo = `${switches.a.name}/${name}`;
  };
  const members = team.members.map((name) => nics.find((nic) => nic.name === name));
  const channel = (side) => switches[side].portChannels.find(({ id }) => id === port(side === 'a' ? 3 : 4).lag.id);
  fault.plant({ host, nics, team, members, tenant: host.vmSwitches[0], vms, switches, slot, port, channel, recable });
}

/** Writes a fleet; returns what was written and what was planted. */
export function writeFleet({ hosts, out, format = 'yaml', faults = 0, seed = '1' }) {
  rmSync(out, { recursive: true, force: true });
  const planted = [];
  const made = new Set();
  let files = 0;
  let bytes = 0;
  const put = (path, documents, title) => {
    const name = `${path}.${format}`;
    const text =
      format === 'json'
        ? `${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`
        : toYaml(documents, title);
    const file = join(out, name);
    if (!made.has(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    made.add(dirname(file));
    writeFileSync(file, text);
    files++;
    bytes += Buffer.byteLength(text);
    return name;
  };
  const choose = chooser();
  for (let rack = 0; rack * HOSTS_PER_RACK < hosts; rack++) {
    const switches = makeSwitches(rack, hosts);
    for (let i = rack * HOSTS_PER_RACK; i < Math.min(hosts, (rack + 1) * HOSTS_PER_RACK); i++) {
      const host = makeHost(i, seed);
      const vms = makeVms(i, seed);
      const paths = { host: `hosts/${rackName(i)}/${hostName(i)}`, vms: `vms/${rackName(i)}/${hostName(i)}.vms` };
      if (random(seed, 'fault', i).next() < faults) {
        const fault = choose(makeOf(i));
        plant(fault, { host, vms, switches, slot: i % HOSTS_PER_RACK });
        const sides = Object.fromEntries(Object.entries(switches).map(([side, { name }]) => [side, `switches/${name}`]));
        planted.push({
          rule: fault.rule,
          host: host.name,
          files: fault.in.map((place) => `${{ ...paths, ...sides }[place]}.${format}`),
          beside: fault.beside ?? [],
        });
      }
      put(paths.host, [host], `${hostName(i)}, generated`);
      put(paths.vms, vms, `virtual machines on ${hostName(i)}`);
    }
    for (const device of Object.values(switches)) put(`switches/${device.name}`, [device], device.name);
  }
  return { files, bytes, planted };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      hosts: { type: 'string', default: '100' },
      out: { type: 'string' },
      format: { type: 'string', default: 'yaml' },
      faults: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (!values.out) {
    console.error('usage: node bench/fleet.mjs --hosts N --out DIR [--format yaml|json] [--faults SHARE] [--seed S]');
    process.exit(2);
  }
  const { files, bytes, planted } = writeFleet({ ...values, hosts: Number(values.hosts), faults: Number(values.faults) });
  writeFileSync(`${values.out}.planted.json`, `${JSON.stringify(planted, null, 1)}\n`);
  console.log(
    `${files} files, ${(bytes / 1e6).toFixed(2)} MB, ${planted.length} faults planted (listed in ${values.out}.planted.json)`,
  );
}
