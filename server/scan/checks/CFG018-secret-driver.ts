import { readJson } from '../facts/json.ts';
import { check } from '../model/check.ts';
import { podman } from './_references.ts';

export default check({
  id: 'CFG018',
  title: { en: 'Secrets are encrypted where they lie', ja: 'シークレットが暗号化されて保存されている' },
  severity: { strict: 'low' },
  references: [podman('secret-create')],
  messages: {
    file: { en: 'The driver "file" keeps it unencrypted.', ja: 'file ドライバーが暗号化せずに保存しています。' },
    none: { en: 'There is no secret.', ja: 'シークレットがありません。' },
  },
  why: {
    en: 'Who reads the storage, or a backup of it, has it.',
    ja: 'ストレージやそのバックアップを読める者に知られます。',
  },
  remedy: {
    en: 'Use the driver pass or shell, or encrypt the disk; see HST016.',
    ja: 'pass か shell ドライバーを使うか、ディスクを暗号化してください。HST016 もご覧ください。',
  },
  commands: ['podman secret create --driver pass NAME FILE'],
  needs: ['secrets'],
  examples: {
    pass: [{ facts: { secrets: '"db" "pass"\n' } }],
    review: [{ facts: { secrets: '"db" "file"\n"a \\"b" "pass"\n' } }],
    notApplicable: [{ facts: { secrets: '' } }],
    error: [
      { facts: { secrets: { rc: 125, err: 'Error: no' } } },
      { facts: { secrets: '"db" "pass"\nSegmentation fault\n' } },
    ],
  },
  *judge({ secrets }) {
    if (secrets.length === 0) yield { state: 'notApplicable', say: 'none' };
    for (const line of secrets) {
      const [, written = '""', driver] = /^(".*") "([^"]*)"$/.exec(line) ?? [];
      const name = readJson(written);
      const on = { type: 'secret', name: typeof name === 'string' ? name : '' } as const;
      yield driver === 'file' ? { state: 'review', say: 'file', on } : { state: 'pass', on };
    }
  },
});
