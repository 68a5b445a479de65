import { octal } from '../facts/files.ts';
import { imageResource } from '../facts/images.ts';
import { check } from '../model/check.ts';
import { image, imagesOf } from './_examples.ts';
import { cis } from './_references.ts';

const layer = '/var/lib/containers/storage/overlay/1/diff';
const layered = image({ layers: { UpperDir: layer } });

export default check({
  id: 'IMG009',
  title: { en: 'Images have no setuid programs', ja: 'イメージに setuid プログラムがない' },
  severity: { strict: 'medium' },
  references: [cis('4.8')],
  messages: {
    setuid: { en: '{path} has the mode {mode}.', ja: '{path} のモードが {mode} です。' },
    hidden: { en: 'Where its layers lie is not known.', ja: 'レイヤーの場所が分かりません。' },
    noImages: { en: 'There is no image.', ja: 'イメージがありません。' },
  },
  why: {
    en: 'Whoever runs such a program gets the rights of its owner, root.',
    ja: '実行した人が、所有者である root の権限を得ます。',
  },
  remedy: {
    en: 'Take the bit away in the Containerfile, and run containers with no-new-privileges.',
    ja: 'Containerfile でビットを外し、コンテナは no-new-privileges で実行してください。',
  },
  commands: ['RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +'],
  needs: ['images', 'setuid'],
  examples: {
    pass: [imagesOf([layered], { setuid: '' })],
    fail: [imagesOf([layered], { setuid: `-rwsr-xr-x 1 0 0 59336 Dec 14  2025 ${layer}/bin/su\n` })],
    unknown: [imagesOf([image()], { setuid: '' })],
    needsRoot: [imagesOf([layered], { setuid: { rc: 77 } })],
    notApplicable: [imagesOf([layered]), imagesOf([], { setuid: '' })],
    error: [imagesOf([layered], { setuid: { rc: 124 } })],
  },
  *judge({ images, setuid }) {
    if (images.length === 0) yield { state: 'notApplicable', say: 'noImages' };
    for (const image of images) {
      const on = imageResource(image);
      if (image.layers.length === 0) {
        yield { state: 'unknown', say: 'hidden', on };
        continue;
      }
      const seen = new Set<string>();
      const found = image.layers.flatMap(layer =>
        setuid.files.flatMap(({ path, mode }) =>
          path.startsWith(`${layer}/`) ? [{ path: path.slice(layer.length), mode: octal(mode) }] : [],
        ),
      );
      for (const { path, mode } of found) {
        if (seen.has(path)) continue;
        seen.add(path);
        yield { state: 'fail', say: 'setuid', params: { path, mode }, detail: path, on };
      }
      if (found.length === 0) yield { state: 'pass', on };
    }
  },
});
