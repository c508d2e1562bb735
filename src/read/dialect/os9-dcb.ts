import { IGNORED, type Level, type LineReader, level } from './cli-levels.ts';
import { type Call, Phrases, type Word } from './cli-lines.ts';
import type { Os9Switch } from './os9.ts';
import { applyPolicy } from './switch-statements.ts';

/** Most maps of a switch. */
const MAX_MAPS = 256;

interface Group {
  readonly name: Word;
  pfc: boolean | undefined;
  bandwidth?: Word;
  strict?: Word;
}

/** A `dcb-map`: groups of priorities, and the priorities of each. */
export interface DcbMap {
  readonly name: Word;
  readonly groups: Map<number, Group>;
  /** The group of each of the eight priorities, and where that is said. */
  priorities: { readonly groups: readonly number[]; readonly call: Call } | undefined;
}

/** `dcb-map NAME` and the lines below it. Source: OS9 configuration guide, "Data Center Bridging": configuring DCB maps. */
export function dcbMap(maps: Map<string, DcbMap>, call: Call): Level {
  const [name] = call.args;
  if (!name) return IGNORED;
  if (call.undo) {
    maps.delete(name.text);
    return IGNORED;
  }
  const map = maps.get(name.text) ?? { name, groups: new Map(), priorities: undefined };
  if (maps.size < MAX_MAPS) maps.set(name.text, map);
  return level(MAP, map);
}

/** `priority-group 0 bandwidth 50 pfc off`, `priority-group 1 strict-priority pfc on`. */
const group: LineReader<DcbMap> = ({ groups }, call) => {
  const [id, ...more] = call.args;
  if (!id || !/^[0-7]$/.test(id.text)) return undefined;
  groups.delete(Number(id.text));
  if (call.undo) return undefined;
  const after = (keyword: string): Word | undefined => {
    const at = more.findIndex((word) => word.lower === keyword);
    return at < 0 ? undefined : more[at + 1];
  };
  const pfc = after('pfc')?.lower;
  const bandwidth = after('bandwidth');
  const strict = more.find((word) => word.lower === 'strict-priority');
  groups.set(Number(id.text), {
    name: id,
    pfc: pfc === 'on' ? true : pfc === 'off' ? false : undefined,
    ...(bandwidth ? { bandwidth } : {}),
    ...(strict ? { strict } : {}),
  });
  return undefined;
};

const MAP = new Phrases<LineReader<DcbMap>>({
  'priority-group': group,
  // As Microsoft's guide to converged adapters prints it.
  'priority group': group,
  'priority-pgid': (map, call) => {
    const groups = call.args.map((word) => (/^[0-7]$/.test(word.text) ? Number(word.text) : Number.NaN));
    map.priorities = call.undo || groups.length !== 8 || groups.some(Number.isNaN) ? undefined : { groups, call };
    return undefined;
  },
});

/** The lossless priorities of the ports that have a map, and its groups as classes. */
export function putDcbMaps({ draft, dcbMaps, dcbUses, dcbOff }: Os9Switch): void {
  for (const [port, name] of dcbUses) {
    const map = dcbMaps.get(name.text);
    const priorities = map && losslessOf(map);
    const pfc = port.section('pfc', name);
    if (!map || !priorities || dcbOff) {
      port.lose('pfc');
      continue;
    }
    pfc.set('mode', priorities.length > 0 ? 'on' : 'off', name);
    pfc.set('priorities', priorities, map.priorities!.call.rest);
    // A map is applied as a policy is: its groups are classes with a share of the bandwidth.
    applyPolicy(port, undefined, undefined, name, { ...map.priorities!.call, undo: undefined, whole: name });
  }
  const maps = [...dcbMaps.values()].filter((map) => map.groups.size > 0);
  for (const { name, groups } of maps)
    for (const { name: id, bandwidth, strict } of groups.values()) {
      const list = draft.draft.section('qos', name).list('classes', id);
      list.whole = true;
      const item = list.make(`priority-group ${id.text}`, id);
      item.created = true;
      item.set('type', 'queuing', name);
      item.set('policy', name.text, name);
      if (strict) item.set('algorithm', 'Strict', strict);
      else if (bandwidth && /^\d{1,3}$/.test(bandwidth.text) && Number(bandwidth.text) <= 100)
        item.set('bandwidthPercent', Number(bandwidth.text), bandwidth);
    }
}

/** The priorities of the groups with PFC; undefined where a group does not say, or no line says which priorities it has. */
function losslessOf({ groups, priorities }: DcbMap): readonly number[] | undefined {
  if (!priorities) return undefined;
  const states = priorities.groups.map((id) => groups.get(id)?.pfc);
  if (states.includes(undefined)) return undefined;
  return states.flatMap((on, priority) => (on ? [priority] : []));
}
