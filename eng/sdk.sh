# Sourced by run.sh and test.sh: makes sure `dotnet` is the SDK that global.json asks for.

sdk_works() {
  command -v dotnet >/dev/null 2>&1 && dotnet --version >/dev/null 2>&1
}

# dotnet-install.sh puts the SDK into the home folder and leaves PATH alone.
use_own_sdk() {
  local folder="${DOTNET_ROOT:-${HOME:-}/.dotnet}"
  if ! sdk_works && [ -x "$folder/dotnet" ]; then
    export DOTNET_ROOT="$folder" PATH="$folder:$PATH"
  fi
}

# The one command that installs the SDK here: the distribution's own package where it has one, else Microsoft's script.
sdk_install_command() {
  local root='sudo '
  [ "$(id -u)" = 0 ] && root=''
  if command -v apt-cache >/dev/null 2>&1 && apt-cache show dotnet-sdk-10.0 2>/dev/null | grep -q '^Package:'; then
    echo "${root}apt-get install -y dotnet-sdk-10.0"
  elif command -v dnf >/dev/null 2>&1; then
    echo "${root}dnf install -y dotnet-sdk-10.0"
  elif command -v apk >/dev/null 2>&1; then
    echo "${root}apk add dotnet10-sdk"
  elif command -v brew >/dev/null 2>&1; then
    echo "brew install --cask dotnet-sdk"
  elif command -v curl >/dev/null 2>&1 || ! command -v wget >/dev/null 2>&1; then
    echo "curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
  else
    echo "wget -qO- https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
  fi
}

require_sdk() {
  use_own_sdk
  sdk_works && return 0

  local install
  install=$(sdk_install_command)
  {
    if command -v dotnet >/dev/null 2>&1; then
      echo "The dotnet found here ($(command -v dotnet)) is not a .NET 10 SDK that starts:"
      dotnet --version 2>&1 | sed 's/^/    /' || true
    else
      echo "Latchkey needs the .NET 10 SDK, and there is no dotnet on this machine."
    fi
    echo "This installs it:"
    echo
    echo "    $install"
    echo
  } >&2

  # Only a person can say yes.
  if [ ! -t 0 ] || [ -n "${CI:-}" ]; then exit 1; fi
  local answer
  printf 'Run it now? [y/N] ' >&2
  read -r answer || exit 1
  case "$answer" in [yY] | [yY][eE][sS]) ;; *) exit 1 ;; esac
  bash -c "$install" || exit 1
  hash -r
  use_own_sdk
  sdk_works && return 0
  echo "The SDK was installed but does not start:" >&2
  dotnet --version >&2
  exit 1
}
