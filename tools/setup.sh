#!/bin/sh
# Make .venv from a lock file: tools/setup.sh requirements.lock
#
# Needs any python3 (>= 3.8) or uv. uv is taken from PATH, else put into .tools; it then
# finds a Python >= 3.12, which with pyenv need not be the default one.
set -eu
lock=$1

# Behind an office's TLS proxy only the system knows the proxy's certificate.
if [ -e /etc/ssl/certs/ca-certificates.crt ] || [ "$(uname)" = Darwin ]; then
    export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"
    export UV_NATIVE_TLS="${UV_NATIVE_TLS:-true}"
fi

say() { printf '%s\n' "$*" >&2; }

any_python() {
    # pyenv refuses to start python3 when .python-version names what it has not.
    for python in python3 python3.13 python3.12 /usr/bin/python3 \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.*/bin/python3; do
        if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 8))' \
            >/dev/null 2>&1; then
            printf '%s\n' "$python"
            return
        fi
    done
    say "Python олдсонгүй. Python 3.12 эсвэл түүнээс шинийг суулгана уу."
    say "No usable Python was found. Install Python 3.12 or newer (Debian, Ubuntu:"
    say "  sudo apt-get install python3 python3-venv), or uv, and run make again."
    exit 1
}

find_uv() {
    if command -v uv >/dev/null 2>&1; then
        command -v uv
        return
    fi
    if [ ! -x .tools/bin/uv ]; then
        python=$(any_python)
        say "uv is put into .tools (with $python)"
        "$python" -m venv --clear .tools >&2
        .tools/bin/python -m pip install --quiet --disable-pip-version-check uv >&2
    fi
    printf '%s\n' .tools/bin/uv
}

make_venv() {
    # The last: what pyenv keeps but does not show while its default is older.
    for version in 3.13 3.12 '>=3.12' \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python3; do
        if "$uv" venv --quiet --clear --no-python-downloads --python "$version" .venv \
            2>/dev/null; then
            return
        fi
    done
    say "No Python 3.12 or newer is installed; uv tries to fetch one."
    if ! "$uv" venv --quiet --clear --python 3.13 .venv; then
        say "Python 3.12 эсвэл түүнээс шинийг суулгаад дахин ажиллуулна уу."
        say "Install Python 3.12 or newer and run make again."
        exit 1
    fi
}

uv=$(find_uv)
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 12))' \
    >/dev/null 2>&1; then
    make_venv
fi
"$uv" pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"
# The build tools come from the lock too, so nothing unlocked is fetched here.
"$uv" pip install --quiet --python .venv/bin/python --no-build-isolation --no-deps -e .
