import { get } from '../../parse/yaml/view.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { cisKubernetes, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { volumesIn } from './_volumes.ts';

export default kubeRule({
  id: 'kube/host-path',
  title: { en: 'Path of the host', ja: 'ホストのパス' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'warning' },
  aliases: ['KSV-0023', 'C-0048', 'C-0203', 'disallow-host-path', 'hostPathSet', 'PSS105'],
  references: [podSecurityStandards, cisKubernetes('5.2.12')],
  messages: {
    path: { en: '{pod} uses a path of the host.', ja: '{pod} はホストのパスを使用します。' },
  },
  why: {
    en: 'What lies there belongs to the host: who changes it reaches programs outside of the container, and the pod runs only where the path exists.',
    ja: 'そこにあるものはホストのものです。変更すればコンテナの外のプログラムに影響し、ポッドはそのパスがある場所でしか動きません。',
  },
  remedy: {
    en: 'Use a persistentVolumeClaim for data that stays, an emptyDir for data that does not.',
    ja: '残すデータには persistentVolumeClaim、残さないデータには emptyDir を使ってください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
  volumes:
  - name: data
    «hostPath»:
      path: /srv/web
  - {name: templated, «hostPath»: {path: "{{ .path }}"}}
`,
      },
      {
        settings: { profile: 'strict' },
        text: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: web
x-data: &data {name: data, hostPath: {path: /srv/web}}
spec:
  schedule: '@daily'
  jobTemplate:
    spec:
      template:
        spec:
          containers: [{name: app, image: 'quay.io/acme/app:1.4'}]
          volumes: [«*data»]
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
  volumes:
  - {name: hostPath, emptyDir: {}}
  - {name: data, hostPath: null, persistentVolumeClaim: {claimName: data}}
`,
      },
      {
        text: `${appPod}
  volumes: [{name: data, hostPath: {path: /srv/web}}]
`,
      },
    ],
  },
  check: document =>
    volumesIn(document).flatMap(({ workload, value, path }) => {
      const field = get(value, 'hostPath');
      return field ? [{ at: field.keyAt, message: 'path', params: { pod: podName(workload) }, subject: path }] : [];
    }),
});
