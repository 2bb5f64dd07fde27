# Containers as Docker lists them (one JSON document): facts/project-containers.ts and docker-ports.ts.
# $ARGV[0]: Docker's filters, a JSON document · [1]: 1 for all, 0 for those that run.
#include facts/docker-socket.pl
print must_docker('/containers/json?' . query(all => $ARGV[1], filters => $ARGV[0]), 15);
