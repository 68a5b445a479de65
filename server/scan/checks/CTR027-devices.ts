import { containerCheck, pass } from './_containers.ts';
import { configured, container, rootful } from './_examples.ts';
import { cis } from './_references.ts';

const having = (PathOnHost: string) => configured({ Devices: [{ PathOnHost, PathInContainer: PathOnHost }] });

/** Everybody has these anyway. */
const harmless = /^\/dev\/(?:null|zero|full|random|urandom|tty)$/;

export default containerCheck({
  id: 'CTR027',
  title: { en: 'No device of the host is handed over', ja: 'ホストのデバイスを渡していない' },
  severity: 'medium',
  impliedBy: ['CTR001'],
  references: [cis('5.18')],
  messages: {
    device: { en: "It has the host's {device}.", ja: 'ホストの {device} を使えます。' },
    all: { en: 'It has all devices of the host.', ja: 'ホストのすべてのデバイスを使えます。' },
  },
  why: {
    en: 'A device goes past the file system and its rights; a disk gives every file of the host.',
    ja: 'デバイスはファイルの権限を迂回します。ディスクであればホストの全ファイルに届きます。',
  },
  remedy: {
    en: 'Create it anew without --device, or with the one that it cannot do without.',
    ja: '--device を外すか、不可欠なものだけを指定して作り直してください。',
  },
  examples: {
    pass: [rootful([container()]), rootful([having('/dev/null')])],
    fail: [rootful([having('/dev/sda')]), rootful([having('/dev/fuse')]), rootful([configured({ Privileged: true })])],
  },
  judge({ host }) {
    if (host.privileged) return { state: 'fail', say: 'all' };
    const devices = host.devices.filter(device => !harmless.test(device));
    if (devices.length === 0) return pass;
    return devices.map(device => ({ state: 'fail', say: 'device', params: { device }, detail: device }));
  },
});
