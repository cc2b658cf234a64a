#!/bin/sh
# Installs what courtesy is built from, on Debian 12; with --tests also what its tests use.
# Asks nothing. Does nothing when everything is there.
set -eu

build='gcc make autoconf automake autoconf-archive pkg-config xz-utils
libglib2.0-dev libglib2.0-bin libjson-glib-dev libsqlite3-dev libicu-dev libgmime-3.0-dev libcmark-dev
libesmtp-dev libssl-dev libpango1.0-dev libcairo2-dev libqrencode-dev libical-dev
fonts-liberation fonts-dejavu-core fonts-noto-core fonts-noto-cjk'
tests='libcmocka-dev sqlite3 mandoc shellcheck valgrind strace clang-tidy clang-format openssl git
poppler-utils zbar-tools python3 python3-aiosmtpd python3-icalendar'

wanted=$build
[ "${1:-}" != --tests ] || wanted="$build $tests"

missing=
for package in $wanted; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
        missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || {
        echo "These Debian packages are missing; please have them installed:$missing" >&2
        exit 1
    }
    as_root=sudo
fi
echo "Installing:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # the list is meant to be split
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
