#!/bin/sh
# Collects facts about how Podman is set up and what runs on it, for `podseal scan`.
#
#   sh collect.sh > facts        ssh host sh -s < collect.sh > facts        sudo sh collect.sh > facts
#
# It only reads: it starts, stops, enters, mounts, pulls and writes nothing, contacts no registry and asks nobody.
# Values of environment variables, labels and arguments stay where they are: only their names are taken.
# Each line of the answer is a JSON object; what was read stands in it as base64, so that no name can break it.
# Words it takes: limit=SECONDS (for each program, 15), deep (also looks for setuid files in images).

# Templates and programs of awk expand by themselves.
# shellcheck disable=SC2016

LC_ALL=C
export LC_ALL
PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin
export PATH
set -u
set -f

limit=15
deep=false
for word do
  case $word in
    deep) deep=true ;;
    limit=*[!0-9]* | limit=) ;;
    limit=*) limit=${word#limit=} ;;
    *) ;;
  esac
done
HOME=${HOME:-/nonexistent}
inside=${container:-}
runtime=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}
config=${XDG_CONFIG_HOME:-$HOME/.config}
most=16777216

# --- how a probe is run and written down ---------------------------------------------------------------------------

if base64 </dev/null >/dev/null 2>&1; then
  encoding=base64
  encode() { base64 | tr -d '\n'; }
else
  encoding=hex
  encode() { od -An -v -tx1 | tr -d ' \n'; }
fi

# A machine may be so busy that a program needs seconds to start. BusyBox's timeout holds the pipe open for up to a
# second when all is done, and ends a program without those that it has started.
if timeout -k 9 9 sh -c : 2>/dev/null && ! timeout --help 2>&1 | grep -q BusyBox; then
  limited() { timeout -k 1 "$limit" "$@"; }
else
  # In the background, setsid is the program itself, at the head of a group that can be ended as a whole.
  if setsid sh -c : 2>/dev/null; then apart=setsid; else apart=; fi
  limited() {
    $apart "$@" &
    running=$!
    {
      trap 'kill "$sleeping"; exit' TERM
      sleep "$limit" &
      sleeping=$!
      wait "$sleeping"
      kill -9 "-$running" || kill -9 "$running"
    } >/dev/null 2>&1 3>&- 4>&- 5>&- &
    watching=$!
    wait "$running"
    ended=$?
    kill "$watching" 2>/dev/null
    [ "$ended" -eq 137 ] && return 124
    return "$ended"
  }
fi

# What is too much is read and thrown away, so that nobody dies of a closed pipe.
first() { head -c "$1"; cat >/dev/null; }

text() { printf %s "$1" | encode; }

exec 3>&1
count=0
hung=false

# probe ID COMMAND...: one line with what the command prints, what it complains of, and its exit code.
# Standard output goes straight to base64; only that of standard error and the exit code are held in a variable.
probe() {
  printf '{"id":"%s","out":"' "$1"
  shift
  answer "$@"
}

# file PATH: the same for a file's text.
file() {
  printf '{"id":"file","of":"%s","out":"' "$(text "$1")"
  answer content "$1"
}

answer() {
  complaint=$(
    {
      {
        {
          "$@" </dev/null 2>&4 3>&-
          printf '%s ' "$?" >&5
        } | first "$most" | encode >&3
      } 4>&1 | first 2048 | encode
    } 5>&1
  )
  rc=${complaint%% *}
  printf '","rc":%s,"err":"%s"}\n' "${rc:-255}" "${complaint#* }"
  count=$((count + 1))
}

# 66: there is none; 77: it may not be read, or nobody may look there.
content() {
  if [ -r "$1" ]; then
    limited cat -- "$1"
  elif [ -e "$1" ] || hidden "$1"; then
    return 77
  else
    return 66
  fi
}

