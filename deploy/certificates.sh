#!/usr/bin/env bash
# Makes what a cluster over TLS needs: `deploy/certificates.sh FOLDER MACHINE...`.
# FOLDER/MACHINE/ gets ca.pem, cert.pem and key.pem: copy it to that machine as /etc/govcrawl/tls (or name it with --tls).
# FOLDER/ca.key signs: who has it, or any key.pem, can run programs on every worker. Keep it where no machine of the
# cluster is; a later call with the same FOLDER signs further machines, and those whose three years are over.
set -euo pipefail
[ $# -ge 2 ] || { echo "certificates: name a folder and the machines: deploy/certificates.sh tls scheduler worker1" >&2; exit 2; }
umask 077
folder=$1
shift
key=(-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes)
mkdir -p "$folder"
[ -e "$folder/ca.key" ] ||
  openssl req -x509 "${key[@]}" -days 7300 -subj "/CN=govcrawl cluster" -keyout "$folder/ca.key" -out "$folder/ca.pem" 2>/dev/null
for machine in "$@"; do
  mkdir -p "$folder/$machine"
  cp "$folder/ca.pem" "$folder/$machine/"
  openssl req -new "${key[@]}" -subj "/CN=$machine" -keyout "$folder/$machine/key.pem" 2>/dev/null |
    openssl x509 -req -days 1095 -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -CAcreateserial \
      -extfile <(echo "basicConstraints=critical,CA:FALSE") -out "$folder/$machine/cert.pem" 2>/dev/null
done
