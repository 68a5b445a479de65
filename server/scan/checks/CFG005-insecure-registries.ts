import { check } from '../model/check.ts';
import { info } from './_examples.ts';
import { cis, nist, registriesConf } from './_references.ts';

const registry = (Location: string, Insecure: boolean, Mirrors: unknown = null, Blocked = false) => ({
  info: info(
    {},
    { registries: { [Location]: { Prefix: Location, Location, Insecure, Mirrors, Blocked }, search: ['quay.io'] } },
  ),
});

export default check({
  id: 'CFG005',
  title: { en: 'Registries are asked over TLS', ja: 'レジストリとの通信が TLS で保護されている' },
  severity: 'high',
  references: [cis('2.5'), nist('4.2.1'), registriesConf],
  messages: {
    insecure: {
      en: 'The certificate of {registry} is not checked, or plain HTTP is used.',
      ja: '{registry} の証明書を検証しないか、平文の HTTP を使います。',
    },
    mirror: {
      en: 'The mirror {mirror} of {registry} is asked without TLS.',
      ja: '{registry} のミラー {mirror} と TLS なしで通信します。',
    },
    local: {
      en: '{registry} on this host is asked without TLS.',
      ja: 'このホスト上の {registry} と TLS なしで通信します。',
    },
  },
  why: {
    en: 'Who stands in between reads the password and puts another image in.',
    ja: '通信経路上の攻撃者にパスワードを読まれ、イメージをすり替えられます。',
  },
  remedy: {
    en: 'Take `insecure = true` away, and put the CA of the registry into /etc/containers/certs.d.',
    ja: 'insecure = true を外し、レジストリの CA 証明書を /etc/containers/certs.d に置いてください。',
  },
  commands: ['install -D -m 0644 ca.crt /etc/containers/certs.d/{name}/ca.crt'],
  needs: ['info'],
  examples: {
    pass: [
      { facts: { info: info() } },
      { facts: registry('registry.example', false) },
      { facts: registry('old.example', true, null, true) },
    ],
    fail: [
      { facts: registry('registry.example:5000', true) },
      { facts: registry('quay.io', false, [{ Location: 'mirror.example:5000', Insecure: true }]) },
    ],
    review: [{ facts: registry('localhost:5000', true) }, { facts: registry('127.0.0.1:5000', true) }],
    error: [{ facts: { info: { rc: 125, err: 'Error' } } }],
  },
  *judge({ info }) {
    let isClean = true;
    // Nothing comes from a blocked one, nor from its mirrors.
    for (const { location, insecure, insecureMirrors } of info.registries.filter(({ blocked }) => !blocked)) {
      const on = { type: 'registry', name: location } as const;
      const params = { registry: location };
      if (insecure)
        yield isLocal(location)
          ? { state: 'review', say: 'local', params, on }
          : { state: 'fail', say: 'insecure', params, on };
      for (const mirror of insecureMirrors) {
        yield {
          state: isLocal(mirror) ? 'review' : 'fail',
          say: 'mirror',
          params: { ...params, mirror },
          detail: mirror,
          on,
        };
      }
      if (insecure || insecureMirrors.length > 0) isClean = false;
    }
    if (isClean) yield { state: 'pass' };
  },
});

const isLocal = (location: string): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?:[:/]|$)/.test(location);
