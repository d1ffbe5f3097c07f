#!/bin/sh
# Writes one file that holds the whole database at one moment, while the server runs.
#
#   sh deploy/backup.sh [file]          default: backups/carillon-<time>.dump beside docker-compose.yml
#
# The database is that of docker-compose.yml or, where DATABASE_URL is set, that one: pg_dump is needed here then, of
# the server's version or newer. The key that encrypts webhook URLs is not in it: see docs/operations.md.
set -eu
umask 077
workspace=$(cd "$(dirname "$0")/.." && pwd)
file=${1:-"$workspace/backups/carillon-$(date -u +%Y-%m-%dT%H%M).dump"}

dump() {
  if [ -n "${DATABASE_URL:-}" ]; then
    pg_dump --dbname="$DATABASE_URL" "$@"
  else
    docker compose --project-directory "$workspace" exec -T database pg_dump --username=carillon --dbname=carillon "$@"
  fi
}

mkdir -p "$(dirname "$file")"
# Under its name only once it is whole: a file that is there is a backup.
trap 'rm -f "$file.part"' EXIT
dump --format=custom --no-owner --no-privileges >"$file.part"
mv "$file.part" "$file"
echo "Wrote $file."
