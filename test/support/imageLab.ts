import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const digestOf = (data: Buffer): string => `sha256:${createHash('sha256').update(data).digest('hex')}`;

const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** The smallest image: one layer without files. */
function image(): { readonly manifest: Buffer; readonly blobs: ReadonlyMap<string, Buffer> } {
  const tar = Buffer.alloc(1024);
  const layer = gzipSync(tar);
  const rootfs = { type: 'layers', diff_ids: [digestOf(tar)] };
  const config = Buffer.from(JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs, config: {} }));
  const part = (type: string, data: Buffer) => ({
    mediaType: `application/vnd.oci.image.${type}`,
    digest: digestOf(data),
    size: data.length,
  });
  const layers = [part('layer.v1.tar+gzip', layer)];
  const content = { schemaVersion: 2, mediaType: manifestType, config: part('config.v1+json', config), layers };
  const blobs = new Map([layer, config].map(data => [digestOf(data), data]));
  return { manifest: Buffer.from(JSON.stringify(content)), blobs };
}

const { manifest, blobs } = image();

/** Of the one image that there is. */
export const imageDigest = digestOf(manifest);

/** Puts the image into a folder, as the transport `oci` reads it. */
export function writeImage(folder: string): void {
  const files = path.join(folder, 'blobs/sha256');
  mkdirSync(files, { recursive: true });
  for (const [digest, data] of [...blobs, [imageDigest, manifest] as const])
    writeFileSync(path.join(files, digest.slice('sha256:'.length)), data);
  writeFileSync(path.join(folder, 'oci-layout'), '{"imageLayoutVersion": "1.0.0"}');
  const manifests = [{ mediaType: manifestType, digest: imageDigest, size: manifest.length }];
  writeFileSync(path.join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
}

export interface Registry {
  readonly port: number;
  close(): void;
}

/** A registry on this machine that has the image under every name, and no signatures. */
export async function startRegistry(): Promise<Registry> {
  const server: Server = createServer(({ url = '' }, response) => {
    const [, kind, name = ''] = /\/(manifests|blobs)\/([^/]+)$/.exec(url) ?? [];
    const blob = kind === 'manifests' ? manifest : blobs.get(name);
    const isThere = url === '/v2/' || (blob !== undefined && !name.endsWith('.sig'));
    const type = kind === 'manifests' ? manifestType : 'application/octet-stream';
    response.writeHead(isThere ? 200 : 404, { 'Content-Type': type, 'Docker-Content-Digest': imageDigest });
    response.end(isThere ? blob : undefined);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