# Whether a path's existence cannot be seen: a folder above it may not be searched.
hidden() {
  above=${1%/*}
  while [ -n "$above" ] && [ ! -d "$above" ]; do
    case $above in
      */*) above=${above%/*} ;;
      *) above= ;;
    esac
  done
  [ -n "$above" ] && [ ! -x "$above" ]
}

# What answered nothing once is not asked again.
engine() {
  [ "$hung" = true ] && return 124
  limited podman "$@"
}

# --- small things ---------------------------------------------------------------------------------------------------

# Of a symbolic link, what it leads to.
if ls -ldnqL / >/dev/null 2>&1; then
  list() { limited ls -ldnqL -- "$@"; }
else
  list() { limited ls -ldnL -- "$@"; }
fi

# The rights of each path, as `ls -ldn` writes them; `denied PATH` where nobody may look.
modes() {
  for path do
    shift
    if [ -e "$path" ]; then
      set -- "$@" "$path"
    elif hidden "$path"; then
      printf 'denied %s\n' "$path"
    fi
  done
  [ $# -eq 0 ] || list "$@"
}

# PATH:VALUE for files of one line, as the kernel has them; PATH! for those that may not be read.
values() {
  for path do
    if [ -e "$path" ] && ! [ -r "$path" ]; then printf '%s!\n' "$path"; fi
  done
  limited grep -sH '' "$@"
  return 0
}

# Names of variables, never their values.
variables() {
  for name in CONTAINERS_CONF CONTAINERS_CONF_OVERRIDE CONTAINERS_STORAGE_CONF CONTAINERS_REGISTRIES_CONF \
    CONTAINERS_REGISTRIES_CONF_DIR CONTAINERS_POLICY_JSON CONTAINER_HOST CONTAINER_CONNECTION REGISTRY_AUTH_FILE \
    DOCKER_HOST DOCKER_CONFIG; do
    eval "[ -n \"\${$name:-}\" ]" && printf '%s\n' "$name"
  done
  return 0
}

# ids WORD...: fails unless all are ids of containers or images: nothing else is ever given back to Podman.
ids() {
  for word do
    case $word in
      *[!0-9a-f]*)
        printf 'no list of ids\n' >&2
        return 65
        ;;
    esac
  done
}

# What a folder pattern stands for; itself, if nothing.
matching() (
  set +f
  # shellcheck disable=SC2086 # the pattern is ours, and shall become names
  printf '%s\n' $1
)

# each COMMAND PATTERN...: calls it once for every file that one of the patterns names.
each() {
  command=$1
  shift
  for pattern do
    while IFS= read -r found; do
      "$command" "$found"
    done <<NAMES
$(matching "$pattern")
NAMES
  done
}

existing() { if [ -e "$1" ]; then file "$1"; fi; }

# --- the host -------------------------------------------------------------------------------------------------------

host() {
  printf 'name=%s\n' "$(uname -n)"
  printf 'kernel=%s\n' "$(uname -r)"
  printf 'system=%s\n' "$(uname -s)"
  printf 'uid=%s\n' "$(id -u)"
  printf 'gid=%s\n' "$(id -g)"
  printf 'user=%s\n' "$(id -un 2>/dev/null)"
  printf 'home=%s\n' "$HOME"
  printf 'runtime=%s\n' "$runtime"
  printf 'config=%s\n' "$config"
  printf 'locale=%s\n' "${LANG:-}"
  if [ -e /run/.containerenv ] || [ -n "$inside" ]; then printf 'container=yes\n'; fi
  return 0
}

# Names of Podman's own variables that units and login environments set.
declared() {
  set +f
  limited grep -sHnoE 'CONTAINERS?_(CONF|CONF_OVERRIDE|STORAGE_CONF|REGISTRIES_CONF|POLICY_JSON|HOST)=|REGISTRY_AUTH_FILE=' \
    /etc/environment /etc/environment.d/*.conf /etc/profile.d/*.sh /etc/systemd/system/*.service \
    /etc/systemd/system/*/*.conf "$config"/environment.d/*.conf "$config"/systemd/user/*.service
  return 0
}

# NAME:UID:GID:HOME
users() {
  limited getent passwd | cut -d: -f1,3,4,6
}

# Those that are known to give the socket away, and those that have one.
groups() {
  set --
  for path in /run/podman/podman.sock "$runtime/podman/podman.sock" /run/docker.sock; do
    if [ -S "$path" ]; then set -- "$@" "$(list "$path" | awk '{ print $4 }')"; fi
  done
  limited getent group docker podman "$@" ||
    limited awk -F: -v gids=" $* " '$1 == "docker" || $1 == "podman" || index(gids, " " $3 " ")' /etc/group
  return 0
}

# 77 unless a folder's files can be listed.
readable() {
  if [ -d "$1" ]; then [ -r "$1" ] && [ -x "$1" ] || return 77; return 0; fi
  if hidden "$1"; then return 77; fi
  return 66
}

polkit() {
  for folder in /etc/polkit-1/rules.d /usr/share/polkit-1/rules.d; do
    if [ -d "$folder" ] && ! [ -r "$folder" ]; then printf 'denied %s\n' "$folder"; fi
  done
  limited grep -rsl 'org\.containers\.podman' /etc/polkit-1/rules.d /usr/share/polkit-1/rules.d
  return 0
}

# Of each `podman exec` in the audit log, whether it asked for privileges or for another user; nothing else of it.
audited_execs() {
  [ "$(id -u)" = 0 ] || return 77
  command -v ausearch >/dev/null || return 127
  limited ausearch -m EXECVE -ts week-ago --format raw --input-logs 2>/dev/null | awk '
    /type=EXECVE/ && / a1="exec"/ && / a0="([^"]*\/)?(podman|docker)"/ {
      asks = "plain"
      if ($0 ~ / a[0-9]+="(--user|-u)=?(root|0)(:[^"]*)?"/ || $0 ~ / a[0-9]+="(--user|-u)" a[0-9]+="(root|0)(:[^"]*)?"/) asks = "root"
      if ($0 ~ / a[0-9]+="--privileged(=true)?"/) asks = "privileged"
      seen[asks]++
    }
    END { for (asks in seen) print asks "=" seen[asks] }'
}

# --- the engine -----------------------------------------------------------------------------------------------------

# Of arguments, the options alone and without their values; words that are names of settings.
container='{"id":{{json .ID}},"name":{{json .Name}},"created":{{json .Created}},"image":{{json .Image}}
,"imageName":{{json .ImageName}},"rootfs":{{json .Rootfs}},"pod":{{json .Pod}},"infra":{{json .IsInfra}}
,"state":{{json .State.Status}},"pid":{{json .State.Pid}},"finished":{{json .State.FinishedAt}}
,"processLabel":{{json .ProcessLabel}},"apparmor":{{json .AppArmorProfile}}
,"effective":{{json .EffectiveCaps}},"bounding":{{json .BoundingCaps}},"mounts":{{json .Mounts}}
,"networks":[{{range $name, $network := .NetworkSettings.Networks}}{{json $name}},{{end}}null]
,"user":{{json .Config.User}},"env":[{{range .Config.Env}}{{$name := index (split . "=") 0}}
{{if ne . (printf "%s=" $name)}}{{json $name}},{{end}}{{end}}null]
,"labels":[{{range $name, $value := .Config.Labels}}{{json $name}},{{end}}null]
,"unit":{{json (index .Config.Labels "PODMAN_SYSTEMD_UNIT")}}
,"composeProject":{{json (index .Config.Labels "com.docker.compose.project")}}
,"composeService":{{json (index .Config.Labels "com.docker.compose.service")}}
,"composeFiles":{{json (index .Config.Labels "com.docker.compose.project.config_files")}}
,"composeFolder":{{json (index .Config.Labels "com.docker.compose.project.working_dir")}}
,"health":[{{with .Config.Healthcheck}}{{range $i, $word := .Test}}{{if eq $i 0}}{{json $word}},{{end}}{{end}}{{end}}null]
,"arguments":[{{range .Args}}{{if .}}{{if eq (slice . 0 1) "-"}}{{$name := index (split . "=") 0}}
{{json $name}},{{end}}{{end}}{{end}}null]
,"asked":[{{range .Config.CreateCommand}}{{$name := index (split . "=") 0}}
{{if eq . "host" "--ipc=host" "--pid=host" "--privileged" "unmask=all" "unmask=ALL"}}{{json .}},
{{else if eq $name "unmask" "--ipc" "--pid" "--security-opt" "slirp4netns:allow_host_loopback" "--memory" "-m"}}{{json $name}},
{{else if eq $name "--security-opt=unmask"}}"unmask",{{end}}{{end}}null]
,"secretVariables":[{{range .Config.CreateCommand}}{{$isVariable := false}}
{{range split . ","}}{{if eq . "type=env"}}{{$isVariable = true}}{{end}}{{end}}{{if $isVariable}}
{{range $i, $part := split . ","}}{{$words := split $part "="}}{{$name := index $words 0}}
{{if eq $i 0}}[{{json $part}}{{else if eq $name "target"}},{{json (index $words 1)}}{{end}}{{end}}],{{end}}{{end}}null]
,"hostConfig":{{json .HostConfig}}}'

image='{"id":{{json .ID}},"tags":{{json .RepoTags}},"digests":{{json .RepoDigests}},"created":{{json .Created}}
,"size":{{json .Size}},"type":{{json .ManifestType}},"user":{{json .User}}
,"ports":[{{range $name, $port := .Config.ExposedPorts}}{{json $name}},{{end}}null]
,"env":[{{range .Config.Env}}{{$name := index (split . "=") 0}}
{{if ne . (printf "%s=" $name)}}{{json $name}},{{end}}{{end}}null]
,"labels":[{{range $name, $value := .Labels}}{{json $name}},{{end}}null]
,"annotations":[{{range $name, $value := .Annotations}}{{json $name}},{{end}}null]
,"health":[{{with .HealthCheck}}{{range $i, $word := .Test}}{{if eq $i 0}}{{json $word}},{{end}}{{end}}{{end}}null]
,"layers":{{json .GraphDriver.Data}}}'

network='{"name":{{json .Name}},"driver":{{json .Driver}},"internal":{{json .Internal}},"options":{{json .Options}}}'

# Every container, in one call; those that go away meanwhile are a complaint, and the others are there.
containers() {
  found=$(engine ps --all --quiet --no-trunc) || return $?
  # shellcheck disable=SC2086 # one word is one id
  set -- $found
  ids "$@" || return $?
  if [ $# -gt 0 ]; then engine inspect --type container --format "$container" "$@"; fi
}

images() {
  found=$(engine images --quiet --no-trunc) || return $?
  # shellcheck disable=SC2046 # one word is one id
  set -- $(printf '%s\n' "$found" | sed 's/^sha256://' | sort -u)
  ids "$@" || return $?
  if [ $# -gt 0 ]; then engine image inspect --format "$image" "$@"; fi
}

# Of the commands that made the images, the names that look like secrets and their kinds: ID STEP NAME.
history() {
  found=$(engine images --quiet --no-trunc) || return $?
  # shellcheck disable=SC2046 # one word is one id
  set -- $(printf '%s\n' "$found" | sed 's/^sha256://' | sort -u)
  ids "$@" || return $?
  [ $# -eq 0 ] || engine image inspect --format '#{{.ID}}
{{range $i, $step := .History}}{{$i}} {{json $step.CreatedBy}}
{{end}}' "$@" | awk '
    /^#[0-9a-f]+$/ { id = substr($0, 2); next }
    /^[0-9]+ "/ {
      step = $1
      if ($0 ~ /:\/\/[^\/@: ]+:[^\/@ $]+@/) print id, step, "password-in-url"
      if ($0 ~ /-----BEGIN [A-Z ]*PRIVATE KEY/) print id, step, "private-key"
      if ($0 ~ /gh[pousr]_[A-Za-z0-9]{0,1}[A-Za-z0-9]{20}/ || $0 ~ /(AKIA|ASIA)[0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z][0-9A-Z]/) print id, step, "token"
      if ($0 ~ /[Aa]uthorization: *(Bearer|Basic|token) +[A-Za-z0-9]/) print id, step, "authorization-header"
      rest = $0
      while (match(rest, /[A-Za-z_][A-Za-z0-9_]*=/)) {
        name = substr(rest, RSTART, RLENGTH - 1)
        after = substr(rest, RSTART + RLENGTH, 1)
        if (after != "" && after !~ /[ "$]/ || after == "\"" ) print id, step, name
        rest = substr(rest, RSTART + RLENGTH)
      }
    }' | sort -u
}

networks() {
  found=$(engine network ls --quiet) || return $?
  set --
  while IFS= read -r name; do
    case $name in
      -* | '') ;;
      *) set -- "$@" "$name" ;;
    esac
  done <<NAMES
$found
NAMES
  if [ $# -gt 0 ]; then engine network inspect --format "$network" "$@"; fi
}

hints() {
  # shellcheck disable=SC2046 # one word is one id
  set -- $(engine ps --all --quiet --no-trunc </dev/null)
  ids "$@" || return $?
  [ $# -eq 0 ] || engine inspect --type container --format 'pid {{.State.Pid}}
{{with index .Config.Labels "PODMAN_SYSTEMD_UNIT"}}unit {{.}}
{{end}}{{range .Mounts}}{{if eq .Type "bind"}}bind {{.Source}}
{{end}}{{end}}' "$@" </dev/null
}

# WRITTEN TAB REAL for what is mounted through a symbolic link.
links() {
  printf '%s\n' "$hints" | sed -n 's/^bind //p' | sort -u | while IFS= read -r path; do
    real=$(limited readlink -f -- "$path" </dev/null) || continue
    [ "$real" = "$path" ] || printf '%s\t%s\n' "$path" "$real"
  done
}

# systemd's properties of the units that containers belong to; a name that is none is not asked for.
units() {
  command -v systemctl >/dev/null || return 127
  set --
  while IFS= read -r unit; do
    case $unit in
      -* | *[!A-Za-z0-9:_.@\\-]* | '') ;;
      *) set -- "$@" "$unit" ;;
    esac
  done <<UNITS
$(printf '%s\n' "$hints" | sed -n 's/^unit //p' | sort -u)
UNITS
  [ $# -gt 0 ] || return 0
  if [ "$(id -u)" = 0 ]; then
    limited systemctl show -p Id -p MemoryMax -p TasksMax -p FragmentPath -p SourcePath "$@"
  else
    limited systemctl --user show -p Id -p MemoryMax -p TasksMax -p FragmentPath -p SourcePath "$@"
  fi
}

# What the kernel says about the first process of each container, and about this one.
processes() {
  for pid in self $pids; do
    [ -d "/proc/$pid" ] || continue
    limited sed -n "s/^\(Uid\|CapEff\|CapBnd\|NoNewPrivs\|Seccomp\):[[:space:]]*/$pid \1 /p" "/proc/$pid/status"
    for kind in user ipc pid net uts cgroup; do
      space=$(readlink "/proc/$pid/ns/$kind" 2>/dev/null) && printf '%s %s %s\n' "$pid" "$kind" "$space"
    done
    if [ "$pid" != self ] && [ -r "/proc/$pid/mountinfo" ]; then
      limited awk -v pid="$pid" '
        $5 == "/" { root = 1 }
        $5 == "/proc/kcore" || $5 == "/proc/keys" || $5 == "/sys/firmware" || $5 == "/proc/timer_list" { masked++ }
        END { if (root) print pid " masked " masked + 0 }' "/proc/$pid/mountinfo"
    fi
  done
  return 0
}

# The pid namespaces in which an ssh server runs.
sshd() {
  [ -n "$pids" ] || return 0
  set +f
  limited grep -slxE 'sshd|sshd-session|dropbear' /proc/[0-9]*/comm | while IFS=/ read -r _ _ pid _; do
    readlink "/proc/$pid/ns/pid"
  done
  return 0
}

# --- files ----------------------------------------------------------------------------------------------------------

# Where a link to another file stands for one of the engine's programs: PATH REAL.
programs() {
  for name in podman crun runc conmon buildah skopeo newuidmap newgidmap; do
    path=$(command -v "$name") || continue
    printf '%s\n' "$path"
    limited readlink -f -- "$path"
  done
  for path in "$(place 5)" "$(place 6)"; do
    case $path in
      /*) [ -e "$path" ] && printf '%s\n' "$path" && limited readlink -f -- "$path" ;;
    esac
  done
  return 0
}

# Which file each of Podman's variables names.
replaced() {
  printf 'CONTAINERS_CONF=%s\n' "${CONTAINERS_CONF:-}"
  printf 'CONTAINERS_CONF_OVERRIDE=%s\n' "${CONTAINERS_CONF_OVERRIDE:-}"
  printf 'CONTAINERS_STORAGE_CONF=%s\n' "${CONTAINERS_STORAGE_CONF:-}"
  printf 'CONTAINERS_REGISTRIES_CONF=%s\n' "${CONTAINERS_REGISTRIES_CONF:-}"
  printf 'CONTAINERS_POLICY_JSON=%s\n' "${CONTAINERS_POLICY_JSON:-}"
}

# Absolute paths in quotes that a file of configuration names.
named() {
  limited sed -n 's/^[[:space:]]*#.*//; s/"\(\/[^"]*\)"/\
\1\
/gp' "$@" 2>/dev/null | sed -n '/^\//p' | sort -u
}

