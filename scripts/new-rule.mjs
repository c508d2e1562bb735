// npm run new-rule -- area/name about: writes the two files of a rule and its line in the list.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [id, about = 'host'] = process.argv.slice(2);
if (!id || !/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id)) {
  console.error('usage: npm run new-rule -- area/name [host|nic|team|vm|port|…]');
  process.exit(2);
}
if (existsSync(`${root}rules/${id}.ts`)) {
  console.error(`rules/${id}.ts exists already`);
  process.exit(2);
}
mkdirSync(dirname(`${root}rules/${id}.ts`), { recursive: true });
writeFileSync(
  `${root}rules/${id}.ts`,
  `import { defineRule } from '#lint/rule';
import { at } from '#model/place';

export default defineRule({
  about: '${about}',
  severity: 'warning',
  title: 'Say in one line what is wrong where the rule speaks',
  since: '0.1.0',
  source: 'Say where the guidance stands',
  check(subject, { report }) {
    if (subject.name === 'guilty') report(at(subject, 'name'), \`\${subject.name} is wrong\`);
  },
});
`,
);
writeFileSync(
  `${root}rules/${id}.md`,
  `# ${id}
What is wrong, and what happens because of it.

## Fails
\`\`\`yaml file=hv01.yaml
kind: host
name: guilty              # warning: is wrong
\`\`\`

## Passes
\`\`\`yaml file=hv01.yaml
kind: host
name: hv01
\`\`\`

## How to repair
The command.

## Source
Where the guidance stands.
`,
);
execFileSync(process.execPath, [`${root}scripts/generate.mjs`], { stdio: 'inherit' });
console.log(`wrote rules/${id}.ts and rules/${id}.md`);
