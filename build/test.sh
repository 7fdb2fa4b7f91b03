#!/usr/bin/env bash
# Installs what the tests need, runs all of them and ends with `N passed, N failed` (and `, N skipped`).
set -uo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root" || exit 2
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# Tests run most code a few times: counting where it branches costs more than it brings.
export DOTNET_TieredPGO=0

install() {
  command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || return 1
  [ -n "${apt_updated:-}" ] || { apt-get update -qq >/dev/null 2>&1; apt_updated=1; }
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

if [ -z "${TRASA_TEST_POSTGRES:-}" ] && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && ! command -v initdb >/dev/null; then
  echo "Installing PostgreSQL for the store tests ..."
  install postgresql || echo "PostgreSQL could not be installed; its tests are skipped (with CI=true they fail)."
fi
# The shell without windows takes a third of the CPU of a whole Chromium, which does where there is no shell.
if ! command -v chromium-headless-shell >/dev/null; then
  echo "Installing Chromium for the browser tests ..."
  install chromium-headless-shell fonts-noto-core || command -v chromium >/dev/null || install chromium fonts-noto-core ||
    echo "Chromium could not be installed; the browser tests are skipped (with CI=true they fail)."
fi
if [ ! -x /usr/sbin/postfix ]; then
  echo "Installing Postfix for the mail test ..."
  install postfix || echo "Postfix could not be installed; its test is skipped."
fi

"$root/trasa" prepare || exit 1

results="$root/artifacts/test-results"
rm -rf "$results"; mkdir -p "$results"

# One project: its counts go to a file, its line (and what failed) to the screen in one piece.
run_project() {
  local name="$1" log="$results/$1.log" code p f s
  dotnet "artifacts/bin/$name/release/$name.dll" --no-ansi --no-progress --output Detailed >"$log" 2>&1
  code=$?
  count() { sed -nE "s/^ *$1: *([0-9]+).*/\1/p" "$log" | tail -n 1; }
  p="$(count succeeded)" f="$(count failed)" s="$(count skipped)"
  if [ -z "$p" ]; then p=0 f=1 s=0; fi
  [ "$code" -eq 0 ] || [ "$code" -eq 8 ] || [ "${f:-0}" -gt 0 ] || f=1
  echo "$p ${f:-0} ${s:-0}" >"$results/$name.counts"
  {
    flock 9
    printf '%-32s %5d passed %5d failed %5d skipped\n' "$name" "$p" "${f:-0}" "${s:-0}"
    [ "${f:-0}" -eq 0 ] || { grep -vE '^(xUnit|Discover|Starting|passed )' "$log" | cut -c1-400 | tail -n 120; }
  } 9>"$results/screen.lock"
}
export -f run_project
export results

# The long ones first, so that both lanes end at about the same time; a project without a place here comes last.
longest="Trasa.EndToEnd.Tests Trasa.Host.Tests Trasa.Crm.Tests Trasa.Engine.Storage.Tests Trasa.Activities.Tests Trasa.Engine.Tests"
all="$(for project in tests/*.Tests/*.Tests.csproj; do basename "$project" .csproj; done)"
for name in $longest $(grep -vxF -f <(tr ' ' '\n' <<<"$longest") <<<"$all"); do
  [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
  echo "$name"
done | xargs -P "${TRASA_TEST_LANES:-2}" -I{} bash -c 'run_project {}'

passed=0 failed=0 skipped=0
for counts in "$results"/*.counts; do
  [ -f "$counts" ] || continue
  read -r p f s <"$counts"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done

if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
