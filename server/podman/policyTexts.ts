import type { Text } from '../core/text.ts';

/** What each requirement asks for, in a sentence. */
export const requirementTexts: Readonly<Record<string, Text>> = {
  insecureAcceptAnything: {
    en: 'Accepts the image without looking at any signature.',
    ja: '署名を確認せずにイメージを受け入れます。',
  },
  reject: { en: 'Rejects the image.', ja: 'イメージを拒否します。' },
  signedBy: {
    en: 'Accepts the image if one of these GnuPG keys has signed it.',
    ja: '指定した GnuPG の鍵のいずれかによる署名があれば受け入れます。',
  },
  sigstoreSigned: {
    en: 'Accepts the image if it has a Sigstore (cosign) signature that fits.',
    ja: '条件に合う Sigstore（cosign）の署名があれば受け入れます。',
  },
  signedBaseLayer: {
    en: 'Was never implemented: rejects every image.',
    ja: '実装されていないため、すべてのイメージを拒否します。',
  },
};

/** Which name a signature must be for. */
export const identityTexts: Readonly<Record<string, Text>> = {
  matchExact: {
    en: 'The signature must be for the same name and tag; images by digest are denied.',
    ja: '署名は名前とタグが同じイメージのものでなければなりません。ダイジェスト指定のイメージは拒否されます。',
  },
  matchRepoDigestOrExact: {
    en: 'The signature must be for the same name and tag; for an image by digest, for the same repository.',
    ja: '署名は名前とタグが同じイメージのものでなければなりません。ダイジェスト指定の場合はリポジトリが同じなら有効です。',
  },
  matchRepository: {
    en: 'The signature may be for any tag of the same repository.',
    ja: '同じリポジトリであれば、どのタグの署名でも有効です。',
  },
  exactReference: {
    en: 'The signature must be for the image that is named here, whatever the image is called.',
    ja: 'イメージの名前にかかわらず、署名はここに書かれたイメージのものでなければなりません。',
  },
  exactRepository: {
    en: 'The signature must be for the repository that is named here, with any tag.',
    ja: '署名はここに書かれたリポジトリのものでなければなりません。タグは問いません。',
  },
  remapIdentity: {
    en: 'For images whose name starts with the prefix, the signature must be for the name with signedPrefix in its place: for mirrors.',
    ja: '名前が prefix で始まるイメージでは、それを signedPrefix に置き換えた名前の署名が必要です。ミラー用です。',
  },
};

export const keySourceTexts = {
  file: { en: 'Key', ja: '鍵' },
  data: { en: 'a key in the policy itself', ja: 'ポリシー内の鍵' },
  fulcio: {
    en: 'Signed by {email}, as {issuer} vouches.',
    ja: '{issuer} が保証する {email} の署名。',
  },
  log: {
    en: 'The signature must be recorded in the transparency log (Rekor).',
    ja: '署名は透明性ログ（Rekor）に記録されている必要があります。',
  },
} satisfies Record<string, Text>;

/** What images come from, for each transport. */
export const transportTexts: Readonly<Record<string, Text>> = {
  docker: { en: 'registries', ja: 'レジストリ' },
  'containers-storage': { en: "Podman's local storage", ja: 'Podman のローカルストレージ' },
  dir: { en: 'folders', ja: 'フォルダー' },
  'docker-archive': { en: 'docker save and podman save', ja: 'docker save・podman save のファイル' },
  'docker-daemon': { en: "the local Docker daemon's storage", ja: 'ローカルの Docker デーモン' },
  oci: { en: 'folders in the OCI layout', ja: 'OCI レイアウトのフォルダー' },
  'oci-archive': { en: 'tar files in the OCI layout', ja: 'OCI レイアウトの tar ファイル' },
  sif: { en: 'Singularity files', ja: 'Singularity のファイル' },
  tarball: { en: 'plain tar files', ja: '通常の tar ファイル' },
  atomic: { en: 'the registry of OpenShift (deprecated)', ja: 'OpenShift のレジストリ（非推奨）' },
  ostree: { en: 'OSTree (no longer built in)', ja: 'OSTree（現在は組み込まれていません）' },
};
