#!/usr/bin/env bash
# Runs every test. The last line is `N passed, N failed, N skipped`.
#
#   ./test.sh [--slow] [--filter EXPRESSION] [--no-install]
#
#   --slow         also the tests that take minutes
#   --filter X     only the tests that `dotnet test --filter X` would choose
#   --no-install   install nothing; only say what is missing
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/sdk.sh

install=yes
slow=no
arguments=()
while [ $# -gt 0 ]; do
  case "$1" in
    --no-install) install=no ;;
    --slow) slow=yes; arguments+=("$1") ;;
    --filter) [ $# -ge 2 ] || { echo "--filter needs an expression" >&2; exit 2; }
              arguments+=("$1" "$2"); shift ;;
    -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "unknown option $1; try --help" >&2; exit 2 ;;
  esac
  shift
done

require_sdk

# What the tests start for themselves, and the Debian package it comes in.
missing=()
present() { command -v "$1" >/dev/null 2>&1; }
present "${LATCHKEY_CHROMIUM:-chromium}" || present google-chrome || missing+=(chromium)
present node                             || missing+=(nodejs)
present npm                              || missing+=(npm)
[ $slow = no ] || present clang || present gcc || missing+=(clang zlib1g-dev)
present xdg-open                         || missing+=(xdg-utils)
present initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
if [ "$(uname)" = Linux ]; then
  present dbus-run-session      || missing+=(dbus)
  present gnome-keyring-daemon  || missing+=(gnome-keyring)
  present secret-tool           || missing+=(libsecret-tools)
  present gio                   || missing+=(libglib2.0-bin)
  ls /usr/lib/*/faketime/libfaketimeMT.so.1 >/dev/null 2>&1 || missing+=(libfaketime)
  ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
  # Not through a pipe to grep -q: it stops reading early, and pipefail takes the broken pipe for an answer.
  case "$("$ldconfig" -p 2>/dev/null)" in *libsecret-1.so.0*) ;; *) missing+=(libsecret-1-0) ;; esac
  case "$("$ldconfig" -p 2>/dev/null)" in *libgtk-3.so.0*) ;; *) missing+=(libgtk-3-0) ;; esac
  case "$("$ldconfig" -p 2>/dev/null)" in *libXtst.so.6*) ;; *) missing+=(libxtst6) ;; esac
  present Xvfb || missing+=(xvfb)
  [ -e /usr/lib/apache2/modules/mod_auth_openidc.so ] || missing+=(libapache2-mod-auth-openidc)
  present oidc-agent || missing+=(oidc-agent-cli)
  /usr/bin/python3 -c 'import authlib, requests' >/dev/null 2>&1 || missing+=(python3-authlib python3-requests)
  /usr/bin/python3 -c 'import cryptography, jwt' >/dev/null 2>&1 || missing+=(python3-jwt python3-cryptography)
fi

if [ ${#missing[@]} -gt 0 ]; then
  root=''
  [ "$(id -u)" = 0 ] || root='sudo -n'
  if [ $install = yes ] && present apt-get && { [ -z "$root" ] || sudo -n true 2>/dev/null; }; then
    echo "Installing ${missing[*]}"
    $root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null ||
      { echo "Installing them failed; apt-get says why above. (Ubuntu has Chromium only as a snap, which cannot see a test's folders: install Google Chrome there.)" >&2; exit 1; }
  else
    {
      echo "The tests need: ${missing[*]}"
      if present apt-get; then
        echo "Install them with:"
        echo
        echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
        echo
      else
        echo "These are the names of the Debian packages; install the same from your system's, then run ./test.sh again."
      fi
    } >&2
    exit 1
  fi
fi

[ -n "${HOME:-}" ] && [ -w "$HOME" ] || export DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-${TMPDIR:-/tmp}/latchkey-dotnet-$(id -u)}"
# No compiler is left behind to wait for more work.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
# Bash 3.2 calls an empty array unbound.
exec dotnet run --no-cache eng/test.cs -- ${arguments[@]+"${arguments[@]}"} </dev/null
