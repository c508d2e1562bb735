import { type InlayHint, InlayHintKind, type InlayHintParams } from 'vscode-languageserver/node';
import { allowedVlans, type Effective, loadBalancingAlgorithm, teamingMode } from '#model/defaults';
import type { Entity } from '#model/entity';
import type { Network } from '#model/network';
import { osText } from '#model/os';
import type { Feature, ServerContext } from './feature.ts';

/** What holds because nothing is written, at the name of what it holds for. */
export const inlayHints: Feature = {
  capabilities: () => ({ inlayHintProvider: true }),
  register(context) {
    context.connection.languages.inlayHint.on((params) => hints(context, params));
  },
};

async function hints(context: ServerContext, { textDocument, range }: InlayHintParams): Promise<InlayHint[]> {
  const { session, places, settings } = context;
  const path = places.pathOf(textDocument.uri);
  if (path === undefined || !settings().inlayHints) return [];
  await session.settled(path);
  const read = session.file(path);
  const estate = session.estateOf(path);
  if (!read || !estate) return [];
  const [start, end] = [places.offsetAt(read.file, range.start), places.offsetAt(read.file, range.end)];
  return unwritten(estate.network).flatMap(({ entity, label, tooltip }): InlayHint[] => {
    const { document, path: own } = entity.tree.source([...entity.path, 'name']);
    if (document.file !== read.file) return [];
    const at = document.rangeOf(own).end;
    if (at < start || at > end) return [];
    return [{ position: places.position(read.file, at), label, kind: InlayHintKind.Parameter, paddingLeft: true, tooltip }];
  });
}

interface Unwritten {
  readonly entity: Entity;
  readonly label: string;
  readonly tooltip: string;
}

/** Defaults that are in effect in a network. */
function unwritten(network: Network): Unwritten[] {
  const found: Unwritten[] = [];
  const add = (entity: Entity, property: string, effective: Effective<{ toString(): string }> | undefined, of: string): void => {
    if (effective?.known === 'default')
      found.push({
        entity,
        label: `${property}: ${effective.value}`,
        tooltip: `${property} is not written: this is what ${of} does then.`,
      });
  };
  for (const team of network.all('team')) {
    const { os } = team.host;
    add(team, 'teamingMode', teamingMode(team), 'every Windows Server release');
    add(team, 'loadBalancingAlgorithm', loadBalancingAlgorithm(team), os === undefined ? '' : osText(os));
  }
  for (const port of network.all('port'))
    if (port.data.mode === 'trunk' && !network.portChannelOf(port))
      add(port, 'allowedVlans', allowedVlans(port), port.switch.data.os ?? '');
  for (const channel of network.all('port-channel'))
    if (channel.data.mode === 'trunk') add(channel, 'allowedVlans', allowedVlans(channel), channel.switch.data.os ?? '');
  return found;
}
