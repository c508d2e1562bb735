import { defineConfig } from 'vitest/config';
import { forVite } from './scripts/page-files.mjs';

export default defineConfig({
  plugins: [forVite],
  resolve: { conditions: ['hvlint-source'] },
  ssr: { resolve: { conditions: ['hvlint-source', 'node', 'import'] } },
  test: { include: ['test/**/*.test.ts'], pool: 'threads', maxWorkers: 2, testTimeout: 60_000 },
});
