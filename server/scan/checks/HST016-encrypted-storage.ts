import { pathTo } from '../facts/storage.ts';
import { check } from '../model/check.ts';
import { book, stig } from './_references.ts';

const mounted = (source: string, fstype = 'xfs') => ({ filesystems: [{ target: '/var', source, fstype }] });
const disks = {
  blockdevices: [
    {
      name: '/dev/sda',
      kname: '/dev/sda',
      type: 'disk',
      children: [
        { name: '/dev/sda1', kname: '/dev/sda1', type: 'part' },
        {
          name: '/dev/sda2',
          kname: '/dev/sda2',
          type: 'part',
          children: [
            {
              name: '/dev/mapper/luks',
              kname: '/dev/dm-0',
              type: 'crypt',
              children: [{ name: '/dev/mapper/vg-var', kname: '/dev/dm-1', type: 'lvm' }],
            },
          ],
        },
      ],
    },
    { name: '/dev/sdb', kname: '/dev/sdb', type: 'crypt' },
  ],
};

export default check({
  id: 'HST016',
  title: { en: 'Storage lies on an encrypted disk', ja: 'ストレージが暗号化されたディスクにある' },
  severity: { strict: 'medium' },
  references: [book('compliance-check.sh'), stig('231190')],
  messages: {
    unknown: {
      en: '{source} is not encrypted as far as this host can see; the layer below it may be.',
      ja: 'このホストから見る限り {source} は暗号化されていません。下位の層で暗号化されている可能性はあります。',
    },
    plain: {
      en: '{source} is a disk of this machine, and not encrypted.',
      ja: '{source} はこのマシンのディスクで、暗号化されていません。',
    },
  },
  why: {
    en: 'Who gets hold of the disk, or of a copy, has all images, volumes and secrets.',
    ja: 'ディスクやその複製を入手した者に、すべてのイメージ・ボリューム・シークレットを読まれます。',
  },
  remedy: {
    en: 'Put the storage on a LUKS volume; swap and /var/tmp, too.',
    ja: 'ストレージを LUKS ボリュームに置いてください。スワップと /var/tmp も同様です。',
  },
  needs: ['mount', 'disks'],
  examples: {
    pass: [{ facts: { mount: mounted('/dev/mapper/vg-var'), disks } }],
    fail: [{ facts: { mount: mounted('/dev/sda1'), disks, virtualization: 'none\n' } }],
    unknown: [
      { facts: { mount: mounted('/dev/sda1'), disks, virtualization: 'kvm\n' } },
      { facts: { mount: mounted('tank/data', 'zfs'), disks } },
      { facts: { mount: { rc: 127 }, disks } },
    ],
    error: [{ facts: {} }, { facts: { mount: 'x', disks } }],
  },
  *judge({ mount, disks }, { facts }) {
    // A subvolume of btrfs follows in brackets.
    const source = mount.source.replace(/\[.*\]$/, '');
    const path = pathTo(disks, source);
    const params = { source };
    const isMetal = facts.raw.probes.get('virtualization')?.out.trim() === 'none';
    if (path?.some(({ type }) => type === 'crypt')) yield { state: 'pass', actual: source };
    else if (path && isMetal) yield { state: 'fail', say: 'plain', params };
    else yield { state: 'unknown', say: 'unknown', params };
  },
});
