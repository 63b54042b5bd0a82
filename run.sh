#!/usr/bin/env bash
# Builds and starts the server, the sample API and the sample native app. Ctrl+C stops everything.
#
#   ./run.sh [--port N] [--api-port N] [--fresh] [--no-app]
#
#   --port N       the server's port (8080)
#   --api-port N   the sample API's port (5080)
#   --fresh        forget what earlier runs stored
#   --no-app       only the server and the API
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/sdk.sh

port=8080 api_port=5080 app=yes
options=()
number() { case "${2:-}" in '' | *[!0-9]*) echo "$1 needs a port number" >&2; exit 2 ;; esac; }
while [ $# -gt 0 ]; do
  case "$1" in
    --port)     number "$@"; port=$2; shift ;;
    --api-port) number "$@"; api_port=$2; shift ;;
    --fresh)    options+=(--fresh) ;;
    --no-app)   app=no ;;
    -h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "unknown option $1; try --help" >&2; exit 2 ;;
  esac
  shift
done

require_sdk

# Connects and, given a path, wants it answered with 200.
answers() {
  (
    exec 3<>"/dev/tcp/localhost/$1" || exit 1
    [ -n "${2:-}" ] || exit 0
    printf 'GET %s HTTP/1.0\r\nHost: localhost:%s\r\n\r\n' "$2" "$1" >&3
    IFS= read -r -t 10 status <&3 && case "$status" in *' 200 '*) exit 0 ;; *) exit 1 ;; esac
  ) 2>/dev/null
}

free() {
  answers "$1" || return 0
  echo "Port $1 is taken by another program. Stop that one, or choose another: ./run.sh $2 N" >&2
  exit 1
}
free "$port" --port
free "$api_port" --api-port

echo "Building (a few minutes the first time, seconds afterwards)"
# No compiler stays behind to wait for more work. It speaks only when there is something to say.
built=$(dotnet build eng/run.slnf --disable-build-servers --nologo -v quiet 2>&1) || { printf '%s\n' "$built" >&2; exit 1; }

logs=artifacts/run
mkdir -p "$logs"
started=()

stop() {
  trap - EXIT
  trap '' INT TERM HUP
  local pid
  for pid in ${started[@]+"${started[@]}"}; do kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null || true; done
  for pid in ${started[@]+"${started[@]}"}; do
    local tries=0
    while kill -0 -- "-$pid" 2>/dev/null || kill -0 "$pid" 2>/dev/null; do
      tries=$((tries + 1))
      [ $tries -lt 100 ] || { kill -KILL -- "-$pid" 2>/dev/null || kill -KILL "$pid" 2>/dev/null || true; break; }
      sleep 0.1
    done
  done
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Each in a process group of its own, so that all of it can be stopped, in order.
start() {
  local log="$logs/$1.log"
  shift
  set -m
  "$@" >"$log" 2>&1 </dev/null &
  set +m
  started+=($!)
}

# With this shell's screen and input, and yet beside it: a shell hears Ctrl+C and a closed terminal while it waits,
# not while a program has the foreground.
start_here() {
  "$@" <&0 &
  started+=($!)
  wait $!
}

await() { # name, port, path
  local pid=${started[$((${#started[@]} - 1))]} tries=0
  until answers "$2" "$3"; do
    tries=$((tries + 1))
    if ! kill -0 "$pid" 2>/dev/null || [ $tries -ge 300 ]; then
      echo "$1 did not start. It said:" >&2
      sed 's/^/    /' "$logs/$1.log" >&2
      exit 1
    fi
    sleep 0.2
  done
}

start latchkey dotnet artifacts/bin/Latchkey/debug/latchkey.dll dev --port "$port" --no-open ${options[@]+"${options[@]}"}
await latchkey "$port" /oauth2/default/.well-known/openid-configuration
cat "$logs/latchkey.log"

issuer="http://localhost:$port/oauth2/default"
start orders-api dotnet artifacts/bin/Orders.Api/debug/Orders.Api.dll --urls "http://localhost:$api_port" --issuer "$issuer"
await orders-api "$api_port" /hello
echo
echo "Sample API: http://localhost:$api_port/orders   (logs of both: $logs)"

# Until one of them ends.
hold() {
  echo "$1"
  while kill -0 "${started[0]}" 2>/dev/null && kill -0 "${started[1]}" 2>/dev/null; do sleep 1; done
  echo "A server ended; see $logs." >&2
  exit 1
}
[ $app = yes ] || hold "Ctrl+C stops both."

quickstart=(dotnet artifacts/bin/Quickstart/debug/Quickstart.dll --api "http://localhost:$api_port")
if [ -t 0 ] || [ -p /dev/stdin ]; then
  start_here "${quickstart[@]}"
else
  # Nobody can press a key: it signs in at once, shows the answer, and the servers stay.
  start_here "${quickstart[@]}" --once || true
  hold "The server and the API go on. Ctrl+C stops both."
fi
