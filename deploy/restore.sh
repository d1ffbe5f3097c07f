#!/bin/sh
# Puts a backup of deploy/backup.sh in place of what the database holds. Everything since the backup is gone then.
#
#   sh deploy/restore.sh <file>
#
# The server must be stopped: docker compose stop app-1 app-2. All happens in one transaction: if anything fails,
# nothing was changed. The database is that of docker-compose.yml or, where DATABASE_URL is set, that one.
set -eu
workspace=$(cd "$(dirname "$0")/.." && pwd)
file=${1:?"Which backup? sh deploy/restore.sh <file>"}
[ -r "$file" ] || { echo "$file cannot be read." >&2; exit 1; }

run() {
  program=$1
  shift
  if [ -n "${DATABASE_URL:-}" ]; then
    "$program" "$@"
  else
    docker compose --project-directory "$workspace" exec -T database "$program" "$@"
  fi
}

query() {
  run psql "${DATABASE_URL:-postgresql:///carillon?user=carillon}" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 "$@"
}

connected=$(query --tuples-only --no-align --command \
  "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'carillon'")
if [ "$connected" != 0 ]; then
  echo "A Carillon uses this database. Stop it first: docker compose stop app-1 app-2" >&2
  exit 1
fi

# What a newer version added is not in the backup and would be left over, so everything goes first.
{
  echo 'begin; set local client_min_messages = warning; drop schema public cascade; create schema public;'
  if run pg_restore --no-owner --no-privileges --file=- <"$file"; then
    echo 'commit;'
  else
    echo "do \$\$ begin raise exception 'The backup cannot be read; nothing was changed.'; end \$\$;"
  fi
} | query --output=/dev/null
echo "Restored $file. Start the server: docker compose start app-1 app-2"
