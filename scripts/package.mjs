// Builds the .vsix, and looks into it: what must not be shipped, and how large it is.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createVSIX, listFiles } from '@vscode/vsce';

const packagePath = 'podseal.vsix';
const largest = 1_000_000;

if (spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' }).status !== 0) process.exit(1);
await createVSIX({
  packagePath,
  dependencies: false,
  // `podseal explain` shows examples, and what looks like a token in one of them is none.
  allowPackageSecrets: ['github'],
});

const files = await listFiles({ dependencies: false });
const shipped =
  /^(dist\/[\w-]+\.(?:c?js|json|sh)|schemas\/.*\.json|l10n\/.*\.json|media\/icon\.png|package(\.nls(\.\w+)?)?\.json|(README|CHANGELOG)\.md|LICENSE)$/i;
const strangers = files.filter(file => !shipped.test(file));
const { size } = statSync(packagePath);
console.log(`${packagePath}: ${files.length} files, ${Math.round(size / 1000)} kB`);
if (strangers.length > 0) console.error(`These do not belong into it: ${strangers.join(', ')}`);
if (size > largest) console.error(`It is larger than ${largest / 1000} kB`);
process.exitCode = strangers.length > 0 || size > largest ? 1 : 0;
