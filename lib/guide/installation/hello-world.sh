# Runs the image $1 and looks for the text that the guide expects.
set -eu
output=$(docker run --rm -- "$1")
printf '%s\n' "$output"
case $output in
  *'Hello from Docker!'*) ;;
  *)
    echo "The image $1 ran, but did not say \"Hello from Docker!\"." >&2
    exit 45
    ;;
esac
