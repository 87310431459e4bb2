#!/usr/bin/env bash
# Makes .venv with the locked dependencies and the project itself. Does nothing, quickly, when that is done already.
# INTERVUE_PYTHON (or PYTHON) names the interpreter; else the first fitting python3 is taken.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

die() {
  echo "setup: $*" >&2
  exit 1
}

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

find_python() {
  local named="${INTERVUE_PYTHON:-${PYTHON:-}}" candidate
  if [ -n "$named" ]; then
    command -v "$named" >/dev/null || die "There is no Python at '$named' (INTERVUE_PYTHON)."
    fits "$named" || die "'$named' is $("$named" -V 2>&1); Intervue needs Python 3.11, 3.12 or 3.13."
    echo "$named"
    return
  fi
  for candidate in python3 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null && fits "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  die "Intervue needs Python 3.11, 3.12 or 3.13: install one, or name it: make setup INTERVUE_PYTHON=/path/to/python3.12"
}

python="$(find_python)"
identity='import sys; print(*sys.version_info, sys.base_prefix)'
version="$("$python" -c "$identity")"
stamp=".venv/.intervue-setup"
wanted="$(cat requirements.lock pyproject.toml | cksum) $PWD $version"
if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
  exit 0
fi

"$python" -c 'import venv, ensurepip' 2>/dev/null ||
  die "This Python cannot make virtual environments: install its venv module (on Debian and Ubuntu: apt install python3-venv)."
for compiler in "${CC:-cc}" "${CXX:-c++}"; do
  command -v "${compiler%% *}" >/dev/null ||
    die "There is no C/C++ compiler ($compiler), and llama-cpp-python is compiled: install one (on Debian and Ubuntu: apt install build-essential)."
done

if [ "$(.venv/bin/python -c "$identity" 2>/dev/null)" != "$version" ]; then
  echo "setup: making .venv with $("$python" -V)"
  "$python" -m venv --clear .venv
fi
rm -f "$stamp"
pip=(.venv/bin/python -m pip --disable-pip-version-check --no-input install --progress-bar off)

# pip itself first: from 23.1 on it keeps what it compiled, hashes or not.
pip_lock="$(mktemp)"
trap 'rm -f "$pip_lock"' EXIT
awk '/^pip==/ { found = 1 } found { print; if ($0 !~ /\\$/) exit }' requirements.lock >"$pip_lock"
"${pip[@]}" --quiet --require-hashes -r "$pip_lock"

echo "setup: installing the dependencies. The first time, llama-cpp-python is compiled for this machine: 3 to 10 minutes."
"${pip[@]}" --quiet --require-hashes -r requirements.lock
"${pip[@]}" --quiet --no-deps --no-build-isolation --editable .
echo "$wanted" >"$stamp"
echo "setup: done"
