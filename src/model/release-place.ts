import type { Host } from './entity.ts';
import { at, type Place } from './place.ts';

/** Where a host says which release it runs, to be told beside a finding; none for a host that does not say and is taken to run the release aimed at. */
export function releasePlaces(host: Host): readonly { readonly at: Place; readonly message: string }[] {
  return host.data.os === undefined ? [] : [{ at: at(host, 'os'), message: 'the release' }];
}
