#!/bin/sh
# Try it: installs what is missing, builds, makes a toy shop and runs a whole night into files that
# one can open. Everything it makes lies in build/ of this folder.
set -eu
cd "$(dirname "$0")/.."

sh contrib/install-deps.sh
[ -x configure ] || autoreconf -fi >/dev/null 2>&1 || autoreconf -fi
mkdir -p build/program
(
    cd build/program
    [ -f Makefile ] || ../../configure -q
    make -s -j"$(nproc)" courtesy
)
rm -rf build/demo
build/program/courtesy init --demo "$PWD/build/demo"
echo
echo "The program is build/program/courtesy. To start with your own shop:"
echo "  build/program/courtesy -C ~/courtesy init"
