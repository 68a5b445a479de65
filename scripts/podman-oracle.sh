#!/bin/bash
# Installs current Podman (5.8 or later), skopeo, Quadlet and podman-compose beside the system's own, for tests that ask
# Podman itself. The packages come from the Debian mirror that apt already uses; nothing outside the folder is touched.
#
#   usage: scripts/podman-oracle.sh [FOLDER]        FOLDER is .cache/oracle of the checkout unless given
#   then:  FOLDER/bin/podman, FOLDER/bin/skopeo, FOLDER/bin/quadlet-VERSION, FOLDER/bin/podman-compose
#
# About 15 seconds and 400 MB; run again, it returns at once. This Podman validates and creates (kube play
# --start=false, create --rootfs FOLDER/rootfs, init); it does not start containers: the system's own does.
set -euo pipefail

checkout=$(realpath "$(dirname "$0")/..")
folder=$(realpath -m "${1:-$checkout/.cache/oracle}")
[ -e "$folder/ready" ] && exit 0

# The mirror, from either form of apt's sources.
debian_mirror() {
  local one_line='https?://[^ ]+/debian/?( |$)'
  { grep -rhoE "$one_line" /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null || true; } | head -1 | tr -d ' '
}
mirror=$(debian_mirror)
[ -n "$mirror" ] || { echo "no Debian mirror in /etc/apt: the oracle needs Debian" >&2; exit 1; }

mkdir -p "$folder"/{apt/lists/partial,apt/cache/archives/partial,apt/state,packages,libraries,tools,bin,conf,rootfs}
cd "$folder"

# A private apt: its own sources, lists and cache. The system's list of installed packages is only read.
for suite in trixie sid; do
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main"
done > apt/sources.list
private_apt() {
  apt-get -o Dir::Etc::sourcelist="$folder/apt/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State="$folder/apt/state" -o Dir::State::lists="$folder/apt/lists" -o Dir::State::status=/var/lib/dpkg/status \
    -o Dir::Cache="$folder/apt/cache" -o APT::Get::List-Cleanup=0 -o APT::Sandbox::User=root "$@"
}
private_apt update -qq

# patchelf is taken from trixie: it has to run with what is installed here.
programs=(podman netavark catatonit podman-compose skopeo)
libraries=(libc6 libsubid6 libgpgme45 libseccomp2 libsqlite3-0 libassuan9 libgpg-error0 libselinux1 libaudit1
  libpcre2-8-0 libcap-ng0 libpam0g libcrypt1 libbsd0 libmd0)
(
  cd packages
  private_apt download -qq podman/trixie "${programs[@]/%//sid}" "${libraries[@]/%//sid}"
  apt-get -o APT::Sandbox::User=root download -qq patchelf || private_apt download -qq patchelf/trixie
)

# Both versions of Podman are unpacked: Quadlet of the older one answers for Podman 5.4.
for package in packages/podman_5.*.deb; do
  version=$(basename "$package" | sed 's/podman_\([0-9.]*\)+.*/\1/')
  dpkg-deb -x "$package" "podman-$version"
  ln -sf "$folder/podman-$version/usr/libexec/podman/quadlet" "bin/quadlet-$version"
done
for package in packages/lib*.deb; do dpkg-deb -x "$package" libraries; done
for name in netavark catatonit podman-compose patchelf skopeo; do dpkg-deb -x packages/"${name}"_*.deb tools; done

# The programs use the libraries that came with them, not the system's older ones.
newest=$(ls -d podman-5.* | sort -V | tail -1)
library_path=$folder/libraries/usr/lib/$(uname -m)-linux-gnu
loader=$(ls "$library_path"/ld-linux-*.so.* | head -1)
for program in "$newest/usr/bin/podman" tools/usr/bin/skopeo; do
  real=bin/$(basename "$program").real
  cp "$program" "$real"
  tools/usr/bin/patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$library_path" "$real"
done

cat > conf/containers.conf <<CONF
[engine]
helper_binaries_dir=["$folder/tools/usr/lib/podman","$folder/tools/usr/bin"]
cgroup_manager="cgroupfs"
events_logger="none"
[containers]
init_path="$folder/tools/usr/bin/catatonit"
CONF
printf '[storage]\ndriver="vfs"\nrunroot="%s/run"\ngraphroot="%s/storage"\n' "$folder" "$folder" > conf/storage.conf

# ORACLE_STORAGE gives a test run a storage of its own.
cat > bin/podman <<WRAPPER
#!/bin/sh
export CONTAINERS_CONF='$folder/conf/containers.conf' CONTAINERS_STORAGE_CONF='$folder/conf/storage.conf'
export PODMAN_IGNORE_CGROUPSV1_WARNING=1 PATH="\$PATH:$folder/tools/usr/bin"
storage=\${ORACLE_STORAGE:-'$folder'}
exec '$folder/bin/podman.real' --root "\$storage/storage" --runroot "\$storage/run" --storage-driver vfs \\
  --cgroup-manager cgroupfs --events-backend none "\$@"
WRAPPER
printf '#!/bin/sh\nexec "%s/bin/skopeo.real" "$@"\n' "$folder" > bin/skopeo
ln -sf "$folder/tools/usr/bin/podman-compose" bin/podman-compose
chmod +x bin/podman bin/skopeo

bin/podman --version
bin/skopeo --version
for quadlet in bin/quadlet-*; do echo "$(basename "$quadlet") $("$quadlet" -version)"; done
touch ready
