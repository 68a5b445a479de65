import { nearest } from '../../core/nearest.ts';
import { parentOf, pointerTo } from '../../parse/jsonPointer.ts';
import { faultsOf } from '../../settings/faults.ts';
import { knownKeys } from '../../settings/validate.generated.ts';
import { configRule, manual, replacement } from './_rule.ts';

const keysAround = (pointer: string): readonly string[] => {
  if (pointer.startsWith('/ignore/')) return knownKeys.ignore;
  if (pointer.startsWith('/scan/waivers/')) return knownKeys.waivers;
  return pointer.startsWith('/scan/') ? knownKeys.scan : knownKeys.file;
};

export default configRule({
  id: 'config/unknown-key',
  title: { en: 'Unknown key in the config', ja: '設定ファイルの未知のキー' },
  severity: 'warning',
  references: [manual],
  messages: {
    unknown: { en: 'There is no setting "{key}".', ja: '「{key}」という設定はありません。' },
    meant: {
      en: 'There is no setting "{key}"; is "{meant}" meant?',
      ja: '「{key}」という設定はありません。「{meant}」ではありませんか？',
    },
  },
  why: {
    en: 'It has no effect, and in an entry of ignore it makes the whole entry void.',
    ja: 'この設定は効果がなく、ignore の項目の中にある場合は項目全体が無効になります。',
  },
  remedy: {
    en: 'The file takes {keys}.',
    ja: '使えるキーは {keys} です。',
  },
  *check(config) {
    for (const { fault, pointer, key, span } of faultsOf(config)) {
      // An empty key is a slip of syntax, and found as such.
      if (fault !== 'unknown-key' || key === '') continue;
      const keys = keysAround(pointer);
      const meant = nearest(key, keys);
      yield {
        at: span,
        message: meant ? 'meant' : 'unknown',
        params: { key, keys: keys.join(', '), ...(meant ? { meant } : {}) },
        // Not to make a key twice.
        fixes: meant && !config.places.has(pointerTo(parentOf(pointer), meant)) ? [replacement(span, meant)] : [],
      };
    }
  },
  examples: {
    bad: [
      { text: '«profil»: strict\n', fixed: 'profile: strict\n' },
      { text: '«exlcude»: [vendor/]\n', fixed: 'exclude: [vendor/]\n' },
      { text: 'fips: true\n«severity»: error\n' },
      { text: '«future»: "# podseal: ignore config/unknown-key -- this is no comment"\n' },
      { text: 'scan:\n  «skipp»: [CTR025]\n', fixed: 'scan:\n  skip: [CTR025]\n' },
      {
        text: 'scan:\n  waivers:\n    - check: CTR001\n      reason: tape\n      until: 2027-01-31\n      «resuorce»: backup\n',
        fixed:
          'scan:\n  waivers:\n    - check: CTR001\n      reason: tape\n      until: 2027-01-31\n      resource: backup\n',
      },
      {
        text: 'ignore:\n  - rule: DL3002\n    «resaon»: port 80\n    reason: port 80\n',
      },
      {
        text: 'ignore:\n  - rule: DL3002\n    reason: port 80\n    «"paht"»: app/\n',
        fixed: 'ignore:\n  - rule: DL3002\n    reason: port 80\n    path: app/\n',
      },
    ],
    good: [
      { text: 'profile: strict\nfips: true\npodman: "5.8"\nrules: {}\nignore: []\nexclude: []\n' },
      { text: '' },
      { text: '# profil: strict\n' },
      { text: '# podseal: ignore config/unknown-key -- for a newer version\nfuture: 1\n' },
      { text: 'fips: true\nfuture: # podseal: ignore config/unknown-key -- for a newer version\n  - 1\n' },
      { text: 'rules:\nignore:\nexclude:\n' },
    ],
  },
});
