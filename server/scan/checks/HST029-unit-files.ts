import { type FileRights, octal, writableByOthers } from '../facts/files.ts';
import { check } from '../model/check.ts';
import { hostOf } from './_examples.ts';
import { cis } from './_references.ts';

const unit = (mode: string, uid: number, path = '/etc/containers/systemd/web.container') =>
  `-${mode} 1 ${uid} ${uid} 92 Feb  5  2023 ${path}\n`;
const facts = (quadlets: string, unitfiles = '') => ({ host: hostOf(1000), quadlets, unitfiles });

export default check({
  id: 'HST029',
  title: { en: 'Others cannot change units', ja: 'ユニットを他のユーザーが変更できない' },
  severity: 'high',
  references: [cis('3.1', '3.2', '3.3', '3.4')],
  messages: {
    open: { en: 'Others can change {path} ({mode}).', ja: '他のユーザーが {path} を変更できます（{mode}）。' },
    foreign: { en: '{path} belongs to somebody else ({uid}).', ja: '{path} の所有者が別のユーザー（{uid}）です。' },
    none: { en: 'There are no units for containers.', ja: 'コンテナ用のユニットがありません。' },
    denied: { en: '{path} may not be looked into.', ja: '{path} の中を確認できません。' },
  },
  why: {
    en: 'Who can change a unit decides what is started with the rights of its user, at every boot.',
    ja: 'ユニットを変更できる者は、起動のたびにそのユーザーの権限で動くものを決められます。',
  },
  remedy: {
    en: 'Give it to its user, and take writing away from others.',
    ja: '所有者を正し、他者の書き込み権を外してください。',
  },
  commands: ['chmod go-w {name}'],
  needs: ['quadlets', 'unitFiles', 'host'],
  examples: {
    pass: [
      { facts: facts(unit('rw-r--r--', 0)) },
      { facts: facts(unit('rw-r--r--', 1000, '/home/app/.config/containers/systemd/web.container')) },
      { facts: facts('', unit('rw-r--r--', 0, '/etc/systemd/system/web.service')) },
    ],
    fail: [
      { facts: facts(unit('rw-rw-rw-', 0)) },
      // 577 is a smaller number than 644, and gives everybody everything.
      { facts: facts(unit('r-xrwxrwx', 0)) },
      { facts: facts(unit('rw-r--r--', 1001)) },
      { facts: facts(unit('rw-r--r--', 1000)) },
    ],
    needsRoot: [{ facts: facts('denied /etc/containers/systemd\n') }],
    notApplicable: [{ facts: facts('') }],
    error: [{ facts: {} }],
  },
  *judge({ quadlets, unitFiles, host }) {
    const files = [...quadlets.files, ...unitFiles.files];
    const isForeign = ({ uid, path }: FileRights) =>
      uid !== 0 && (uid !== host.uid || !path.startsWith(`${host.config ?? '/nonexistent'}/`));
    let isClean = true;
    for (const file of files) {
      const { path, mode, uid } = file;
      const on = { type: 'unit', name: path } as const;
      if (writableByOthers(file))
        yield { state: 'fail', say: 'open', params: { path, mode: octal(mode) }, on, at: { path } };
      else if (isForeign(file)) yield { state: 'fail', say: 'foreign', params: { path, uid }, on, at: { path } };
      else continue;
      isClean = false;
    }
    for (const path of quadlets.denied) yield { state: 'needsRoot', say: 'denied', params: { path } };
    if (files.length > 0 && isClean) yield { state: 'pass' };
    if (files.length + quadlets.denied.length === 0) yield { state: 'notApplicable', say: 'none' };
  },
});
