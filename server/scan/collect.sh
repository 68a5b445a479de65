#!/bin/sh
# Collects facts about how Podman is set up and what runs on it, for `podseal scan`.
#
#   sh collect.sh > facts        ssh host sh -s < collect.sh > facts        sudo sh collect.sh > facts
#
# It only reads: it starts, stops, enters, mounts, pulls and writes nothing, contacts no registry and asks nobody.
# Values of environment variables, labels and arguments stay where they are: only their names are taken.
# Each line of the answer is a JSON object; what was read stands in it as base64, so that no name can break it.
# Words it takes: limit=SECONDS (for each program, 15), deep (also looks for setuid files in images).

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

# The one of BusyBox holds the pipe open for up to a second when all is done.
if timeout -k 1 1 true 2>/dev/null && ! timeout --help 2>&1 | grep -q BusyBox; then
  limited() { timeout -k 2 "$limit" "$@"; }
else
  limited() {
    "$@" &
    running=$!
    {
      trap 'kill "$sleeping"; exit' TERM
      sleep "$limit" &
      sleeping=$!
      wait "$sleeping" && kill -9 "$running"
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

if ls -ldnq / >/dev/null 2>&1; then
  list() { limited ls -ldnq -- "$@"; }
else
  list() { limited ls -ldn -- "$@"; }
fi

# The rights of each path, as `ls -ldn` writes them; `denied PATH` where nobody may look.
modes() {
  for path do
    shift
    if [ -e "$path" ] || [ -L "$path" ]; then
      set -- "$@" "$path"
    elif hidden "$path"; then
      printf 'denied %s\n' "$path"
    fi
  done
  [ $# -eq 0 ] || list "$@"
}

# PATH=VALUE for files of one line, as the kernel has them; PATH! for those that may not be read.
values() {
  for path do
    if [ -r "$path" ]; then
      value=
      IFS= read -r value 2>/dev/null <"$path"
      printf '%s=%s\n' "$path" "$value"
    elif [ -e "$path" ]; then
      printf '%s!\n' "$path"
    fi
  done
}

# Names of variables, never their values.
variables() {
  for name in CONTAINERS_CONF CONTAINERS_CONF_OVERRIDE CONTAINERS_STORAGE_CONF CONTAINERS_REGISTRIES_CONF \
    CONTAINERS_REGISTRIES_CONF_DIR CONTAINERS_POLICY_JSON CONTAINER_HOST CONTAINER_CONNECTION REGISTRY_AUTH_FILE \
    DOCKER_HOST DOCKER_CONFIG container; do
    eval "[ -n \"\${$name:-}\" ]" && printf '%s\n' "$name"
  done
  return 0
}

# Words that are ids of containers or images: nothing else is ever given back to Podman.
ids() {
  for word do
    case $word in
      *[!0-9a-f]* | '') ;;
      *) printf '%s\n' "$word" ;;
    esac
  done
}

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
  [ -e /run/.containerenv ] && printf 'container=podman\n'
  return 0
}

printf '{"podseal-facts":1,"time":%s,"encoding":"%s","deep":%s}\n' "$(date +%s)" "$encoding" "$deep"

probe host host
probe variables variables
file /etc/os-release
probe kernel values \
  /sys/fs/selinux/enforce \
  /sys/module/apparmor/parameters/enabled \
  /sys/kernel/security/lsm \
  /sys/kernel/security/lockdown

# --- the engine -----------------------------------------------------------------------------------------------------

probe version engine version --format json
[ "$rc" -eq 124 ] || [ "$rc" -eq 137 ] && hung=true
probe info engine info --format json
[ "$rc" -eq 124 ] || [ "$rc" -eq 137 ] && hung=true

# --- the end --------------------------------------------------------------------------------------------------------

printf '{"end":%s}\n' "$count"
