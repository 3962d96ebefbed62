#!/usr/bin/env bash
# Makes the pictures of the README anew, with the program's own `render`.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --locked --release
picture() { target/release/tightrope render config --format svg --as-of 2026-08-31 --out "assets/$1.svg" "${@:2}"; }
picture overview --size 120x40
picture energy --size 120x40 --page energy
picture thesis --size 120x40 --page thesis
picture detail --size 120x40 --page security --keys '<tab> <tab> j j j <enter>'
picture light --size 120x40 --page diplomacy --theme light
picture small --size 80x24 --theme mono
