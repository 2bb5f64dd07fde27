# How the scripts of a part call "restic backup", included by those that include restic.sh. Every ten seconds it is told on standard error how far
# restic is (services/workers/stored-bars.ts reads that); the rest of what it says as JSON goes through, and at last "restic CODE".
# $errors: 1 where what restic says of errors shall go the same way.
# sed and not awk: one of Ubuntu's reads 4 KiB before it looks at a line.
export RESTIC_PROGRESS_FPS=0.1
store_telling() {
  {
    code=0
    run_restic --json backup "$@" 2>&"${errors:-2}" || code=$?
    echo "restic $code"
  } | sed -u "$tell"
}
tell='/"message_type":"status"/{
s/.*"total_bytes":\([0-9]*\).*"bytes_done":\([0-9]*\).*/Read \2 of \1 bytes/w /dev/stderr
t told
s/.*"bytes_done":\([0-9]*\).*/Read \1 bytes/w /dev/stderr
:told
d
}'
