import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['hvlint-source'] },
  ssr: { resolve: { conditions: ['hvlint-source', 'node', 'import'] } },
  test: { include: ['test/**/*.test.ts'], pool: 'threads', maxWorkers: 2 },
});
