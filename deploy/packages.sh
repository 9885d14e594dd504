#!/usr/bin/env bash
# Installs what the program needs from Debian and cannot get from PyPI: `deploy/packages.sh [tests]`.
# Does nothing where all is there; says what to do where it may not install.
set -euo pipefail

missing=()
ldconfig -p 2>/dev/null | grep -q 'libcurl\.so\.4' || command -v mongod >/dev/null || missing+=(libcurl4)
python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
if [ "${1:-}" = tests ]; then
  for name in "${GOVCRAWL_CHROMIUM:-}" chromium chromium-browser google-chrome microsoft-edge; do
    [ -n "$name" ] && command -v "$name" >/dev/null && browser=yes
  done
  [ -n "${browser:-}" ] || compgen -G "$HOME/.cache/ms-playwright/chromium-*" >/dev/null || missing+=(chromium)
  fc-list :lang=zh 2>/dev/null | grep -q . || missing+=(fontconfig fonts-wqy-microhei)
  command -v soffice >/dev/null || missing+=(libreoffice-writer-nogui)
  command -v openssl >/dev/null || missing+=(openssl)
  command -v pdftotext >/dev/null || missing+=(poppler-utils)
fi
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "packages: ${missing[*]} missing; install them by your system's own means" >&2
  exit 0
fi
root=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "packages: ${missing[*]} missing; run: apt-get install ${missing[*]}" >&2; exit 0; }
  root=sudo
fi
$root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
