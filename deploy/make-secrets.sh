#!/bin/sh
# Makes the secrets of docker-compose.yml, once: the database would not know a second password.
set -eu
cd "$(dirname "$0")"

if [ -e secrets ]; then
  echo "deploy/secrets exists already; nothing was changed." >&2
  exit 1
fi

# The folder is closed; the files are readable because containers run under accounts of their own.
mkdir -m 700 secrets
password=$(openssl rand -hex 24)
printf '%s\n' "$password" >secrets/database-password
printf 'postgres://carillon:%s@database:5432/carillon\n' "$password" >secrets/database-url
openssl rand -hex 32 >secrets/secret-key
chmod 644 secrets/*
echo "Made deploy/secrets. Back it up: without secret-key, stored webhook URLs cannot be shown again."
