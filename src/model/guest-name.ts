import type { Vm, VmAdapter } from './entity.ts';
import { nameKey } from './names.ts';

/** What the guest calls an adapter of its VM, where that is written: `guestName`, else `guest.nicNames` by the name of the adapter. */
export function guestNameOf(adapter: VmAdapter): string | undefined {
  if (adapter.data.guestName !== undefined) return adapter.data.guestName;
  const names = adapter.vm.data.guest?.nicNames;
  // Two adapters of one name are not told apart by it.
  if (!names || !hasOwnName(adapter)) return undefined;
  const key = Object.keys(names).find((each) => nameKey(each) === nameKey(adapter.name));
  return key === undefined ? undefined : names[key];
}

/** Whether no other adapter of the VM has the name of this one, so that a command can name it. */
export function hasOwnName(adapter: VmAdapter): boolean {
  return adapter.vm.adapters.every((other) => other === adapter || nameKey(other.name) !== nameKey(adapter.name));
}

/** Whether every adapter of a VM is known by its name in the guest. */
export function knowsGuestNames(vm: Vm): boolean {
  return vm.adapters.length > 0 && vm.adapters.every((adapter) => guestNameOf(adapter) !== undefined);
}

/**
 * The adapter of a VM that a name written in the guest means: the one the guest calls so, else the one that has the name on the
 * host. An adapter the guest calls otherwise is taken by its name on the host only where no other can be meant.
 */
export function adapterNamed(vm: Vm, name: string): VmAdapter | undefined {
  const only = (found: readonly VmAdapter[]): VmAdapter | undefined => (found.length === 1 ? found[0] : undefined);
  const called = vm.adapters.filter((adapter) => nameKey(guestNameOf(adapter) ?? '') === nameKey(name));
  if (called.length > 0) return only(called);
  const own = only(vm.adapters.filter((adapter) => nameKey(adapter.name) === nameKey(name)));
  return own && (guestNameOf(own) === undefined || knowsGuestNames(vm)) ? own : undefined;
}
