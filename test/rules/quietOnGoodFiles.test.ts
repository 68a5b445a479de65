import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lint } from '../support/lint.ts';

/** Rule, severity and line of each finding that somebody who opens the file reads. */
const findings = (text: string): string[] =>
  [...lint('Containerfile', text, { today: '2026-11-01' })].map(
    ({ rule, severity, span }) =>
      `${text.slice(0, span.start).split('\n').length} ${severity} ${rule.id.replace('containerfile/', '')}`,
  );

/** A database server as distributions' maintainers write it: checked downloads, step-down from root, tidy layers. */
const database = String.raw`#
# Made by "make images": do not edit.
#
FROM debian:trixie-slim

# fixed IDs, whatever else is installed
RUN set -eux; \
	groupadd --system --gid 998 storedb; \
	useradd --system --uid 998 --gid storedb --home-dir /var/lib/storedb storedb; \
	install --directory --owner storedb --group storedb --mode 1777 /var/lib/storedb /run/storedb

ENV GOSU_VERSION 1.19
RUN set -eux; \
	keep="$(apt-mark showmanual)"; \
	apt-get update; \
	apt-get install -y --no-install-recommends ca-certificates gnupg wget; \
	apt-get dist-clean; \
	arch="$(dpkg --print-architecture | awk -F- '{ print $NF }')"; \
	wget -O /usr/local/bin/gosu "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-$arch"; \
	wget -O /usr/local/bin/gosu.asc "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-$arch.asc"; \
	export GNUPGHOME="$(mktemp -d)"; \
	gpg --batch --keyserver hkps://keys.openpgp.org --recv-keys B42F6819007F00F88E364FD4036A9C25BF357DD4; \
	gpg --batch --verify /usr/local/bin/gosu.asc /usr/local/bin/gosu; \
	gpgconf --kill all; \
	rm -rf "$GNUPGHOME" /usr/local/bin/gosu.asc; \
	apt-mark auto '.*' > /dev/null; \
	[ -z "$keep" ] || apt-mark manual $keep > /dev/null; \
	apt-get purge -y --auto-remove -o APT::AutoRemove::RecommendsImportant=false; \
	chmod +x /usr/local/bin/gosu; \
	gosu nobody true

RUN set -ex; \
	key='0123 4567 89AB CDEF 0123  4567 89AB CDEF 0123 4567'; \
	mkdir -p /usr/local/share/keyrings; \
	gpg --batch --keyserver keyserver.ubuntu.com --recv-keys "$key"; \
	gpg --batch --export --armor "$key" > /usr/local/share/keyrings/storedb.asc; \
	repository='[ signed-by=/usr/local/share/keyrings/storedb.asc ] http://apt.storedb.example/debian trixie main'; \
	case "$(dpkg --print-architecture)" in \
		amd64 | arm64) \
# built by the makers of the packages
			echo "deb $repository" > /etc/apt/sources.list.d/storedb.list; \
			;; \
		*) \
			echo >&2 "there are no packages for this machine"; exit 1 \
			;; \
	esac; \
	apt-get update; \
	apt-get install -y --no-install-recommends storedb-server=7.2.1-1; \
	rm -rf /var/lib/apt/lists/*; \
	sed -ri "s!^#?(listen)\s*=.*!\1 = '*'!" /etc/storedb/storedb.conf; \
	find /usr -name '*.pyc' -type f -exec bash -c 'for f; do dpkg -S "$f" &> /dev/null || rm -f "$f"; done' -- '{}' +

ENV STOREDB_PASSWORD_FILE=/run/secrets/storedb STOREDB_DATA=/var/lib/storedb/data
VOLUME /var/lib/storedb/data
COPY docker-entrypoint.sh /usr/local/bin/
ENTRYPOINT ["docker-entrypoint.sh"]
STOPSIGNAL SIGINT
EXPOSE 5433
CMD ["storedb"]
`;

