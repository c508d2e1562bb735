import { constants } from 'node:os';
import { setImmediate } from 'node:timers/promises';

/** The signals by which people and systems end a process. */
const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Thrown by work that left nothing behind because a signal asked the process to end. */
export class Interrupted extends Error {}

/**
 * Does work that must not stop half-way. A signal to end waits until it is done, and then ends the process as it would have. Work that
 * can still be undone asks now and then whether one came, and throws Interrupted.
 */
export async function uninterrupted<T>(work: (asked: () => Promise<boolean>) => Promise<T>): Promise<T> {
  // Who listens already (--watch) ends the process in a way of its own.
  const held = ENDING.filter((signal) => process.listenerCount(signal) === 0);
  let came: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals): void => {
    came ??= signal;
  };
  const asked = async (): Promise<boolean> => {
    // Signals are heard between two pieces of work only.
    await setImmediate();
    return came !== undefined;
  };
  for (const signal of held) process.on(signal, hold);
  try {
    return await work(asked);
  } finally {
    await asked();
    for (const signal of held) process.off(signal, hold);
    if (came !== undefined) {
      process.kill(process.pid, came);
      process.exit(128 + constants.signals[came]);
    }
  }
}
