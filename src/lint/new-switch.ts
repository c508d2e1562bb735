import type { VmSwitch } from '#model/entity';
import { isForgotten } from '#read/forgotten';

const AT_CREATION = ['bandwidthReservationMode', 'iovEnabled', 'packetDirectEnabled'];

/**
 * What New-VMSwitch must be told of a Hyper-V switch that is made anew because it cannot be changed later: how minimum bandwidth is
 * counted, and SR-IOV. Empty when nothing of it is written. Undefined where it is not known, or where what is written does not go
 * together: minimum bandwidth with SR-IOV (compat/iov-with-min-bandwidth), Packet Direct with a team (set/packet-direct).
 * Source: https://learn.microsoft.com/powershell/module/hyper-v/new-vmswitch
 */
export function creationParameters({ data }: VmSwitch): string | undefined {
  const { bandwidthReservationMode: mode, iovEnabled, packetDirectEnabled } = data;
  if (packetDirectEnabled === true || AT_CREATION.some((key) => isForgotten(data, key))) return undefined;
  if (iovEnabled === true && (mode === 'Weight' || mode === 'Absolute')) return undefined;
  return `${mode === undefined ? '' : ` -MinimumBandwidthMode ${mode}`}${iovEnabled === true ? ' -EnableIov $true' : ''}`;
}