rights() {
  set -- "$(place 1)" "$(place 2)" "$(place 3)" "$config" "$own" /run/podman /run/podman/podman.sock \
    "$runtime" "$runtime/podman" "$runtime/podman/podman.sock" /run/docker.sock /var/run/docker.sock \
    /etc/subuid /etc/subgid /etc/containers /etc/containers/policy.json /etc/containers/registries.conf \
    /etc/containers/containers.conf /etc/containers/storage.conf /usr/share/containers \
    "$own/policy.json" "$own/registries.conf" "$own/containers.conf" "$own/storage.conf" \
    "$runtime/containers/auth.json" "/run/containers/$(id -u)/auth.json" "$own/auth.json" "$HOME/.docker/config.json" \
    "${REGISTRY_AUTH_FILE:-}" "$(command -v newuidmap)" "$(command -v newgidmap)"
  while IFS= read -r path; do
    set -- "$@" "$path"
  done <<PATHS
$(named "$own/policy.json" /etc/containers/policy.json /usr/share/containers/policy.json "${CONTAINERS_POLICY_JSON:-}" \
  "$own/storage.conf" /etc/containers/storage.conf /usr/share/containers/storage.conf "${CONTAINERS_STORAGE_CONF:-}")
$(engine system connection list --format '{{.Identity}}' 2>/dev/null </dev/null)
PATHS
  modes "$@"
}

