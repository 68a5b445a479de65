import { mkdir, writeFile } from 'node:fs/promises';
import { configured, container, hostOf, image, info } from '../../server/scan/checks/_examples.ts';
import { factsFile } from '../../test/support/facts.ts';

/** As many as a busy host has. */
const containers = 31;

const lines = objects => objects.map(object => `${JSON.stringify(object)}\n`).join('');

/** What a host says that has containers of its own, good and bad ones, and as much else as real ones. */
export function factsOf(i) {
  const name = `web${String(i).padStart(4, '0')}`;
  const all = Array.from({ length: containers }, (_, n) => {
    const own = { name: `app-${n}`, id: `${n}`.padEnd(64, 'c'), pid: 100 + n };
    return n % 4 === 0
      ? configured({ Privileged: n % 8 === 0, ReadonlyRootfs: false, Memory: 0 }, own)
      : container(own);
  });
  return factsFile({
    host: hostOf(1000).replace('web01', name),
    info: info(),
    containers: lines(all),
    images: lines(
      Array.from({ length: 12 }, (_, n) =>
        image({ id: `${n}`.padEnd(64, 'a'), tags: [`registry.example/app:1.${n}`] }),
      ),
    ),
    '/etc/containers/policy.json': { default: [{ type: i % 2 ? 'reject' : 'insecureAcceptAnything' }] },
    // What nobody asks for is read all the same.
    units: 'Id=podman.service\n'.repeat(500),
    listening: 'LISTEN 0 4096 0.0.0.0:8080 0.0.0.0:* users:(("rootlessport",pid=1,fd=10))\n'.repeat(300),
  });
}

/** Writes a facts file for each host of a fleet. */
export async function writeFleet(folder, hosts) {
  await mkdir(folder, { recursive: true });
  for (let i = 0; i < hosts; i++) await writeFile(`${folder}/web${String(i).padStart(4, '0')}.facts`, factsOf(i));
}
