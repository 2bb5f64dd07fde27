# shellcheck shell=bash
# What a build says while it works.

# steps_of TARGET: its steps in their order. One whose result is there already says nothing.
steps_of() {
  case $1 in
    server) echo base server ;;
    services) echo base repository repository-signed services hello-program hello push-public ;;
    stack) echo "$(steps_of services) mongod-program mongotools-program stack-program elasticsearch-jars mongo redis elasticsearch stack push-registry" ;;
    variants) echo "$(steps_of server) $(steps_of stack) variant-docker variant-images variant-installed" ;;
  esac
}

# usual_seconds STEP: measured on two cores, with nothing of it there.
usual_seconds() {
  case $1 in
    base | repository) echo 25 ;;
    server) echo 16 ;;
    services | redis) echo 5 ;;
    hello-program | elasticsearch | push-registry) echo 8 ;;
    mongod-program) echo 60 ;;
    elasticsearch-jars) echo 15 ;;
    variant-docker) echo 15 ;;
    variant-images) echo 25 ;;
    variant-installed) echo 45 ;;
    *) echo 2 ;;
  esac
}

PLANNED=()
# plan_steps TARGET... : of the outermost build; those inside it go on with its count.
plan_steps() {
  local target step
  [ ${#PLANNED[@]} -eq 0 ] || return 0
  for target in "$@"; do
    for step in $(steps_of "$target"); do
      case " ${PLANNED[*]} " in *" $step "*) ;; *) PLANNED+=("$step") ;; esac
    done
  done
}

# step_line STEP: such as "3 of 17: repository, usually 25 s".
step_line() {
  local i
  for i in "${!PLANNED[@]}"; do
    [ "${PLANNED[i]}" != "$1" ] || printf '%d of %d: ' $((i + 1)) ${#PLANNED[@]}
  done
  printf '%s, usually %d s' "$1" "$(usual_seconds "$1")"
}