# Whatever below /etc/containers somebody else than root may change.
writable() {
  [ -d /etc/containers ] || return 66
  limited find -H /etc/containers -maxdepth 3 ! -type l \( -perm -0020 -o -perm -0002 -o ! -user 0 \) \
    -exec ls -ldn -- {} + 2>/dev/null
  ended=$?
  # 1: into a folder that only root may enter, where nobody else changes anything.
  [ "$ended" -le 1 ] || return "$ended"
  [ -r /etc/containers ] || printf 'denied /etc/containers\n'
  return 0
}

# Units that start containers.
quadlets() {
  for folder in /etc/containers/systemd /usr/share/containers/systemd "$own/systemd"; do
    if [ -d "$folder" ]; then limited find -H "$folder" -maxdepth 3 ! -type l -exec ls -ldn -- {} + 2>/dev/null; fi
    if hidden "$folder/x"; then printf 'denied %s\n' "$folder"; fi
  done
  return 0
}

unit_files() {
  set +f
  limited grep -slE '^Exec[A-Z][A-Za-z]*=.*podman' /etc/systemd/system/*.service "$config"/systemd/user/*.service |
    while IFS= read -r path; do list "$path" </dev/null; done
  return 0
}

# What lies in the usual folders of hooks, and in those that containers.conf names.
hooks() {
  set +f
  {
    printf '%s\n' /usr/share/containers/oci/hooks.d /etc/containers/oci/hooks.d "$own/oci/hooks.d"
    limited cat /usr/share/containers/containers.conf /etc/containers/containers.conf /etc/containers/containers.conf.d/*.conf \
      "$own"/containers.conf "$own"/containers.conf.d/*.conf "${CONTAINERS_CONF:-}" "${CONTAINERS_CONF_OVERRIDE:-}" \
      2>/dev/null | awk '
      /^[[:space:]]*hooks_dir[[:space:]]*=/ { inside = 1 }
      inside {
        rest = $0
        while (match(rest, /"\/[^"]*"/)) {
          print substr(rest, RSTART + 1, RLENGTH - 2)
          rest = substr(rest, RSTART + RLENGTH)
        }
        if ($0 ~ /\]/) inside = 0
      }'
  } | sort -u | while IFS= read -r folder; do
    if [ -d "$folder" ]; then limited find -H "$folder" -maxdepth 1 -exec ls -ldnL -- {} + </dev/null 2>/dev/null; fi
  done
  return 0
}

keys() {
  for folder in /etc/containers/certs.d /etc/docker/certs.d "$own/certs.d"; do
    if [ -d "$folder" ]; then
      limited find -H "$folder" -maxdepth 2 -name '*.key' -exec ls -ldnL -- {} + 2>/dev/null
      [ -r "$folder" ] || printf 'denied %s\n' "$folder"
    fi
  done
  return 0
}

# How many registries each file of credentials has a password for; nothing of what stands in it.
credentials() {
  for path in "${REGISTRY_AUTH_FILE:-}" "$runtime/containers/auth.json" "/run/containers/$(id -u)/auth.json" \
    "$own/auth.json" "$HOME/.docker/config.json"; do
    if [ -n "$path" ] && [ -r "$path" ]; then
      printf '%s=%s\n' "$path" "$(limited grep -cE '"(auth|identitytoken|password)"[[:space:]]*:[[:space:]]*"[^"]' "$path")"
    fi
  done
  return 0
}

# What the package manager says about the files that came with the engine's libraries.
packages() {
  if command -v rpm >/dev/null && limited rpm -q containers-common >/dev/null 2>&1; then
    printf 'rpm containers-common\n'
    limited rpm -V containers-common
  elif command -v dpkg >/dev/null; then
    for name in golang-github-containers-common containers-common; do
      limited dpkg -s "$name" >/dev/null 2>&1 || continue
      printf 'dpkg %s\n' "$name"
      limited dpkg -V "$name"
    done
  else
    return 127
  fi
  return 0
}

# API services by their command lines, from the words "system service" on.
services() {
  set +f
  limited grep -slx 'podman' /proc/[0-9]*/comm | while IFS=/ read -r _ _ pid _; do
    tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | sed -n 's/^.*[[:space:]]system service/system service/p'
  done
  return 0
}

