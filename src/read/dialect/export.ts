import type { Range, SourceFile } from '#text/source-file';
import { readAdapters } from '../export/adapters.ts';
import { clusterOf, readCluster, readReplicaServer, readShares, readVirtualNetworks } from '../export/clusters.ts';
import { ExportEstate } from '../export/estate.ts';
import { hostOfPath, shapeOfPath } from '../export/host-name.ts';
import { placeOf } from '../export/json-object.ts';
import { MachineList } from '../export/machines.ts';
import { findRows } from '../export/rows.ts';
import { readServices } from '../export/services.ts';
import { isGuest, readSystem } from '../export/system.ts';
import { readTeams } from '../export/teams.ts';
import { readVirtualAdapters } from '../export/virtual-adapters.ts';
import { readSwitches } from '../export/virtual-switches.ts';
import { readJson } from '../json.ts';
import type { Problem } from '../problem.ts';
import { rangeAt } from '../syntax-node.ts';
import { validateDocument } from '../validate.ts';
import type { DialectDocument } from './index.ts';

/** Rules about values that a machine can have although they are wrong. */
const TOLD = new Set(['team-interface/vlan-out-of-range', 'hnv/vsid-out-of-range']);

/**
 * Reads what ConvertTo-Json made of the objects of cmdlets, of Windows PowerShell 5.1 or PowerShell 7, one cmdlet a file or many together:
 * our own collector's file and those of others. `name` is the host, where the objects do not say it.
 */
export function readExport(file: SourceFile, name?: string): readonly DialectDocument[] {
  const { values, nodes } = readJson(file.text);
  if (values.length === 0) return [];
  const root = { value: values[0], node: nodes()[0] };
  const rows = findRows(root, shapeOfPath(file.path));
  const estate = new ExportEstate(rows, name ?? hostOfPath(file.path), root);
  const make = estate.document.bind(estate);
  for (const host of estate.hosts) {
    const machines = new MachineList(host, estate, clusterOf(host));
    readSystem(host, estate);
    readTeams(host, estate);
    machines.read();
    readVirtualAdapters(host, estate, machines);
    readAdapters(host, estate);
    readSwitches(host, estate);
    readServices(host, estate);
    readCluster(host, estate);
    readReplicaServer(host, estate, make);
    readShares(host, estate, make);
    readVirtualNetworks(host, estate, make);
    if (isGuest(host)) estate.intoGuest(host);
  }
  const documents = estate.finished().map(({ kind, data, node }): DialectDocument => {
    const rangeOf: DialectDocument['rangeOf'] = (path, part) => rangeAt(node, path, part);
    // What a machine shows is no fault of whoever keeps the file: what is not known to us is unknown, and nobody is told.
    const wrong = validateDocument(kind, data, 0, () => undefined).filter(({ rule }) => TOLD.has(rule));
    const problems = wrong.map((problem) => ({
      ...problem,
      place: 'path' in problem.place ? rangeOf(problem.place.path) : problem.place,
    }));
    return { kind, data, stance: 'observed', rangeOf, problems };
  });
  const [first, ...rest] = documents;
  return first ? [{ ...first, problems: [...(first.problems ?? []), ...copies(estate)] }, ...rest] : [];
}

/** That a file says something twice, and differently, or of hosts it does not name: which copy was read. */
function copies({ taker, unplaced }: ExportEstate): Problem[] {
  const problems: Problem[] = [];
  const [first] = taker.differences;
  if (first) {
    const others = taker.differences.length - 1;
    problems.push({
      rule: 'reading/second-copy',
      message: `the file says ${first.what} twice, and differently${others > 0 ? `, and ${others} more` : ''}; the first copy is read`,
      place: first.other,
      related: taker.differences.slice(0, 10).map(({ what, read }) => ({ place: read, message: `${what} as it is read` })),
    });
  }
  if (unplaced)
    problems.push({
      rule: 'reading/second-copy',
      message: 'the file is about several hosts, and nothing says which of them this is about; it is not read',
      place: inFront(placeOf(unplaced.object.located), unplaced.listPlace),
      key: 'unplaced',
    });
  return problems;
}

function inFront(place: Range, list: Range): Range {
  return list.end > list.start ? list : place;
}
