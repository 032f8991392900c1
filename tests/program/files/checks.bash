# What the tests of files share: counts of checks, small inputs, and how they end. Sourced; runs in a folder of the test's own.
passed=0
failed=0
ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }
small=(--worlds 40 --replications 10 --no-charts --quiet)

# make_inputs SCENARIOS: s.cfg, sweep.cfg based on it, and data.csv for `fit`, in this folder
make_inputs() {
  cp "$1/minimal.cfg" s.cfg
  printf 'base = "s.cfg";\nsweeps: { aid: { vary = "events.us_support"; from = "20%%"; to = "80%%"; steps = 3; }; };\n' >sweep.cfg
  printf 'months,failed\n3,1\n5,0\n8,1\n13,1\n21,0\n34,1\n' >data.csv
}

end_checks() {
  printf '%d passed, %d failed\n' $passed $failed
  exit $((failed > 0))
}
