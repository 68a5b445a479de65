import { readdir, readFile } from 'node:fs/promises';

const introduction = `Podseal includes the packages below. Its data of seccomp are made from the profiles of Podman (containers-common)
and Docker (moby), which are licensed under the Apache License 2.0, https://www.apache.org/licenses/LICENSE-2.0.
`;

/**
 * The licences of the npm packages of which something is in the bundles, each text once.
 * @param {import('esbuild').Metafile[]} metafiles
 */
export async function thirdPartyNotices(metafiles) {
  const packagesByLicence = new Map();
  for (const folder of bundledPackages(metafiles)) {
    const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
    const text = await licenceText(folder);
    packagesByLicence.set(text, [...(packagesByLicence.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const notices = [...packagesByLicence].map(([text, packages]) => `${packages.join('\n')}\n\n${text}\n`);
  return [introduction, ...notices].join(`\n${'-'.repeat(80)}\n\n`);
}

/** Their folders. Of a package that is imported only for its types, nothing gets into a bundle. */
function bundledPackages(metafiles) {
  const outputs = metafiles.flatMap(({ outputs }) => Object.values(outputs));
  const files = outputs.flatMap(({ inputs }) =>
    Object.keys(inputs).filter(file => !file.startsWith('shared:') && inputs[file].bytesInOutput > 0),
  );
  const folders = files.map(file => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders.filter(folder => folder !== undefined))].sort();
}

async function licenceText(folder) {
  const file = (await readdir(folder)).find(name => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${folder} is bundled, and has no licence`);
  return (await readFile(`${folder}/${file}`, 'utf8')).replaceAll('\r\n', '\n').trim();
}
