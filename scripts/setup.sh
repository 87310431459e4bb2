#!/usr/bin/env bash
# Makes .venv with the locked dependencies and the project itself. Does nothing, quickly, when that is done already.
# INTERVUE_PYTHON (or PYTHON) names the interpreter; else the first fitting python3 is taken.
# In an unpacked bundle (bundle.json, wheels/) everything comes from there, and no network is asked.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

die() {
  echo "setup: $*" >&2
  exit 1
}

bundled=""
if [ -f bundle.json ] && [ -d wheels ]; then bundled=yes; fi

supported() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

fits() { supported "$1" && { [ -z "$bundled" ] || "$1" scripts/check_bundle.py fits >/dev/null; }; }

misfit() {
  die "$("$1" scripts/check_bundle.py fits)
Install that Python, or make the bundle on a machine like this one (make models bundle).
If this machine has internet after all, delete the folder wheels/: the packages then come from there."
}

find_python() {
  local named="${INTERVUE_PYTHON:-${PYTHON:-}}" candidate
  if [ -n "$named" ]; then
    command -v "$named" >/dev/null || die "There is no Python at '$named' (INTERVUE_PYTHON)."
    supported "$named" || die "'$named' is $("$named" -V 2>&1); Intervue needs Python 3.11, 3.12 or 3.13."
    fits "$named" || misfit "$named"
    echo "$named"
    return
  fi
  for candidate in python3 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null && fits "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  for candidate in python3 python3.13 python3.12 python3.11; do
    if [ -n "$bundled" ] && command -v "$candidate" >/dev/null && supported "$candidate"; then misfit "$candidate"; fi
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

if [ -n "$bundled" ]; then
  echo "setup: checking the packages of the bundle"
  wrong="$("$python" scripts/check_bundle.py intact)" || die "$wrong"
fi

if [ "$(.venv/bin/python -c "$identity" 2>/dev/null)" != "$version" ]; then
  echo "setup: making .venv with $("$python" -V)"
  "$python" -m venv --clear .venv
fi
rm -f "$stamp"
pip=(.venv/bin/python -m pip --disable-pip-version-check --no-input install --progress-bar off)
[ -z "$bundled" ] || pip+=(--no-index --find-links "$PWD/wheels")

# pip itself first: from 23.1 on it keeps what it compiled, hashes or not.
pip_lock="$(mktemp)"
trap 'rm -f "$pip_lock"' EXIT
awk '/^pip==/ { found = 1 } found { print; if ($0 !~ /\\$/) exit }' requirements.lock >"$pip_lock"
"${pip[@]}" --quiet --require-hashes -r "$pip_lock"

echo "setup: installing the dependencies. The first time, llama-cpp-python is compiled for this machine: 3 to 10 minutes."
# Without its library for pictures, which nothing here uses, llama-cpp-python is compiled in two thirds of the time.
export CMAKE_ARGS="-DLLAVA_BUILD=OFF ${CMAKE_ARGS:-}"
# Of pip's words those that show that it is still at work; errors come on their own way.
"${pip[@]}" --require-hashes -r requirements.lock | { grep --line-buffered -E '^ *(Building wheel|Installing collected)' || true; }
"${pip[@]}" --quiet --no-deps --no-build-isolation --editable .
echo "$wanted" >"$stamp"
echo "setup: done"
