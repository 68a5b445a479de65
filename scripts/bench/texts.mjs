import { readFileSync } from 'node:fs';

/** A stage as people write them, with some of the faults that people make: 25 lines. */
const stage = i => `FROM node:22.1${i % 10}.0-bookworm-slim AS build${i}
ARG VERSION=1.${i}
ENV NODE_ENV=production \\
    APP_HOME=/srv/app \\
    PATH=/srv/app/bin:$PATH
LABEL org.opencontainers.image.title="service ${i}" \\
      org.opencontainers.image.version="$VERSION"
# the tools that the build needs
RUN apt-get update \\
    && apt-get install -y --no-install-recommends ca-certificates curl git \\
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev
COPY --chown=1001:1001 src ./src
COPY config/production.json /etc/service/config.json
RUN if [ -f scripts/prepare.sh ]; then sh scripts/prepare.sh "$VERSION"; fi
RUN curl -fsSL https://example.com/install-${i}.sh | sh -s -- --prefix /usr/local
ADD tools.txt /etc/service/
RUN sudo chown 1001 /etc/service
EXPOSE 8080
HEALTHCHECK --interval=30s CMD curl -f http://localhost:8080/health || exit 1
USER 1001
ENTRYPOINT ["node", "src/server.js"]

`;

/** A Deployment as people write them: 60 lines with its separator. */
const deployment = i => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${i}
  labels:
    app: web-${i}
    tier: frontend
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web-${i}
  template:
    metadata:
      labels:
        app: web-${i}
    spec:
      containers:
        - name: web
          image: registry.example.com/team/web:1.${i}.0
          imagePullPolicy: IfNotPresent
          command: ["web"]
          args: ["--port", "8080"]
          ports:
            - containerPort: 8080
              name: http
          env:
            - name: LOG_LEVEL
              value: info
            - name: DATABASE_HOST
              value: database-${i}.example.com
          securityContext:
            allowPrivilegeEscalation: false
            runAsUser: 1001
            capabilities:
              add: ["NET_BIND_SERVICE"]
          resources:
            limits:
              memory: 256Mi
              cpu: 500m
            requests:
              memory: 128Mi
          readinessProbe:
            httpGet:
              path: /health
              port: 8080
          volumeMounts:
            - name: tmp
              mountPath: /tmp
            - name: config
              mountPath: /etc/web
              readOnly: true
      terminationGracePeriodSeconds: 20
      volumes:
        - name: tmp
          emptyDir: {}
        - name: config
          configMap:
            name: web-${i}
---
`;

const repeat = (part, times) => Array.from({ length: times }, (_, i) => part(i)).join('');

const containerfile = (lines, stages) => ({
  name: `${lines}-line Containerfile`,
  uri: 'file:///bench/Containerfile',
  languageId: 'dockerfile',
  text: repeat(stage, stages),
});
const yaml = (lines, documents) => ({
  name: `${lines}-line YAML`,
  uri: 'file:///bench/pod.yaml',
  languageId: 'yaml',
  text: repeat(deployment, documents),
});

export const containerfile50 = containerfile(50, 2);
export const containerfile1000 = containerfile('1 000', 40);
export const yaml60 = yaml(60, 1);
export const yaml2000 = yaml('2 000', 34);
export const yaml10000 = yaml('10 000', 167);

const generated = readFileSync('server/podman/podmanProfile.generated.ts', 'utf8');
const podmans = JSON.parse(generated.slice(generated.indexOf('{'), generated.lastIndexOf('}') + 1));
const rules = podmans.syscalls.map(({ names, ...rule }) => ({ names: names.split(' '), ...rule }));

/** Podman's own seccomp profile; somebody types into names. */
export const seccomp1000 = {
  name: "Podman's seccomp profile",
  uri: 'file:///bench/seccomp.json',
  languageId: 'json',
  text: JSON.stringify({ ...podmans, syscalls: rules }, undefined, 2),
  typable: /[a-z]",$/,
  fromEnd: 2,
};

/**
 * Keystrokes all over a text: three letters at the end of a line, one of them away again, and on to another line.
 * The text grows, as it does while somebody writes: no state ever comes back for a cache to remember.
 */
export function keystrokes({ text, typable: wanted = /[a-z]$/, fromEnd = 0 }, count) {
  const lines = text.split('\n').map((line, index) => ({ length: line.length - fromEnd, index, line }));
  // Not what says what the file is: a kind that nobody knows is not judged.
  const typable = lines.filter(({ line }) => wanted.test(line) && !/^(?:#|kind:)/.test(line));
  return Array.from({ length: count }, (_, i) => {
    const place = typable[((i >> 2) * 7919) % typable.length];
    const end = { line: place.index, character: place.length };
    if (i % 4 < 3) {
      place.length++;
      return { range: { start: end, end }, text: 'x' };
    }
    place.length--;
    return { range: { start: { line: place.index, character: place.length }, end }, text: '' };
  });
}