# Folders in which somebody keeps containers on this host, and homes into which this user may not look.
stores() {
  set +f
  printf '%s\n' /home/*/ "$HOME/" | cat - /etc/passwd 2>/dev/null |
    sed -n 's/^\(\/.*\)\/$/\1/p; s/^[^:]*:[^:]*:[^:]*:[^:]*:[^:]*:\(\/[^:]*\).*$/\1/p' | sort -u |
    while IFS= read -r home; do
      path=$home/.local/share/containers/storage
      if [ -d "$path" ]; then
        printf 'store %s\n' "$path"
      elif [ -d "$home" ] && hidden "$path"; then
        printf 'denied %s\n' "$home"
      fi
    done
  if [ -d /var/lib/containers/storage ]; then printf 'store /var/lib/containers/storage\n'; fi
}

# Files with setuid or setgid in the layers of each image, read where the storage has them: LAYER MODE PATH.
setuid() {
  [ -d "$graph/overlay" ] || return 66
  [ -r "$graph/overlay" ] || return 77
  limited find "$graph/overlay" -xdev -path '*/diff/*' -type f \( -perm -4000 -o -perm -2000 \) \
    -exec ls -ldn -- {} + 2>/dev/null
  return 0
}

# --- all of it ------------------------------------------------------------------------------------------------------

printf '{"podseal-facts":1,"time":%s,"encoding":"%s","deep":%s}\n' "$(date +%s)" "$encoding" "$deep"

probe host host
probe variables variables
probe declared declared
file /etc/os-release
probe kernel values \
  /sys/fs/selinux/enforce \
  /sys/module/apparmor/parameters/enabled \
  /sys/kernel/security/lsm \
  /sys/kernel/security/lockdown \
  /proc/sys/crypto/fips_enabled \
  /proc/sys/user/max_user_namespaces \
  /proc/sys/kernel/unprivileged_userns_clone \
  /proc/sys/kernel/apparmor_restrict_unprivileged_userns \
  /proc/sys/kernel/kptr_restrict \
  /proc/sys/kernel/dmesg_restrict \
  /proc/sys/kernel/unprivileged_bpf_disabled \
  /proc/sys/kernel/yama/ptrace_scope \
  /proc/sys/kernel/kexec_load_disabled \
  /proc/sys/net/ipv4/ip_unprivileged_port_start \
  /proc/self/uid_map \
  /etc/crypto-policies/state/current
probe virtualization limited systemd-detect-virt
probe users users
probe groups groups
probe subids limited getsubids "$(id -un)"
for path in /etc/subuid /etc/subgid; do file "$path"; done

# --- auditing, sudo, polkit -----------------------------------------------------------------------------------------

probe audit-status limited auditctl -s
probe audit-rules limited auditctl -l
probe audit-execs audited_execs
each existing '/etc/audit/rules.d/*.rules'
probe audit-folder readable /etc/audit/rules.d
file /etc/audit/audit.rules
file /etc/sudoers
each existing '/etc/sudoers.d/*'
probe sudo-folder readable /etc/sudoers.d
probe polkit polkit

# --- the engine -----------------------------------------------------------------------------------------------------

probe version engine version --format json
if [ "$rc" -eq 124 ] || [ "$rc" -eq 137 ]; then hung=true; fi
probe info engine info --format json
if [ "$rc" -eq 124 ] || [ "$rc" -eq 137 ]; then hung=true; fi

# Paths that Podman uses, a line each; a path with a line break in it is one that nobody finds.
places=$(engine info --format '{{.Store.GraphRoot}}
{{.Store.RunRoot}}
{{.Store.VolumePath}}
{{.Host.Security.SECCOMPProfilePath}}
{{.Host.OCIRuntime.Path}}
{{.Host.Conmon.Path}}' 2>/dev/null </dev/null)
place() { printf '%s\n' "$places" | sed -n "$1p"; }
graph=$(place 1)
seccomp=$(place 4)

pids=
probe containers containers
probe pods engine pod ps --no-trunc --format '{{json .Id}} {{json .Name}}'
probe images images
probe history history
probe networks networks
probe secrets engine secret ls --format '{{json .Name}} {{json .Driver}}'
probe connections engine system connection list --format json

# What is told about containers: the pid of each, where its bind mounts really come from, and its systemd unit.
hints=$(hints 2>/dev/null)
pids=$(printf '%s\n' "$hints" | sed -n 's/^pid \([1-9][0-9]*\)$/\1/p')
probe links links
probe units units
probe processes processes
probe sshd sshd

# --- files ----------------------------------------------------------------------------------------------------------

own=$config/containers
for path in \
  "$own/policy.json" /etc/containers/policy.json /usr/share/containers/policy.json \
  "$own/registries.conf" /etc/containers/registries.conf /usr/share/containers/registries.conf \
  "$own/containers.conf" /etc/containers/containers.conf /usr/share/containers/containers.conf \
  "$own/storage.conf" /etc/containers/storage.conf /usr/share/containers/storage.conf; do
  file "$path"
done
each existing "$own/registries.conf.d/*.conf" '/etc/containers/registries.conf.d/*.conf' \
  "$own/containers.conf.d/*.conf" '/etc/containers/containers.conf.d/*.conf' \
  '/etc/containers/containers.rootless.conf' '/etc/containers/containers.rootless.conf.d/*.conf'
for path in "${CONTAINERS_CONF:-}" "${CONTAINERS_CONF_OVERRIDE:-}" "${CONTAINERS_STORAGE_CONF:-}" \
  "${CONTAINERS_REGISTRIES_CONF:-}" "${CONTAINERS_POLICY_JSON:-}"; do
  case $path in /*) file "$path" ;; esac
done
probe replaced replaced
if [ -n "$seccomp" ]; then file "$seccomp"; fi

probe modes rights
probe writable writable
probe quadlets quadlets
probe unitfiles unit_files
probe hooks hooks
probe keys keys
probe credentials credentials
probe packages packages
probe capabilities limited getcap "$(command -v newuidmap)" "$(command -v newgidmap)"
probe programs programs

# --- storage, sockets -----------------------------------------------------------------------------------------------

probe mount limited findmnt -J -T "${graph:-/}" -o TARGET,SOURCE,FSTYPE,OPTIONS
probe disks limited lsblk -J -p -o NAME,KNAME,TYPE,FSTYPE,MOUNTPOINT
probe socket-unit limited systemctl show podman.socket podman.service \
  -p Id -p ActiveState -p SocketMode -p Listen -p ExecStart -p FragmentPath -p DropInPaths
probe user-socket-unit limited systemctl --user show podman.socket podman.service \
  -p Id -p ActiveState -p SocketMode -p Listen -p ExecStart -p FragmentPath -p DropInPaths
probe services services
probe listening limited ss -ltnpH
probe stores stores
if [ "$deep" = true ]; then probe setuid setuid; fi

printf '{"end":%s}\n' "$count"
