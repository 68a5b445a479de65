// Builds the .vsix, and looks into it: what must not be shipped, and how large it is.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX, listFiles } from '@vscode/vsce';

const packagePath = 'podseal.vsix';
const largest = 1_000_000;
const staging = 'out/extension';

if (spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' }).status !== 0) process.exit(1);
await stage();
await createVSIX({ cwd: staging, packagePath: path.resolve(packagePath), dependencies: false });

const files = await listFiles({ cwd: staging, dependencies: false });
const shipped =
  /^(dist\/[\w-]+\.(?:c?js|json|sh|txt)|schemas\/.*\.json|snippets\/.*\.json|l10n\/.*\.json|media\/icon\.png|package(\.nls(\.\w+)?)?\.json|(README|CHANGELOG)\.md|LICENSE)$/i;
const strangers = files.filter(file => !shipped.test(file));
const { size } = statSync(packagePath);
console.log(`${packagePath}: ${files.length} files, ${Math.round(size / 1000)} kB`);
if (strangers.length > 0) console.error(`These do not belong into it: ${strangers.join(', ')}`);
if (size > largest) console.error(`It is larger than ${largest / 1000} kB`);
process.exitCode = strangers.length > 0 || size > largest ? 1 : 0;

/** What npm ships, but for what the extension has no use for: the examples of `podseal explain`, the tables of rules. */
async function stage() {
  const manifest = JSON.parse(await readFile('package.json', 'utf8'));
  await rm(staging, { recursive: true, force: true });
  for (const file of ['package.json', ...manifest.files]) await cp(file, `${staging}/${file}`, { recursive: true });
  await rm(`${staging}/dist/examples.json`);
  const readme = await readFile('README.md', 'utf8');
  const link = `${manifest.repository.url.slice('git+'.length, -'.git'.length)}/blob/main/docs/rules/README.md`;
  const shorter = readme.replace(/<!-- rules -->.*<!-- \/rules -->/s, `[All rules](${link})`);
  if (shorter === readme) throw new Error('README.md has no tables of rules to leave out');
  await writeFile(`${staging}/README.md`, shorter);
  for (const name of await readdir('schemas')) {
    const schema = JSON.parse(await readFile(`schemas/${name}`, 'utf8'));
    await writeFile(`${staging}/schemas/${name}`, JSON.stringify(schema));
  }
}