/** A language's interpreter on Alpine, built from its source. */
const language = String.raw`FROM docker.io/library/alpine:3.23

ENV PATH /usr/local/bin:$PATH
ENV LANG C.UTF-8
ENV LINGO_GPG_KEYS \
# Ada
	0123456789ABCDEF0123456789ABCDEF01234567 \
# Grace
	89ABCDEF0123456789ABCDEF0123456789ABCDEF
ENV LINGO_VERSION=4.1.0 LINGO_SHA256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef

RUN set -eux; \
	apk add --no-cache --virtual .build-deps gcc gnupg libc-dev make xz; \
	fetch() { \
		local file="$1"; shift; \
		for base in https://lingo.example/pub https://archive.lingo.example/pub; do \
			if wget -O "$file" "$base/$1"; then return 0; fi; \
		done; \
		return 1; \
	}; \
	fetch lingo.tar.xz "lingo-$LINGO_VERSION.tar.xz"; \
	echo "$LINGO_SHA256 *lingo.tar.xz" | sha256sum -c -; \
	mkdir -p /usr/src/lingo; \
	tar --extract --directory /usr/src/lingo --strip-components=1 --file lingo.tar.xz; \
	cd /usr/src/lingo; \
	./configure --with-openssl $([ -e /usr/include/x ] && echo '--with-x'); \
	make -j "$(nproc)" "LDFLAGS=-Wl,-rpath='\$\$ORIGIN/../lib'"; \
	make install; \
	cd /; \
	rm -rf /usr/src/lingo lingo.tar.xz; \
	find /usr/local -type f -executable -exec scanelf --needed --nobanner --format '%n#p' '{}' ';' \
		| tr ',' '\n' \
		| sort -u \
		| xargs -rt apk add --no-network --virtual .run-deps; \
	apk del --no-network .build-deps; \
	{ echo '[global]'; echo 'password_hash = argon2'; } > /etc/lingo.ini; \
	lingo --version
# what is installed by a user of any ID goes here
RUN mkdir -p /opt/lingo && chmod 1777 /opt/lingo
CMD ["/bin/sh"]
`;

/** A service in two languages, with cache mounts, a secret mount, here-documents and a distroless image at the end. */
const service = String.raw`ARG GO_VERSION=1.26
FROM --platform=$BUILDPLATFORM docker.io/library/node:24-alpine AS web
WORKDIR /web
COPY package.json pnpm-lock.yaml ./
RUN --mount=type=cache,target=/pnpm/store \
    --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true \
    corepack enable && pnpm install --frozen-lockfile
COPY . .
RUN pnpm run build

FROM --platform=$BUILDPLATFORM docker.io/library/golang:$GO_VERSION AS build
WORKDIR /src
RUN --mount=type=bind,source=go.sum,target=go.sum \
    --mount=type=bind,source=go.mod,target=go.mod \
    --mount=type=cache,target=/go/pkg/mod \
    go mod download
ARG TARGETOS TARGETARCH
ARG VERSION=dev
RUN --mount=type=bind,target=. \
    --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build <<EOF
set -eu
export CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH
go build -trimpath -ldflags "-s -X main.version=$VERSION" -o /out/server ./cmd/server
if [ "$GOARCH" = "$(go env GOHOSTARCH)" ]; then /out/server --version; fi
EOF

FROM gcr.io/distroless/static-debian13:nonroot
LABEL org.opencontainers.image.source="https://git.example/server"
COPY --from=web --link /web/dist /srv
COPY --from=build --link /out/server /usr/bin/server
COPY --link <<EOF /etc/server.yaml
listen: ":8080"
token_file: /run/secrets/token
EOF
EXPOSE 8080
ENTRYPOINT ["/usr/bin/server"]
CMD ["--config=/etc/server.yaml"]
`;

/** Written for OpenShift: any user ID, group 0. */
const openshift = String.raw`FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6
ENV SUMMARY="A web server" APP_ROOT=/opt/app-root
LABEL summary="$SUMMARY" io.k8s.description="$SUMMARY" usage="podman run -p 8080:8080 web"
RUN INSTALL_PKGS="nginx nss_wrapper-libs \
      gettext" && \
    microdnf install -y --nodocs --setopt=install_weak_deps=0 $INSTALL_PKGS && \
    rpm -V $INSTALL_PKGS && \
    microdnf clean all && \
    ln -sf /dev/stdout /var/log/nginx/access.log && \
    chown -R 1001:0 /var/lib/nginx /var/log/nginx /run && \
    # any user of group 0 may write
    chmod -R ug+rwX /var/lib/nginx /var/log/nginx /run && \
    { find / -xdev -perm /6000 -type f -exec chmod a-s '{}' + || :; }
COPY --chmod=0644 nginx.conf /etc/nginx/nginx.conf
EXPOSE 8080
USER 1001
CMD ["nginx", "-g", "daemon off;"]
`;

/** Only PowerShell understands it. */
const windows = String.raw`# escape=${'`'}
FROM mcr.microsoft.com/windows/servercore:ltsc2025
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
ENV TOOL_SHA256 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
RUN Invoke-WebRequest -Uri 'https://tool.example/tool.zip' -OutFile 'tool.zip'; ${'`'}
    if ((Get-FileHash tool.zip -Algorithm sha256).Hash -ne $env:TOOL_SHA256) { exit 1; }; ${'`'}
    Expand-Archive tool.zip -DestinationPath C:\; ${'`'}
    Remove-Item tool.zip -Force
WORKDIR C:\\tool
`;

describe('a file of those who do it well has few findings, each worth reading', () => {
  for (const [what, text, expected] of [
    ['a database server', database, ['4 hint short-image-name']],
    ['a language', language, ['1 info missing-user']],
    ['a service', service, []],
    ['an image for OpenShift', openshift, []],
    ['Windows', windows, []],
  ] as const) {
    test(what, () => assert.deepEqual(findings(text), expected));
  }
});
