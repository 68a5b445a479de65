import { vulnerabilitiesOf } from '../facts/vulnerabilities.ts';
import { pass } from './_containers.ts';
import { image, imageId, imagesOf } from './_examples.ts';
import { imageCheck } from './_images.ts';
import { book, cis, nist } from './_references.ts';

const trivy = (Severity: string, ArtifactName = 'registry.example/app:1.4') => ({
  options: {
    vulnerabilityReports: [
      {
        ArtifactName,
        Metadata: { ImageID: '' },
        Results: [{ Vulnerabilities: [{ VulnerabilityID: 'CVE-2026-1', Severity }] }, {}],
      },
    ],
  },
});

export default imageCheck({
  id: 'IMG012',
  title: { en: 'No grave vulnerability is known in images', ja: '既知の重大な脆弱性がない' },
  severity: { strict: 'medium' },
  references: [book('compliance-check.sh'), cis('4.4'), nist('4.1.1')],
  messages: {
    found: {
      en: 'The report names {critical} critical and {high} high vulnerabilities in it.',
      ja: 'レポートによると重大 {critical} 件、高 {high} 件の脆弱性があります。',
    },
    none: { en: 'No report of Trivy or Grype covers it.', ja: 'Trivy または Grype のレポートがありません。' },
  },
  why: {
    en: 'How to use them is published.',
    ja: '悪用方法が公開されています。',
  },
  remedy: {
    en: 'Build it anew on a newer base image; look into the report for what is left.',
    ja: '新しいベースイメージで作り直し、残ったものはレポートで確認してください。',
  },
  commands: ['trivy image --format json --output report.json {name}'],
  examples: {
    pass: [{ ...imagesOf([image()]), ...trivy('LOW') }],
    fail: [
      { ...imagesOf([image()]), ...trivy('CRITICAL') },
      {
        ...imagesOf([image()]),
        options: {
          vulnerabilityReports: [
            {
              source: { target: { imageID: `sha256:${imageId}` } },
              matches: [{ vulnerability: { severity: 'High' } }],
            },
          ],
        },
      },
    ],
    notApplicable: [
      imagesOf([image()]),
      { ...imagesOf([image()]), ...trivy('HIGH', 'other:1') },
      { ...imagesOf([image()]), options: { vulnerabilityReports: ['', null, 3, { Results: 'x' }] } },
    ],
  },
  judge({ id, tags }, { options }) {
    const counts = vulnerabilitiesOf(options.vulnerabilityReports, id, tags);
    if (!counts) return { state: 'notApplicable', say: 'none' };
    const { critical, high } = counts;
    if (critical + high === 0) return pass;
    const severity = critical > 0 ? 'critical' : 'high';
    return { state: 'fail', say: 'found', params: { critical, high }, severity };
  },
});
